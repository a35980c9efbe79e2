//! The few Node-API calls that the rest of the crate is made of.
//!
//! Invariant: every function here runs on the JavaScript thread of `env`.

use std::ffi::c_void;
use std::ptr;

use napi::{Status, sys};

/// Turns a failed Node-API status into napi's error.
pub(crate) fn check(status: sys::napi_status, what: &str) -> napi::Result<()> {
    if status == sys::Status::napi_ok {
        Ok(())
    } else {
        Err(napi::Error::new(
            Status::from(status),
            format!("{what} failed"),
        ))
    }
}

/// The number behind `value`, where it is one.
pub(crate) fn number(env: sys::napi_env, value: sys::napi_value) -> Option<f64> {
    let mut result = 0.0;
    // SAFETY: Node-API reads `value` and writes `result`; a value that is no number is reported.
    let status = unsafe { sys::napi_get_value_double(env, value, &raw mut result) };
    (status == sys::Status::napi_ok).then_some(result)
}

/// `value` as JavaScript writes it: `NaN`, `Infinity`, `1.5`, `4294967296`.
pub(crate) fn number_text(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    value.to_string()
}

/// What kind of value stands there, in the words of an error message.
pub(crate) fn describe(env: sys::napi_env, value: sys::napi_value) -> &'static str {
    match value_type(env, value) {
        sys::ValueType::napi_undefined => "undefined",
        sys::ValueType::napi_null => "null",
        sys::ValueType::napi_boolean => "a boolean",
        sys::ValueType::napi_number => "a number",
        sys::ValueType::napi_string => "a string",
        sys::ValueType::napi_symbol => "a symbol",
        sys::ValueType::napi_function => "a function",
        sys::ValueType::napi_bigint => "a bigint",
        _ => "an object",
    }
}

pub(crate) fn value_type(env: sys::napi_env, value: sys::napi_value) -> sys::napi_valuetype {
    let mut kind = sys::ValueType::napi_undefined;
    // SAFETY: Node-API reads `value` and writes `kind`.
    unsafe { sys::napi_typeof(env, value, &raw mut kind) };
    kind
}

pub(crate) fn create_number(env: sys::napi_env, value: f64) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API writes a fresh handle.
        unsafe { sys::napi_create_double(env, value, &raw mut result) },
        "napi_create_double",
    )?;
    Ok(result)
}

pub(crate) fn create_boolean(env: sys::napi_env, value: bool) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API writes a handle.
        unsafe { sys::napi_get_boolean(env, value, &raw mut result) },
        "napi_get_boolean",
    )?;
    Ok(result)
}

pub(crate) fn create_text(env: sys::napi_env, text: &str) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API copies `text.len()` bytes and writes a fresh handle.
        unsafe {
            sys::napi_create_string_utf8(
                env,
                text.as_ptr().cast(),
                text.len().cast_signed(),
                &raw mut result,
            )
        },
        "napi_create_string_utf8",
    )?;
    Ok(result)
}

/// A string of code units, lone surrogates kept.
pub(crate) fn create_utf16(env: sys::napi_env, units: &[u16]) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API copies `units.len()` units and writes a fresh handle.
        unsafe {
            sys::napi_create_string_utf16(
                env,
                units.as_ptr(),
                units.len().cast_signed(),
                &raw mut result,
            )
        },
        "napi_create_string_utf16",
    )?;
    Ok(result)
}

/// The code units of a string, lone surrogates kept; `None` where `value` is no string.
pub(crate) fn utf16(env: sys::napi_env, value: sys::napi_value) -> Option<Vec<u16>> {
    let mut length = 0;
    // SAFETY: without a buffer Node-API writes the length alone.
    let status = unsafe {
        sys::napi_get_value_string_utf16(env, value, ptr::null_mut(), 0, &raw mut length)
    };
    if status != sys::Status::napi_ok {
        return None;
    }
    // Node-API ends what it writes with a zero.
    let mut units = vec![0_u16; length + 1];
    // SAFETY: the buffer holds `length + 1` units.
    let status = unsafe {
        sys::napi_get_value_string_utf16(
            env,
            value,
            units.as_mut_ptr(),
            units.len(),
            &raw mut length,
        )
    };
    units.truncate(length);
    (status == sys::Status::napi_ok).then_some(units)
}

pub(crate) fn create_object(env: sys::napi_env) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API writes a fresh handle.
        unsafe { sys::napi_create_object(env, &raw mut result) },
        "napi_create_object",
    )?;
    Ok(result)
}

pub(crate) fn set_property(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &str,
    value: sys::napi_value,
) -> napi::Result<()> {
    let key = create_text(env, name)?;
    check(
        // SAFETY: all three are live handles of `env`.
        unsafe { sys::napi_set_property(env, object, key, value) },
        "napi_set_property",
    )
}

pub(crate) fn get_property(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &str,
) -> napi::Result<sys::napi_value> {
    let key = create_text(env, name)?;
    let mut result = ptr::null_mut();
    check(
        // SAFETY: both are live handles of `env`; Node-API writes a handle.
        unsafe { sys::napi_get_property(env, object, key, &raw mut result) },
        "napi_get_property",
    )?;
    Ok(result)
}

pub(crate) fn global(env: sys::napi_env) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    check(
        // SAFETY: Node-API writes a handle.
        unsafe { sys::napi_get_global(env, &raw mut result) },
        "napi_get_global",
    )?;
    Ok(result)
}

/// A Buffer with a copy of `bytes`. Never external: Electron forbids those.
pub(crate) fn create_buffer(env: sys::napi_env, bytes: &[u8]) -> napi::Result<sys::napi_value> {
    let mut result = ptr::null_mut();
    let mut data: *mut c_void = ptr::null_mut();
    check(
        // SAFETY: Node-API copies `bytes.len()` bytes and writes a fresh handle.
        unsafe {
            sys::napi_create_buffer_copy(
                env,
                bytes.len(),
                bytes.as_ptr().cast(),
                &raw mut data,
                &raw mut result,
            )
        },
        "napi_create_buffer_copy",
    )?;
    Ok(result)
}

/// The exception that is pending, taken away.
pub(crate) fn take_exception(env: sys::napi_env) -> Option<sys::napi_value> {
    let mut pending = false;
    // SAFETY: Node-API writes `pending`.
    unsafe { sys::napi_is_exception_pending(env, &raw mut pending) };
    if !pending {
        return None;
    }
    let mut error = ptr::null_mut();
    // SAFETY: Node-API writes a handle.
    let status = unsafe { sys::napi_get_and_clear_last_exception(env, &raw mut error) };
    (status == sys::Status::napi_ok).then_some(error)
}
