//! One of each kind, for the tests of bad input; the one function without a guard is its finding.
use napi::bindgen_prelude::*;
use napi_derive::napi;

/// An id.
/// @brand strict
#[napi]
pub type Id = u32;

#[napi(transparent)]
pub struct Path(pub String);

#[napi(object)]
#[derive(ferrotype::Row)]
pub struct Info {
    /// Where.
    pub path: String,
    pub size: Option<f64>,
}

#[napi(array)]
pub struct Pair(pub u32, pub Option<String>);

#[napi(string_enum = "kebab-case")]
pub enum Kind {
    OneTwo,
    #[napi(value = "x")]
    Three,
}

#[napi]
pub enum Level {
    Low = -1,
    High,
}

#[napi(discriminant = "kind", discriminant_case = "lowercase")]
pub enum Shape {
    Circle { radius: f64 },
    Empty,
}

#[derive(Debug, ferrotype::ErrorCode)]
pub enum FsError {
    #[code("ENOENT")]
    NotFound { message: String },
    #[code(dynamic)]
    Io(u32),
}

#[napi]
pub const LIMIT: u32 = 4;

#[napi]
pub fn list<F>(path: Path, (a, b): (u32, u32), mut depth: u32, each: F) -> ferrotype::Job<ferrotype::Rows<Info>, FsError>
where
    F: Fn(u32) -> Result<()>,
{
    todo!()
}
