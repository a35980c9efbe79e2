use std::collections::BTreeMap;

use serde::Serialize;

use super::{Attributes, Cfg, Docs, ItemBase, RustType, Span};

/// `#[napi(object)]`: an interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Object {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// In source order.
    pub fields: Vec<Field>,
    /// It also derives `ferrotype::Row`.
    pub row: bool,
}

/// `#[napi(array)]`: a tuple.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tuple {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// In source order.
    pub fields: Vec<Field>,
}

/// A field of an object, a tuple or a variant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Field {
    /// Rust identifier; the index of a field of a tuple struct.
    pub rust_name: String,
    /// Name in JavaScript by napi's rules.
    pub js_name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub rust_type: RustType,
    /// Docs without their tags.
    pub docs: Docs,
    /// When it is compiled; null is always.
    pub cfg: Option<Cfg>,
    /// Whole field, attributes and docs excluded.
    pub span: Span,
    /// Its identifier; the type where it has none.
    pub name_span: Span,
    /// Keys of `#[napi(…)]` as written.
    pub attributes: Attributes,
    /// Where the texts of its `ts_*` keys stand, quotes included.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text_spans: BTreeMap<String, Span>,
}
