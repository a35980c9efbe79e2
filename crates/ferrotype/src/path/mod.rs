//! Paths in and out that survive any bytes.

mod file_url;
mod surrogate;

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::ptr;

use napi::bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};
use napi::{ValueType, sys};

use crate::{CodedError, environment, raw};

/// A path from JavaScript: a string or a `file:` URL.
///
/// Strings of [`PathText`] turn back into the bytes they came from. A path with a NUL, or with
/// a surrogate that stands for no byte, is refused with `ERR_INVALID_ARG_VALUE`; URLs follow the
/// rules of Node's `fileURLToPath` and throw its codes.
///
/// ```
/// use ferrotype::PathArg;
///
/// pub fn exists(path: PathArg) -> bool {
///     path.exists()
/// }
/// # assert!(!exists(PathArg::from(std::path::PathBuf::from("/nope"))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathArg(PathBuf);

impl PathArg {
    /// The path itself.
    #[must_use]
    pub fn into_path_buf(self) -> PathBuf {
        self.0
    }
}

impl Deref for PathArg {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl AsRef<Path> for PathArg {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl AsRef<OsStr> for PathArg {
    fn as_ref(&self) -> &OsStr {
        self.0.as_os_str()
    }
}

impl From<PathBuf> for PathArg {
    fn from(path: PathBuf) -> Self {
        Self(path)
    }
}

impl From<PathArg> for PathBuf {
    fn from(path: PathArg) -> Self {
        path.0
    }
}

impl TypeName for PathArg {
    fn type_name() -> &'static str {
        "PathArg"
    }

    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

/// What an `Either` asks before it takes a value for a path: any string, any object with a `href`.
impl ValidateNapiValue for PathArg {
    unsafe fn validate(
        env: sys::napi_env,
        value: sys::napi_value,
    ) -> napi::Result<sys::napi_value> {
        let kind = raw::value_type(env, value);
        let is_path = kind == sys::ValueType::napi_string
            || kind == sys::ValueType::napi_object
                && raw::value_type(env, raw::get_property(env, value, "href")?)
                    == sys::ValueType::napi_string;
        if is_path {
            return Ok(ptr::null_mut());
        }
        let found = raw::describe(env, value);
        Err(napi::Error::new(
            napi::Status::InvalidArg,
            format!("expected a string or a file: URL, got {found}"),
        ))
    }
}

impl FromNapiValue for PathArg {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        environment::enter(env);
        if let Some(units) = raw::utf16(env, value) {
            return parse(&units).map_err(|error| error.into_napi(env));
        }
        if raw::value_type(env, value) == sys::ValueType::napi_object {
            let href = raw::get_property(env, value, "href")?;
            if let Some(units) = raw::utf16(env, href) {
                return file_url::parse(&String::from_utf16_lossy(&units))
                    .map(Self)
                    .map_err(|error| error.into_napi(env));
            }
        }
        let found = raw::describe(env, value);
        Err(CodedError::new(
            "ERR_INVALID_ARG_TYPE",
            format!("expected a string or a file: URL, got {found}"),
        )
        .type_error()
        .into_napi(env))
    }
}

impl ToNapiValue for PathArg {
    unsafe fn to_napi_value(env: sys::napi_env, path: Self) -> napi::Result<sys::napi_value> {
        PathText::from(path.0).to_js(env)
    }
}

fn parse(units: &[u16]) -> Result<PathArg, CodedError> {
    if units.contains(&0) {
        return Err(refused("a path without null bytes", units));
    }
    surrogate::to_os(units)
        .map(|path| PathArg(PathBuf::from(path)))
        .ok_or_else(|| refused("a path of well-formed text", units))
}

fn refused(expected: &str, units: &[u16]) -> CodedError {
    CodedError::new(
        "ERR_INVALID_ARG_VALUE",
        format!(
            "expected {expected}, got {:?}",
            String::from_utf16_lossy(units)
        ),
    )
    .type_error()
}

/// A path to JavaScript: a string from which [`PathArg`] restores every byte.
///
/// On Unix each byte that is not UTF-8 stands as U+DC80 – U+DCFF; on Windows ill-formed UTF-16
/// passes as it is.
///
/// ```
/// use ferrotype::PathText;
/// use std::path::Path;
///
/// let text = PathText::from(Path::new("src/lib.rs"));
/// assert_eq!(text.to_string_lossy(), "src/lib.rs");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathText(OsString);

impl PathText {
    /// A path that goes out relative: with `/` between its parts on every platform.
    #[must_use]
    pub fn relative(path: &Path) -> Self {
        surrogate::with_slashes(path.as_os_str()).into()
    }

    /// The text for a person: what is no text is replaced.
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        self.0.to_string_lossy()
    }

    /// The path itself.
    #[must_use]
    pub fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }

    pub(crate) fn as_os_str(&self) -> &OsStr {
        &self.0
    }

    pub(crate) fn to_js(&self, env: sys::napi_env) -> napi::Result<sys::napi_value> {
        match self.0.to_str() {
            Some(text) => raw::create_text(env, text),
            None => raw::create_utf16(env, &surrogate::from_os(&self.0)),
        }
    }
}

/// The code units as which a path goes out.
pub(crate) fn units_of(path: &OsStr) -> Vec<u16> {
    surrogate::from_os(path)
}

impl fmt::Debug for PathText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

macro_rules! text_from {
    ($($source:ty),+) => {
        $(impl From<$source> for PathText {
            fn from(path: $source) -> Self {
                Self(path.into())
            }
        })+
    };
}

text_from!(OsString, PathBuf, String, &OsStr, &str);

impl From<&Path> for PathText {
    fn from(path: &Path) -> Self {
        Self(path.as_os_str().to_owned())
    }
}

impl From<&PathBuf> for PathText {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

impl From<PathArg> for PathText {
    fn from(path: PathArg) -> Self {
        Self::from(path.0)
    }
}

impl From<&PathArg> for PathText {
    fn from(path: &PathArg) -> Self {
        Self::from(path.0.as_path())
    }
}

impl TypeName for PathText {
    fn type_name() -> &'static str {
        "PathText"
    }

    fn value_type() -> ValueType {
        ValueType::String
    }
}

impl ValidateNapiValue for PathText {}

impl ToNapiValue for PathText {
    unsafe fn to_napi_value(env: sys::napi_env, path: Self) -> napi::Result<sys::napi_value> {
        path.to_js(env)
    }
}

/// So that an object with a path may be a parameter as well as a result.
impl FromNapiValue for PathText {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        // SAFETY: the caller's promise is the same.
        unsafe { PathArg::from_napi_value(env, value) }.map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_and_stray_surrogates_are_refused() {
        let nul: Vec<u16> = "a\0b".encode_utf16().collect();
        let error = parse(&nul).unwrap_err();
        assert_eq!(error.code(), "ERR_INVALID_ARG_VALUE");
        assert_eq!(parse(&[0xd800]).is_ok(), cfg!(windows));
    }

    #[test]
    fn plain_paths_pass_unchanged() {
        for text in ["", "a", "/x/é/漢字/😀", "C:\\dir"] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let path = parse(&units).unwrap();
            assert_eq!(path.to_str(), Some(text));
            assert_eq!(units_of(PathText::from(path).as_os_str()), units);
        }
    }
}
