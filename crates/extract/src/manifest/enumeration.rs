use serde::Serialize;

use super::{Cfg, Docs, Field, ItemBase, Span};

/// An enum without data.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Enumeration {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// In source order.
    pub variants: Vec<Variant>,
}

/// An enum with data: a union of tagged objects.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Union {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// Key that tells the variants apart.
    pub discriminant: String,
    /// In source order.
    pub variants: Vec<UnionVariant>,
}

/// Value of a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Value {
    /// Of a numeric enum.
    Number(i32),
    /// Of a string enum, or the tag of a union.
    Text(String),
}

/// A variant without data.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Variant {
    /// Rust identifier, which is the JavaScript name too.
    pub rust_name: String,
    /// Docs without their tags.
    pub docs: Docs,
    /// When it is compiled; null is always.
    pub cfg: Option<Cfg>,
    /// Whole variant, attributes and docs excluded.
    pub span: Span,
    /// Its identifier.
    pub name_span: Span,
    /// Its value in JavaScript.
    pub value: Value,
}

/// A variant with data.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UnionVariant {
    /// What every variant has.
    #[serde(flatten)]
    pub variant: Variant,
    /// Its fields.
    pub fields: Vec<Field>,
}
