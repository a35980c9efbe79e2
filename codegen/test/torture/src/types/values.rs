use napi::bindgen_prelude::{
    Array, Env, JsObjectValue, Object, ObjectRef, Result, Symbol, Unknown,
};
use napi::{Error, JsDate, JsError, JsGlobal, JsRangeError, JsTypeError, SymbolRef, UnknownRef};
use napi_derive::napi;

#[napi]
pub fn unknown(value: Unknown<'_>) -> Unknown<'_> {
    value
}

#[napi]
pub fn unknown_ref(value: UnknownRef) -> UnknownRef {
    value
}

#[napi]
pub fn object(env: &Env, value: Object<'_>) -> Result<Object<'static>> {
    let _ = value;
    let mut object = Object::new(env)?;
    object.set_named_property("one", 1)?;
    Ok(Object::from_raw(env.raw(), napi::JsValue::raw(&object)))
}

#[napi]
pub fn object_ref(value: ObjectRef) -> ObjectRef {
    value
}

#[napi]
pub fn array(value: Array<'_>) -> u32 {
    value.len()
}

#[napi]
pub fn symbol(name: String) -> Symbol {
    Symbol::new(name)
}

#[napi]
pub fn symbol_ref(value: SymbolRef) -> SymbolRef {
    value
}

#[napi]
pub fn date(value: JsDate<'_>) -> Result<f64> {
    value.value_of()
}

#[napi]
pub fn global_object(env: &Env) -> Result<JsGlobal<'_>> {
    env.get_global()
}

#[napi]
pub fn error(reason: String) -> Error {
    Error::from_reason(reason)
}

#[napi]
pub fn plain_error(reason: String) -> JsError {
    Error::from_reason(reason).into()
}

#[napi]
pub fn type_error(reason: String) -> JsTypeError {
    Error::from_reason(reason).into()
}

#[napi]
pub fn range_error(reason: String) -> JsRangeError {
    Error::from_reason(reason).into()
}
