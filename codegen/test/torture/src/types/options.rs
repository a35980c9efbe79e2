use napi::Result;
use napi_derive::napi;

/// Optional before a required one: the first takes `undefined`, the last may be left out.
#[napi]
pub fn optional_between(first: Option<u32>, second: u32, third: Option<u32>) -> Option<u32> {
    first.or(Some(second)).or(third)
}

#[napi]
pub fn nested_option(value: Option<Option<u32>>) -> Option<Vec<Option<u32>>> {
    Some(vec![value.flatten()])
}

#[napi]
pub fn result(fails: bool) -> Result<u32> {
    if fails {
        Err(napi::Error::from_reason("it fails"))
    } else {
        Ok(1)
    }
}

#[napi]
pub fn result_of_option(value: Option<u32>) -> Result<Option<u32>> {
    Ok(value)
}

#[napi]
pub fn result_of_nothing() -> Result<()> {
    Ok(())
}

/// A `Result` that is not the whole result.
#[napi]
pub fn nested_result() -> Vec<Result<u32>> {
    vec![Ok(1)]
}
