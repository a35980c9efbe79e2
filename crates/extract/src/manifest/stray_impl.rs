use serde::Serialize;

use super::{Cfg, Span};

/// A `#[napi] impl` that registers a class at run time which no `#[napi]` struct declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StrayImpl {
    /// Crate name as in Cargo.toml.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// Rust identifier of the type.
    pub rust_name: String,
    /// Name of the class in JavaScript.
    pub js_name: String,
    /// Namespace of the block.
    pub namespace: Option<String>,
    /// Identifier of the trait (`Task`); null for an inherent block.
    #[serde(rename = "trait")]
    pub trait_name: Option<String>,
    /// When it is compiled; null is always.
    pub cfg: Option<Cfg>,
    /// Whole block, attributes and docs excluded.
    pub span: Span,
    /// The type in its head.
    pub name_span: Span,
}
