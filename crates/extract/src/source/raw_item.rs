//! What the first pass collects.

use std::{cell::Cell, rc::Rc};

use proc_macro2::TokenStream;
use syn::{Attribute, Item};

use super::{FlatAttribute, ScopeId};
use crate::manifest::Cfg;

/// Body of a `macro_rules!`, or of a call that could not be expanded.
pub(crate) struct MacroBody {
    pub(crate) name: String,
    pub(crate) tokens: TokenStream,
    /// Its calls were seen, and what they make is among the items.
    pub(crate) expanded: Rc<Cell<bool>>,
}

/// An item that may be of interest.
pub(crate) enum RawNode {
    Item(Box<Item>),
    Macro(MacroBody),
}

/// An item with what surrounds it.
pub(crate) struct RawItem {
    pub(crate) scope: ScopeId,
    pub(crate) file: usize,
    /// Of the item and all modules around it.
    pub(crate) cfg: Option<Cfg>,
    pub(crate) attributes: Vec<FlatAttribute>,
    /// Attributes of the inline module directly around it, and its name.
    pub(crate) module: Option<Rc<InlineModule>>,
    /// A call of a macro made it.
    pub(crate) from_macro: bool,
    pub(crate) node: RawNode,
}

/// An inline module, which may be a `#[napi] mod`.
pub(crate) struct InlineModule {
    pub(crate) name: String,
    pub(crate) attributes: Vec<FlatAttribute>,
    /// Scope that it stands in, which resolves its attributes.
    pub(crate) scope: ScopeId,
}

pub(crate) fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(node) => &node.attrs,
        Item::Enum(node) => &node.attrs,
        Item::ExternCrate(node) => &node.attrs,
        Item::Fn(node) => &node.attrs,
        Item::ForeignMod(node) => &node.attrs,
        Item::Impl(node) => &node.attrs,
        Item::Macro(node) => &node.attrs,
        Item::Mod(node) => &node.attrs,
        Item::Static(node) => &node.attrs,
        Item::Struct(node) => &node.attrs,
        Item::Trait(node) => &node.attrs,
        Item::TraitAlias(node) => &node.attrs,
        Item::Type(node) => &node.attrs,
        Item::Union(node) => &node.attrs,
        Item::Use(node) => &node.attrs,
        _ => &[],
    }
}
