//! A plain object whose keys are data.

use std::ptr;

use napi::bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue};
use napi::{ValueType, sys};

use crate::{CodedError, environment, raw};

/// The entries of a plain object, in the order of JavaScript.
///
/// napi's maps leave out what is `undefined` before `V` sees it. Here it reaches `V`, so an
/// `Entries<Option<String>>` tells "removed" from "not named". TypeScript sees `Record<string, V>`.
///
/// ```
/// use ferrotype::Entries;
///
/// pub fn removed(environment: Entries<Option<String>>) -> usize {
///     environment.into_iter().filter(|(_, value)| value.is_none()).count()
/// }
/// # assert_eq!(removed(Entries::from(vec![("HOME".to_owned(), None)])), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<V>(Vec<(String, V)>);

impl<V> From<Vec<(String, V)>> for Entries<V> {
    fn from(entries: Vec<(String, V)>) -> Self {
        Self(entries)
    }
}

impl<V> IntoIterator for Entries<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<V> TypeName for Entries<V> {
    fn type_name() -> &'static str {
        "Entries"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl<V: FromNapiValue> ValidateNapiValue for Entries<V> {}

impl<V: FromNapiValue> FromNapiValue for Entries<V> {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        environment::enter(env);
        if raw::value_type(env, value) != sys::ValueType::napi_object {
            let found = raw::describe(env, value);
            let message = format!("expected an object, got {found}");
            return Err(CodedError::new("ERR_INVALID_ARG_TYPE", message)
                .type_error()
                .into_napi(env));
        }
        let mut names = ptr::null_mut();
        raw::check(
            // SAFETY: `value` is an object of `env`; Node-API writes a fresh array.
            unsafe { sys::napi_get_property_names(env, value, &raw mut names) },
            "napi_get_property_names",
        )?;
        let mut count = 0;
        raw::check(
            // SAFETY: `names` is an array of `env`.
            unsafe { sys::napi_get_array_length(env, names, &raw mut count) },
            "napi_get_array_length",
        )?;
        (0..count)
            // SAFETY: both are live objects of `env`.
            .map(|index| unsafe { entry(env, value, names, index) })
            .collect::<napi::Result<_>>()
            .map(Self)
    }
}

/// # Safety
/// `object` and `names` are live objects of `env`.
unsafe fn entry<V: FromNapiValue>(
    env: sys::napi_env,
    object: sys::napi_value,
    names: sys::napi_value,
    index: u32,
) -> napi::Result<(String, V)> {
    let (mut name, mut value) = (ptr::null_mut(), ptr::null_mut());
    raw::check(
        // SAFETY: by the contract of this function; Node-API writes a handle.
        unsafe { sys::napi_get_element(env, names, index, &raw mut name) },
        "napi_get_element",
    )?;
    raw::check(
        // SAFETY: as above.
        unsafe { sys::napi_get_property(env, object, name, &raw mut value) },
        "napi_get_property",
    )?;
    let text = String::from_utf16_lossy(&raw::utf16(env, name).unwrap_or_default());
    // SAFETY: `value` is a live handle of `env`.
    Ok((text, unsafe { V::from_napi_value(env, value) }?))
}
