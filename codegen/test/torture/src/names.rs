//! Names that are words of TypeScript, global types, or no plain words at all.

use std::collections::HashSet;

use napi_derive::napi;

/// The name of a global type, which others here need.
#[napi(object)]
pub struct Set {
    pub size: u32,
}

#[napi]
pub fn set_of(value: Set) -> HashSet<u32> {
    HashSet::from([value.size])
}

#[napi(object)]
pub struct OddKeys {
    #[napi(js_name = "with space")]
    pub with_space: u32,
    #[napi(js_name = "$dollar")]
    pub dollar: u32,
    #[napi(js_name = "1st")]
    pub first: u32,
    #[napi(js_name = "größe")]
    pub letters: u32,
    #[napi(js_name = "quote\"d")]
    pub quoted: u32,
    pub delete: u32,
    pub constructor: u32,
    #[napi(js_name = "__proto__")]
    pub proto: Option<u32>,
}

#[napi]
pub fn odd_keys(value: OddKeys) -> OddKeys {
    value
}

/// Members may be called as they like.
#[napi]
pub struct Words {}

#[napi]
impl Words {
    #[napi(constructor)]
    pub fn create() -> Self {
        Self {}
    }

    #[napi]
    pub fn delete(&self, type_: u32, of: u32) -> u32 {
        type_ + of
    }

    #[napi(getter, js_name = "$value")]
    pub fn value(&self) -> u32 {
        1
    }

    #[napi(js_name = "größe")]
    pub fn letters(&self) -> u32 {
        2
    }

    #[napi]
    pub fn length() -> u32 {
        3
    }
}

#[napi(js_name = "größe")]
pub fn letters() -> u32 {
    4
}

#[napi(js_name = "$dollar")]
pub fn dollar() -> u32 {
    5
}

/// Words that may name a function, and no type.
#[napi]
pub fn string(value: String) -> String {
    value
}

#[napi]
pub fn of() -> u32 {
    6
}
