//! The manifest: what the extractor gives, one noun per file.
//!
//! The shape is final for everybody who reads it: `manifest.schema.json` beside `Cargo.toml` is
//! generated from these types, and `codegen/src/model/manifest.ts` mirrors them.

mod alias;
mod attributes;
mod cfg;
mod class;
mod contract;
mod crate_info;
mod diagnostic;
mod docs;
mod enumeration;
mod error_enum;
mod function;
mod item;
mod object;
mod rust_type;
mod span;
mod stray_impl;

pub use alias::{Alias, Brand};
pub use attributes::{AttributeValue, Attributes};
pub use cfg::Cfg;
pub use class::{Class, Member, MemberKind};
pub use contract::Contract;
pub use crate_info::CrateInfo;
pub use diagnostic::{Code, Diagnostic, Related, Severity};
pub use docs::{Docs, Tag};
pub use enumeration::{Enumeration, Union, UnionVariant, Value, Variant};
pub use error_enum::{ErrorCode, ErrorEnum};
pub use function::{Function, Parameter, Signature};
pub use item::{Constant, Item, ItemBase};
pub use object::{Field, Object, Tuple};
pub use rust_type::RustType;
pub use span::{Position, Span};
pub use stray_impl::StrayImpl;

use serde::Serialize;

/// Everything that was read of one addon.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Manifest {
    /// Number of this format.
    pub schema: u32,
    /// What Cargo.toml says.
    #[serde(rename = "crate")]
    pub crate_info: CrateInfo,
    /// What callers can rely on, hashed.
    pub contract: Contract,
    /// All items, sorted by Rust path, then position.
    pub items: Vec<Item>,
    /// Impl blocks that leak a class, in the order of the files and positions.
    pub stray_impls: Vec<StrayImpl>,
    /// Rust files that were read, relative to the workspace root, sorted.
    pub files: Vec<String>,
    /// Files and folders whose change can change this manifest, relative to the workspace root, sorted.
    pub inputs: Vec<String>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

#[cfg(test)]
mod tests {
    use super::Manifest;
    use crate::expect::assert_expected_json;

    #[test]
    fn schema_is_the_committed_one() {
        let schema = schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Manifest>();
        assert_expected_json("manifest.schema.json", schema.as_value());
    }
}
