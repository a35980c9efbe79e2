#![doc = include_str!("../README.md")]
//!
//! # Arrangement
//! - [`napi`]: the attribute, and the `napi` crate under the same name
//! - [`Job`] and [`CancelToken`]: work off the JavaScript thread
//! - [`Rows`] and [`Row`]: many rows in one crossing
//! - [`CodedError`], [`ErrorCode`], [`Result`]: errors with a code and fields
//! - [`U32`] and its kin: numbers that refuse what does not fit
//! - [`PathArg`], [`PathText`]: paths that survive any bytes
//! - [`Entries`], [`PlainObject`]: objects taken for what they are
//! - [`stamp!`]: who this binary is
//!
//! Invariant: no item here carries `#[napi]`; what JavaScript sees is the addon's alone.

mod cancel_token;
mod coded_error;
mod cpu;
mod entries;
mod environment;
mod field_value;
mod job;
mod js_error;
mod number;
mod panic_guard;
mod path;
mod plain_object;
mod raw;
mod rows;
mod stamp;
mod system_code;

pub use cancel_token::CancelToken;
pub use coded_error::{CodedError, ErrorClass, Result};
pub use entries::Entries;
pub use ferrotype_macros::{ErrorCode, Row, napi};
pub use field_value::FieldValue;
pub use job::{Job, waiting};
pub use number::{F64, I32, I53, OutOfRange, U8, U16, U32, U53};
pub use path::{PathArg, PathText};
pub use plain_object::PlainObject;
pub use rows::{Row, RowField, Rows};
pub use stamp::Stamp;
pub use system_code::SYSTEM_CODES;

/// The `napi` crate: generated code names it, so `use ferrotype::napi;` brings both.
pub use ::napi;

/// What the macros' output names. Not part of the API.
#[doc(hidden)]
pub mod __private {
    pub use crate::panic_guard::{finalize, guard};
    pub use crate::rows::{Column, EncodedColumn, EnumColumn, EnumText, RowTable, encode_table};
    pub use crate::system_code::listed;
    pub use napi_derive;
}
