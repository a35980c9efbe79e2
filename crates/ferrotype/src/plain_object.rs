//! Objects that hold options, told apart from those that are something else.

use std::ptr;

use napi::bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue};
use napi::{ValueType, sys};

use crate::{CodedError, environment, raw};

/// An object of the author's, from a value that is nothing else: no URL, array, `Map`, `Date` ….
///
/// napi takes any object for a `#[napi(object)]` struct whose fields are all optional. In an
/// `Either` that is a trap: a value that the first member refuses becomes the second, with
/// nothing set. What JavaScript calls `[object Object]` is let through, instances of the caller's
/// classes included; so is nothing with a `href`, by which [`PathArg`](crate::PathArg) knows URLs.
///
/// ```
/// use ferrotype::{PathArg, PlainObject, napi::Either};
///
/// # pub struct RunOptions;
/// pub fn run(cwd_or_options: Either<PathArg, PlainObject<RunOptions>>) {}
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainObject<T>(T);

impl<T> PlainObject<T> {
    /// The object itself.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> TypeName for PlainObject<T> {
    fn type_name() -> &'static str {
        "PlainObject"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl<T: FromNapiValue> ValidateNapiValue for PlainObject<T> {
    unsafe fn validate(
        env: sys::napi_env,
        value: sys::napi_value,
    ) -> napi::Result<sys::napi_value> {
        environment::enter(env);
        if is_plain(env, value)? {
            return Ok(ptr::null_mut());
        }
        Err(napi::Error::new(
            napi::Status::ObjectExpected,
            refusal(env, value),
        ))
    }
}

impl<T: FromNapiValue> FromNapiValue for PlainObject<T> {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        environment::enter(env);
        if !is_plain(env, value)? {
            return Err(CodedError::new("ERR_INVALID_ARG_TYPE", refusal(env, value))
                .type_error()
                .into_napi(env));
        }
        // SAFETY: `value` is a live handle of `env`.
        unsafe { T::from_napi_value(env, value) }.map(Self)
    }
}

fn refusal(env: sys::napi_env, value: sys::napi_value) -> String {
    match raw::describe(env, value) {
        "an object" => "expected a plain object, got another one".to_owned(),
        found => format!("expected a plain object, got {found}"),
    }
}

fn is_plain(env: sys::napi_env, value: sys::napi_value) -> napi::Result<bool> {
    if raw::value_type(env, value) != sys::ValueType::napi_object {
        return Ok(false);
    }
    let href = raw::get_property(env, value, "href")?;
    if raw::value_type(env, href) == sys::ValueType::napi_string {
        return Ok(false);
    }
    Ok(tag(env, value)? == "[object Object]")
}

/// `Object.prototype.toString.call(value)`.
fn tag(env: sys::napi_env, value: sys::napi_value) -> napi::Result<String> {
    let constructor = raw::get_property(env, raw::global(env)?, "Object")?;
    let prototype = raw::get_property(env, constructor, "prototype")?;
    let to_string = raw::get_property(env, prototype, "toString")?;
    let mut text = ptr::null_mut();
    raw::check(
        // SAFETY: all are live handles of `env`; Node-API writes a handle, or reports what is
        // no function.
        unsafe { sys::napi_call_function(env, value, to_string, 0, ptr::null(), &raw mut text) },
        "napi_call_function",
    )?;
    Ok(String::from_utf16_lossy(
        &raw::utf16(env, text).unwrap_or_default(),
    ))
}
