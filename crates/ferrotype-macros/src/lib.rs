#![doc = include_str!("../README.md")]
//!
//! Addons name these through `ferrotype`, which the expansions refer to.
//!
//! - `attribute`: `#[napi]` with a panic guard; `arguments`: what stands in its brackets
//! - `string_enum`: what the attribute adds so that a row may hold a string enum
//! - `row`: `derive(Row)`
//! - `error_code`: `derive(ErrorCode)`

mod arguments;
mod attribute;
mod code_attribute;
mod error_code;
mod row;
mod string_enum;

use proc_macro::TokenStream;

/// napi-derive's `#[napi]`, with a guard: a panic in a function, method, accessor, constructor,
/// factory or drop becomes a JavaScript error, never the end of the process.
///
/// Takes all that napi-derive takes, in the same places, and adds `catch_unwind` where it stands
/// for a function. Members whose attribute stands in `#[cfg_attr(predicate, napi(..))]` are
/// guarded too. `async fn` and `const fn` keep their bodies as they are.
///
/// A class is dropped under a guard as well, unless it has `custom_finalize`: then its author
/// writes the `ObjectFinalize`.
#[proc_macro_attribute]
pub fn napi(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute::expand(arguments.into(), item.into()).into()
}

/// Makes a struct a row: its fields are packed as columns. See `ferrotype::Row`.
#[proc_macro_derive(Row)]
pub fn derive_row(item: TokenStream) -> TokenStream {
    expand_derive(item, row::expand)
}

/// Gives an error enum its codes: `impl From<E> for ferrotype::CodedError`, and what lets a
/// synchronous function throw it.
///
/// Every variant has `#[code(..)]`:
/// - `#[code("ERR_REGEX")]`: that code. The named fields become fields of the error.
/// - `#[code("ENOENT", "EACCES")]`, `#[code(system)]` (Node's names of system errors,
///   `ferrotype::SYSTEM_CODES`), or both together: one of these, chosen at run time by the field
///   `source`, or by the only field of a tuple variant. It is anything that is
///   `Into<CodedError>`, such as `std::io::Error`.
/// - `type_error` or `range_error` after the codes: JavaScript's class.
///
/// Fields: `message` is the message; without it, `Display` is (thiserror's `#[error("..")]`).
/// `source`, `#[source]`, `#[from]` and `#[code(skip)]` fields stay in Rust. All others go out
/// under their name in camelCase.
#[proc_macro_derive(ErrorCode, attributes(code))]
pub fn derive_error_code(item: TokenStream) -> TokenStream {
    expand_derive(item, error_code::expand)
}

fn expand_derive(
    item: TokenStream,
    expand: fn(&syn::DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    syn::parse(item)
        .and_then(|item| expand(&item))
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
