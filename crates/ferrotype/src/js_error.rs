//! A coded error as a JavaScript object, thrown or rejected.

use std::ptr;

use napi::bindgen_prelude::ToNapiValue;
use napi::{JsError, Status, Unknown, sys};

use crate::{CodedError, ErrorClass, environment, raw};

impl CodedError {
    /// The JavaScript error with its fields.
    pub(crate) fn to_js(&self, env: sys::napi_env) -> napi::Result<sys::napi_value> {
        let message = raw::create_text(env, &self.to_string())?;
        let code = raw::create_text(env, self.code())?;
        let mut error = ptr::null_mut();
        // SAFETY: `code` and `message` are strings of `env`; Node-API writes a fresh handle.
        let status = unsafe {
            match self.class() {
                ErrorClass::Error => sys::napi_create_error(env, code, message, &raw mut error),
                ErrorClass::TypeError => {
                    sys::napi_create_type_error(env, code, message, &raw mut error)
                }
                ErrorClass::RangeError => {
                    sys::napi_create_range_error(env, code, message, &raw mut error)
                }
            }
        };
        raw::check(status, "creating an error")?;
        for (name, value) in self.fields() {
            if let Some(value) = value.to_js(env)? {
                raw::set_property(env, error, name, value)?;
            }
        }
        Ok(error)
    }

    /// napi's error around the JavaScript one; the plain message where that cannot be made.
    pub(crate) fn into_napi(self, env: sys::napi_env) -> napi::Error {
        match self.to_js(env) {
            Ok(value) => {
                // SAFETY: `value` is a live handle of `env`.
                let unknown = unsafe { Unknown::from_raw_unchecked(env, value) };
                napi::Error::from_unknown_without_coercion(unknown)
            }
            Err(_) => self.into_plain(),
        }
    }

    fn into_plain(self) -> napi::Error {
        napi::Error::new(Status::GenericFailure, self.to_string())
    }
}

/// Off the JavaScript thread the fields are lost and the message is kept.
impl From<CodedError> for napi::Error {
    fn from(error: CodedError) -> Self {
        match environment::current() {
            Some(env) => error.into_napi(env),
            None => error.into_plain(),
        }
    }
}

/// What generated code throws for `Err` of a synchronous function.
impl From<CodedError> for JsError {
    fn from(error: CodedError) -> Self {
        Self::from(napi::Error::from(error))
    }
}

/// The error object itself, as a value: a field of a result, an element of a list.
impl ToNapiValue for CodedError {
    unsafe fn to_napi_value(env: sys::napi_env, error: Self) -> napi::Result<sys::napi_value> {
        error.to_js(env)
    }
}
