use serde::Serialize;

use super::{ItemBase, RustType, Span};

/// A free function.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Function {
    /// What every item has.
    #[serde(flatten)]
    pub base: ItemBase,
    /// How it is called.
    pub signature: Signature,
}

/// How a function is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Signature {
    /// Without `self`, with `Env`, `This` and `CancelToken`.
    pub parameters: Vec<Parameter>,
    /// As written, `Result` and `Job` included.
    pub returns: RustType,
    /// `async fn`.
    #[serde(rename = "async")]
    pub is_async: bool,
    /// A panic cannot leave it.
    pub guarded: bool,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Parameter {
    /// The identifier, or the pattern as text.
    pub rust_name: String,
    /// By napi's rules.
    pub js_name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub rust_type: RustType,
    /// `ts_arg_type` on the parameter.
    #[serde(rename = "override")]
    pub override_text: Option<String>,
    /// Where that text stands, quotes included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_span: Option<Span>,
}
