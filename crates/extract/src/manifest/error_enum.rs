use serde::Serialize;

use super::{Docs, ItemBase, Span};

/// An enum with `derive(ErrorCode)`; napi does not see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorEnum {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// In source order; a code may stand more than once.
    pub codes: Vec<ErrorCode>,
}

/// A code of an error enum.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorCode {
    /// The variant.
    pub rust_name: String,
    /// What stands in `error.code`.
    pub code: String,
    /// Docs without their tags.
    pub docs: Docs,
    /// Identifier of the variant.
    pub name_span: Span,
}
