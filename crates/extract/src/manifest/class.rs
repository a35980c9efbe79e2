use std::collections::BTreeMap;

use serde::Serialize;

use super::{Attributes, Cfg, Docs, ItemBase, RustType, Signature, Span};

/// A struct that becomes a class.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Class {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// Public fields, then the members of its impl blocks, in source order.
    pub members: Vec<Member>,
}

/// What a member of a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum MemberKind {
    /// `#[napi(constructor)]`.
    Constructor,
    /// `#[napi(factory)]`.
    Factory,
    /// A function without `self`.
    Static,
    /// A function with `self`.
    Method,
    /// `#[napi(getter)]`.
    Getter,
    /// `#[napi(setter)]`.
    Setter,
    /// A public field.
    Field,
}

/// A member of a class.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Member {
    /// What it is.
    pub kind: MemberKind,
    /// Rust path of the class, then its name.
    pub id: String,
    /// Rust identifier; the index of a field of a tuple struct.
    pub rust_name: String,
    /// Name in JavaScript; `[Symbol.dispose]` form for symbols.
    pub js_name: String,
    /// Docs without their tags.
    pub docs: Docs,
    /// When it is compiled; null is always.
    pub cfg: Option<Cfg>,
    /// Whole member, attributes and docs excluded.
    pub span: Span,
    /// Its identifier.
    pub name_span: Span,
    /// Keys of `#[napi(…)]` as written.
    pub attributes: Attributes,
    /// Where the texts of its `ts_*` keys stand, quotes included.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text_spans: BTreeMap<String, Span>,
    /// Null for fields.
    pub signature: Option<Signature>,
    /// Type of a field, else null.
    #[serde(rename = "type")]
    pub rust_type: Option<RustType>,
}
