use serde::Serialize;

use super::{ItemBase, RustType};

/// `#[napi] pub type X = …` and `#[napi(transparent)] struct X(…)`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Alias {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// It is a struct.
    pub transparent: bool,
    /// What it stands for.
    #[serde(rename = "type")]
    pub rust_type: RustType,
    /// From `@brand`.
    pub brand: Option<Brand>,
}

/// Which brand an alias has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Brand {
    /// `@brand`: inputs take the base type.
    Loose,
    /// `@brand strict`: inputs want the brand.
    Strict,
}
