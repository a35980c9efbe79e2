use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use napi::bindgen_prelude::{Latin1String, Null, RawCString, Undefined, Utf16String};
use napi_derive::napi;

#[napi]
pub fn text(value: String) -> String {
    value
}

#[napi]
pub fn static_text() -> &'static str {
    "static"
}

#[napi]
pub fn utf16(value: Utf16String) -> Utf16String {
    value
}

#[napi]
pub fn latin1(value: Latin1String) -> Latin1String {
    value
}

#[napi]
pub fn os_text(value: OsString) -> OsString {
    value
}

#[napi]
pub fn path(value: PathBuf) -> PathBuf {
    value
}

#[napi]
pub fn unit(value: ()) {
    let () = value;
}

#[napi]
pub fn undefined_value(value: Undefined) -> Undefined {
    value
}

#[napi]
pub fn null_value(value: Null) -> Null {
    value
}

#[napi]
pub fn static_os_text() -> &'static OsStr {
    OsStr::new("os")
}

#[napi]
pub fn static_path() -> &'static Path {
    Path::new("path")
}

#[napi]
pub fn raw_text() -> RawCString {
    RawCString::new(c"raw".as_ptr(), 3)
}
