use napi::bindgen_prelude::{BigInt, i64n};
use napi_derive::napi;
use serde_json::Number;

#[napi]
pub fn small_numbers(a: i8, b: i16, c: i32, d: u8, e: u16, f: u32) -> f64 {
    f64::from(a) + f64::from(b) + f64::from(c) + f64::from(d) + f64::from(e) + f64::from(f)
}

#[napi]
pub fn floats(value: f64) -> f32 {
    value as f32
}

/// Above 2⁵³ the result is not exact, and a bigint is refused.
#[napi]
pub fn long(value: i64) -> i64 {
    value
}

#[napi]
pub fn serde_number(value: Number) -> Number {
    value
}

/// Only ever given, never taken.
#[napi]
pub fn big_results(value: BigInt) -> u64 {
    value.get_u64().1
}

#[napi]
pub fn size() -> usize {
    1
}

#[napi]
pub fn signed_size() -> isize {
    -1
}

#[napi]
pub fn very_big() -> u128 {
    u128::MAX
}

#[napi]
pub fn very_big_signed() -> i128 {
    i128::MIN
}

#[napi]
pub fn signed_big() -> i64n {
    i64n(-1)
}

#[napi]
pub fn big(value: BigInt) -> BigInt {
    value
}

#[napi]
pub fn boolean(value: bool) -> bool {
    !value
}
