//! Forms that compile and whose d.ts does not parse. `napi build` is silent about them, as long as no type is a `Buffer`.

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
pub fn raw_parameter(r#in: u32) -> u32 {
    r#in
}

#[napi]
#[expect(non_camel_case_types, reason = "a keyword is written small")]
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
