use serde::Serialize;

/// What Cargo.toml and Cargo.lock say about the addon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CrateInfo {
    /// Crate name as in Cargo.toml.
    pub name: String,
    /// Version as in Cargo.toml or inherited from the workspace.
    pub version: String,
    /// npm name, from `[package.metadata.ferrotype] package`, else the crate name.
    pub package: String,
    /// SPDX expression.
    pub license: Option<String>,
    /// Where the source lives.
    pub repository: Option<String>,
    /// One line.
    pub description: Option<String>,
    /// Folder of the crate, relative to the workspace root; empty if it is the root.
    pub root: String,
    /// Features that are on, sorted.
    pub features: Vec<String>,
    /// Version of napi-derive in Cargo.lock.
    pub napi_derive: Option<String>,
}
