use napi::bindgen_prelude::{Either, Either3, Either4, Function};
use napi_derive::napi;

use crate::objects::WithAName;

#[napi]
pub fn either(value: Either<String, u32>) -> Either<bool, WithAName> {
    let _ = value;
    Either::A(true)
}

#[napi]
pub fn either_four(value: Either4<String, u32, bool, Vec<u32>>) -> u32 {
    let _ = value;
    4
}

/// Members that are one type in TypeScript fall together where they all do.
#[napi]
pub fn either_equal(value: Either<u32, f64>) -> Either3<u32, f64, i32> {
    let _ = value;
    Either3::A(1)
}

#[napi]
pub fn either_with_function(value: Either<Function<'_, u32, u32>, String>) -> bool {
    matches!(value, Either::A(_))
}

#[napi]
pub fn optional_either(value: Option<Either<String, u32>>) -> Option<Either<String, u32>> {
    value
}
