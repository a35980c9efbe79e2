use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Alias, Attributes, Cfg, Class, Docs, Enumeration, ErrorEnum, Function, Object, RustType, Span,
    Tuple, Union,
};

/// What every item has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemBase {
    /// Rust path without the crate for the addon's own crate, with it for others.
    pub id: String,
    /// Crate name as in Cargo.toml.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// Rust identifier.
    pub rust_name: String,
    /// Name in JavaScript by napi's rules.
    pub js_name: String,
    /// `namespace = "x"` or `#[napi] mod x`.
    pub namespace: Option<String>,
    /// Module of the surface; null is the package index.
    pub module: Option<String>,
    /// Docs without their tags.
    pub docs: Docs,
    /// When it is compiled; null is always.
    pub cfg: Option<Cfg>,
    /// Whole item, attributes and docs excluded.
    pub span: Span,
    /// Its identifier.
    pub name_span: Span,
    /// Keys of `#[napi(…)]` as written.
    pub attributes: Attributes,
    /// Where the texts of its `ts_*` keys stand, quotes included.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text_spans: BTreeMap<String, Span>,
    /// From a `macro_rules!` body: not provable from source.
    #[serde(rename = "macro")]
    pub from_macro: bool,
}

/// `#[napi] pub const`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Constant {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// Its type.
    #[serde(rename = "type")]
    pub rust_type: RustType,
}

/// An item of the surface.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Item {
    /// A free function.
    Function(Function),
    /// A struct that becomes a class.
    Class(Class),
    /// `#[napi(object)]`: an interface.
    Object(Object),
    /// `#[napi(array)]`: a tuple.
    Tuple(Tuple),
    /// An enum without data.
    Enum(Enumeration),
    /// An enum with data.
    Union(Union),
    /// A type alias or a transparent struct.
    Alias(Alias),
    /// A const.
    Const(Constant),
    /// An enum with `derive(ErrorCode)`.
    Error(ErrorEnum),
}

impl Item {
    pub(crate) fn base_mut(&mut self) -> &mut ItemBase {
        match self {
            Self::Function(item) => &mut item.base,
            Self::Class(item) => &mut item.base,
            Self::Object(item) => &mut item.base,
            Self::Tuple(item) => &mut item.base,
            Self::Enum(item) => &mut item.base,
            Self::Union(item) => &mut item.base,
            Self::Alias(item) => &mut item.base,
            Self::Const(item) => &mut item.base,
            Self::Error(item) => &mut item.base,
        }
    }

    /// What every item has.
    #[must_use]
    pub fn base(&self) -> &ItemBase {
        match self {
            Self::Function(item) => &item.base,
            Self::Class(item) => &item.base,
            Self::Object(item) => &item.base,
            Self::Tuple(item) => &item.base,
            Self::Enum(item) => &item.base,
            Self::Union(item) => &item.base,
            Self::Alias(item) => &item.base,
            Self::Const(item) => &item.base,
            Self::Error(item) => &item.base,
        }
    }
}
