use napi_derive::napi;

/// The module has the name of a keyword.
#[napi]
pub fn in_a_raw_module() -> u32 {
    8
}
