//! What a field of an error may hold.

use std::borrow::Cow;

use napi::sys;

use crate::{PathText, raw};

/// The value of a further field of a [`CodedError`](crate::CodedError).
///
/// Strings, [`PathText`], numbers and `bool` convert into it, and `Option` of them: a field
/// without a value is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// No value: the error does not get the field.
    Absent,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Cow<'static, str>),
    /// A path, as JavaScript gets it.
    Path(PathText),
}

impl FieldValue {
    /// The JavaScript value; `None` where there is none.
    pub(crate) fn to_js(&self, env: sys::napi_env) -> napi::Result<Option<sys::napi_value>> {
        match self {
            Self::Absent => Ok(None),
            Self::Bool(value) => raw::create_boolean(env, *value).map(Some),
            Self::Number(value) => raw::create_number(env, *value).map(Some),
            Self::Text(text) => raw::create_text(env, text).map(Some),
            Self::Path(path) => path.to_js(env).map(Some),
        }
    }

    /// The text for a message, where it is one.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Path(path) => Some(path.to_string_lossy()),
            Self::Absent | Self::Bool(_) | Self::Number(_) => None,
        }
    }
}

impl From<&'static str> for FieldValue {
    fn from(value: &'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for FieldValue {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<Cow<'static, str>> for FieldValue {
    fn from(value: Cow<'static, str>) -> Self {
        Self::Text(value)
    }
}

impl From<PathText> for FieldValue {
    fn from(value: PathText) -> Self {
        Self::Path(value)
    }
}

impl From<bool> for FieldValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! from_number {
    ($($number:ty),+) => {
        $(impl From<$number> for FieldValue {
            fn from(value: $number) -> Self {
                Self::Number(value.into())
            }
        })+
    };
}

from_number!(u8, u16, u32, i8, i16, i32, f32, f64);

macro_rules! from_wide_number {
    ($($number:ty),+) => {
        $(impl From<$number> for FieldValue {
            #[expect(
                clippy::cast_precision_loss,
                reason = "JavaScript has no wider number; positions and sizes stay below 2^53"
            )]
            fn from(value: $number) -> Self {
                Self::Number(value as f64)
            }
        })+
    };
}

from_wide_number!(u64, i64, usize);

impl<T: Into<FieldValue>> From<Option<T>> for FieldValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}
