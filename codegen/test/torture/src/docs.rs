//! Docs in each way that Rust has for them.

use napi_derive::napi;

/// Closes a comment: `*/`, and opens one: `/*`.
///
/// # Errors
/// With [`Documented::part`] where it fails, see [`constants::LIMIT`](crate::constants::LIMIT).
///
/// # Panics
/// Never.
///
/// # Examples
/// ```
/// let closed = "*/";
/// ```
#[napi]
pub fn documented() -> napi::Result<u32> {
    Ok(1)
}

#[doc = "By an attribute."]
#[doc = " With a second line."]
#[napi]
pub fn documented_by_attribute() {}

#[doc = include_str!("included.md")]
#[napi]
pub fn documented_by_file() {}

/** A block.
 *
 * With stars.
 */
#[napi]
#[deprecated(since = "0.1.0", note = "use `documented`, \"really\"")]
pub fn deprecated() {}

/// Not for users.
#[doc(hidden)]
#[napi]
pub fn hidden() {}

/// @internal
#[napi]
pub fn internal() {}

/// Backslashes: \ \n \u0041, backticks: ` and ``, a dollar: ${x}, an at: @param, a brace: {@link x}, é, 😀.
#[napi]
pub fn odd_characters() {}

/// Parts with docs.
#[napi(object)]
pub struct Documented {
    /// Of a field: */
    /// on two lines.
    pub part: u32,
}

/// Values with docs.
#[napi(string_enum)]
pub enum DocumentedEnum {
    /// Of a variant.
    #[doc = "And more."]
    One,
}
