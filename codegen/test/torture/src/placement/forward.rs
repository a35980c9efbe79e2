//! What is used before it is declared: napi-rs prints the names of Rust.

use napi_derive::napi;

#[napi]
pub fn uses_later(object: LaterObject, level: LaterEnum, instance: &LaterClass) -> LaterAlias {
    let _ = level;
    object.size + instance.size
}

#[napi(object, js_name = "RenamedLaterObject")]
pub struct LaterObject {
    pub size: u32,
}

#[napi(js_name = "RenamedLaterEnum")]
pub enum LaterEnum {
    One,
}

#[napi(js_name = "RenamedLaterClass")]
pub struct LaterClass {
    pub size: u32,
}

#[napi(js_name = "RenamedLaterAlias")]
pub type LaterAlias = u32;
