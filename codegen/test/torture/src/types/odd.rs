//! Types that napi-rs does not know, and patterns.

use napi_derive::napi;

use crate::objects::WithAName;

#[napi]
pub fn tuple_pattern((left, right): (u32, u32)) -> u32 {
    left + right
}

#[napi]
pub fn object_pattern(WithAName { size, .. }: WithAName) -> u32 {
    size
}

#[napi]
pub fn wildcard(_: u32) {}

#[napi]
pub fn mutable(mut value: u32) -> u32 {
    value += 1;
    value
}

#[napi]
pub struct Odd {}

#[napi]
impl Odd {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }

    #[napi]
    pub fn takes_self(&self, other: &Odd) -> bool {
        std::ptr::eq(self, other)
    }

    #[napi]
    pub fn gives_self(&self) -> Self {
        Self {}
    }

    #[napi]
    pub fn list_of_self(&self) -> Vec<Odd> {
        vec![Self {}]
    }
}

/// A path with a self type is `any` in the d.ts.
#[napi]
pub fn qualified(value: <Vec<u32> as IntoIterator>::Item) -> u32 {
    value
}

pub type Millimetres = u32;

/// An alias that is none of napi's: its name is in the d.ts and nowhere else.
#[napi]
pub fn plain_alias(value: Millimetres) -> Millimetres {
    value
}
