//! Text and syntax: files, positions, and the module tree.
//!
//! Invariant: nothing here knows what napi is; everything that touches the disk for Rust files is here.

mod attribute;
mod cfg;
mod crate_walk;
mod docs;
mod file;
mod macros;
mod nesting;
mod raw_item;
mod scope;
mod tree;

pub(crate) use attribute::{FlatAttribute, flatten, own_cfg};
pub(crate) use cfg::{all, assume, disjoint, is_never, parse_predicate};
pub(crate) use crate_walk::Walk;
pub(crate) use docs::{TAGS, is_fence, read_docs};
pub(crate) use file::{REGISTRY, SourceFile, Sources, relative_path};
pub(crate) use nesting::STACK_BYTES;
pub(crate) use raw_item::{InlineModule, MacroBody, RawItem, RawNode, attributes_of};
pub(crate) use scope::{AliasDefinition, Definition, Scope, ScopeId, UsePath, name_of};
pub(crate) use tree::{Location, module_files, tidy};
