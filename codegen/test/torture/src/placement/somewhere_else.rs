use napi_derive::napi;

/// The file is named by `#[path]`.
#[napi]
pub fn at_another_path() -> u32 {
    5
}
