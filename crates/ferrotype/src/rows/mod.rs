//! Many rows in one crossing: one packed buffer, a column for each field.
//!
//! - `column`, `list`: gather the values of one field
//! - `text`: gathers strings, with a dictionary where it pays
//! - `table`: lays the columns out as docs/border.md says

mod column;
mod list;
mod table;
mod text;

use std::marker::PhantomData;
use std::ptr;

use napi::bindgen_prelude::{ToNapiValue, TypeName};
use napi::{ValueType, sys};

pub use self::column::{Column, EnumColumn, EnumText, RowField};
pub use self::table::{EncodedColumn, RowTable, encode_table};
use crate::{CodedError, environment, raw};

/// A struct whose fields are columns; derive it.
///
/// Fields: the numbers ([`U32`](crate::U32) and its kin, `u8` … `u32`, `i8` … `i32`, `f32`,
/// `f64`), `bool`, `String`, [`PathText`](crate::PathText), enums of `#[napi(string_enum)]`,
/// `Option` of these, `Vec<u32>`, and `Vec` of another row.
///
/// ```
/// use ferrotype::{PathText, Row, Rows};
///
/// #[derive(Row)]
/// pub struct FileInfo {
///     pub path: PathText,
///     pub size_bytes: f64,
///     pub modified_ms: Option<f64>,
/// }
///
/// pub fn pack(files: Vec<FileInfo>) -> Rows<FileInfo> {
///     Rows::new(files, ())
/// }
/// ```
pub trait Row: Sized {
    /// Gathers the columns.
    #[doc(hidden)]
    type Table: RowTable<Self>;
}

/// Rows on their way to JavaScript, with a summary: callers see `RowSet<T> & S`.
///
/// ```
/// use ferrotype::{Job, Row, Rows};
///
/// #[derive(Row)]
/// pub struct Word {
///     pub text: String,
///     pub length: u32,
/// }
///
/// pub fn words(text: String) -> Job<Rows<Word>> {
///     Job::run(move || {
///         let words = text.split_whitespace().map(|word| Word {
///             length: u32::try_from(word.len()).unwrap_or(u32::MAX),
///             text: word.to_owned(),
///         });
///         Ok(Rows::new(words, ()))
///     })
/// }
/// ```
pub struct Rows<T, S = ()> {
    packed: Result<Vec<u8>, CodedError>,
    length: usize,
    summary: S,
    row: PhantomData<fn() -> T>,
}

impl<T: Row, S> Rows<T, S> {
    /// Packs `rows`. This is work: do it inside the job.
    ///
    /// A set that does not fit 4 GiB is refused with `ERR_OUT_OF_RANGE` when it goes out.
    pub fn new(rows: impl IntoIterator<Item = T>, summary: S) -> Self {
        let mut table = T::Table::default();
        let mut length = 0;
        for row in rows {
            table.push(row);
            length += 1;
        }
        Self {
            packed: table.encode(length),
            length,
            summary,
            row: PhantomData,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The summary.
    #[must_use]
    pub fn summary(&self) -> &S {
        &self.summary
    }
}

impl<T, S> TypeName for Rows<T, S> {
    fn type_name() -> &'static str {
        "Rows"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

/// Crosses as `[packed, summary]`.
impl<T: Row, S: ToNapiValue> ToNapiValue for Rows<T, S> {
    unsafe fn to_napi_value(env: sys::napi_env, rows: Self) -> napi::Result<sys::napi_value> {
        environment::enter(env);
        let packed = rows.packed.map_err(|error| error.into_napi(env))?;
        let packed = raw::create_buffer(env, &packed)?;
        // SAFETY: the caller's promise is the same.
        let summary = unsafe { S::to_napi_value(env, rows.summary) }?;
        let mut pair = ptr::null_mut();
        // SAFETY: Node-API writes a fresh array; both elements are live handles of `env`.
        unsafe {
            raw::check(
                sys::napi_create_array_with_length(env, 2, &raw mut pair),
                "napi_create_array_with_length",
            )?;
            raw::check(
                sys::napi_set_element(env, pair, 0, packed),
                "napi_set_element",
            )?;
            raw::check(
                sys::napi_set_element(env, pair, 1, summary),
                "napi_set_element",
            )?;
        }
        Ok(pair)
    }
}
