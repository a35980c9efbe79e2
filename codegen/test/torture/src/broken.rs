//! Forms that compile and whose d.ts does not parse. Behind a feature, since one of them spoils the file.

use napi_derive::napi;

#[napi(js_name = "dashed-function")]
pub fn dashed_function() {}

#[napi(object, js_name = "dashed-object")]
pub struct DashedObject {
    pub size: u32,
}

#[napi(js_name = "dashed-enum")]
pub enum DashedEnum {
    One,
}

#[napi]
pub struct Dashed {}

#[napi]
impl Dashed {
    #[napi(getter, js_name = "dashed-getter")]
    pub fn getter(&self) -> u32 {
        1
    }
}

#[napi]
pub fn r#type(r#in: u32) -> u32 {
    r#in
}

#[napi]
pub enum Raw {
    Fine,
    r#type,
}

#[napi(string_enum)]
pub enum Quoted {
    #[napi(value = "it's")]
    Its,
}

#[napi]
pub fn delete() {}

#[napi(js_name = "default")]
pub fn a_default() {}
