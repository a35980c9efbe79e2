//! Items of syn's as items of the manifest, one file per kind.
//!
//! Invariant: the syntax tree ends here; nothing after this pass sees a type of syn's.

mod alias;
mod base;
mod cancel;
mod enumeration;
mod error_enum;
mod field;
mod function;
mod implementation;
mod keys;
mod legality;
mod macro_body;
mod napi_attribute;
mod parameter;
mod refused;
mod settle;
mod structure;
mod system_code;
mod tag_slip;
mod task;

use std::{cell::RefCell, collections::BTreeMap};

use syn::Item as Syntax;

use crate::{
    cargo::Unit,
    manifest::{Class, Code, Diagnostic, Item, Member, StrayImpl},
    naming::Naming,
    resolve::{Resolver, TypeReader},
    source::{RawItem, RawNode, SourceFile, name_of},
};
use base::Marked;
use napi_attribute::derives;
pub(crate) use settle::settle_features;
pub(crate) use task::mark_tasks;

/// What the second pass gives.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) items: Vec<Item>,
    pub(crate) stray_impls: Vec<StrayImpl>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The state of the second pass.
pub(crate) struct Reader<'a> {
    files: &'a [SourceFile],
    units: &'a [Unit],
    resolver: &'a Resolver,
    naming: Naming,
    unknown: RefCell<Vec<(String, proc_macro2::Span)>>,
    items: Vec<Item>,
    /// Impl blocks by the Rust path of their class.
    blocks: BTreeMap<String, Vec<Implementation>>,
    stray_impls: Vec<StrayImpl>,
    diagnostics: Vec<Diagnostic>,
}

/// One impl block.
struct Implementation {
    members: Vec<Member>,
    /// How it shows where it has no class.
    stray: StrayImpl,
}

/// Finds out which types are items, so that types can name them.
pub(crate) fn mark_exported(resolver: &mut Resolver, items: &[RawItem]) {
    let exported = items
        .iter()
        .filter_map(|raw| {
            let RawNode::Item(node) = &raw.node else {
                return None;
            };
            let (Syntax::Struct(_) | Syntax::Enum(_) | Syntax::Type(_)) = node.as_ref() else {
                return None;
            };
            let ident = ident_of(node)?;
            let napi = napi_attribute::find(&raw.attributes, resolver, raw.scope).is_some();
            let error = || derives(&raw.attributes, resolver, raw.scope, "ErrorCode");
            (napi || error()).then(|| resolver.scope(raw.scope).path_of(&name_of(ident)))
        })
        .collect();
    resolver.exported = exported;
}

/// Reads all items.
pub(crate) fn read_items(
    files: &[SourceFile],
    units: &[Unit],
    resolver: &Resolver,
    naming: Naming,
    items: &[RawItem],
) -> Reading {
    let mut reader = Reader {
        files,
        units,
        resolver,
        naming,
        unknown: RefCell::default(),
        items: Vec::new(),
        blocks: BTreeMap::new(),
        stray_impls: Vec::new(),
        diagnostics: Vec::new(),
    };
    for raw in items {
        reader.read(raw);
    }
    reader.join_members();
    Reading {
        items: reader.items,
        stray_impls: reader.stray_impls,
        diagnostics: reader.diagnostics,
    }
}

impl<'a> Reader<'a> {
    fn read(&mut self, raw: &'a RawItem) {
        let found = self.diagnostics.len();
        self.read_raw(raw);
        // What is wrong with an item of a macro shows where the macro is defined.
        if raw.from_macro {
            self.diagnostics.truncate(found);
        }
    }

    fn read_raw(&mut self, raw: &'a RawItem) {
        let node = match &raw.node {
            RawNode::Macro(body) => {
                self.macro_body(raw, body);
                return;
            }
            RawNode::Item(node) => node,
        };
        if let Syntax::Enum(node) = node.as_ref()
            && derives(&raw.attributes, self.resolver, raw.scope, "ErrorCode")
        {
            self.error_enum(raw, node);
        }
        let Some(napi) = napi_attribute::find(&raw.attributes, self.resolver, raw.scope) else {
            return;
        };
        let marked = self.mark(raw, napi);
        self.read_marked(&marked, node);
    }

    fn read_marked(&mut self, marked: &Marked<'a>, node: &'a Syntax) {
        let id = match ident_of(node) {
            Some(ident) => self.id(marked.raw, ident),
            None => self.resolver.scope(marked.raw.scope).path.join("::"),
        };
        self.check_keys_of(marked.raw, &id, &marked.napi);
        match node {
            Syntax::Fn(node) => self.function(marked, node),
            Syntax::Struct(node) => self.structure(marked, node),
            Syntax::Enum(node) => self.enumeration(marked, node),
            Syntax::Type(node) => self.type_alias(marked, node),
            Syntax::Const(node) => self.constant(marked, node),
            Syntax::Impl(node) => self.implementation(marked, node),
            Syntax::Mod(node) => self.check_module(marked, node, &id),
            other => self.refuse_item(marked, other, &id),
        }
    }

    fn file(&self, raw: &RawItem) -> &'a SourceFile {
        &self.files[raw.file]
    }

    fn types(&self, raw: &RawItem) -> TypeReader<'_> {
        TypeReader::new(self.resolver, raw.scope, &self.unknown)
    }

    /// Reports the types that were not found while an item was read.
    fn report_unknown(&mut self, raw: &RawItem, id: &str) {
        let file = self.file(raw);
        for (name, span) in self.unknown.take() {
            // A name of an alias elsewhere has its place in another file: then the item is named.
            let diagnostic = Diagnostic::new(
                Code::UnknownType,
                format!("`{id}` uses the type `{name}`, which is not known here"),
                Some(file.span_of(span)),
            )
            .help(format!("import `{name}`, or correct its name"))
            .at(id);
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn join_members(&mut self) {
        for item in &mut self.items {
            let Item::Class(class) = item else {
                continue;
            };
            let Some(blocks) = self.blocks.get_mut(&class.base.id) else {
                continue;
            };
            let own = |block: &mut Implementation| block.stray.namespace == class.base.namespace;
            class
                .members
                .extend(blocks.extract_if(.., own).flat_map(|block| block.members));
        }
        for (id, blocks) in std::mem::take(&mut self.blocks) {
            for block in blocks {
                self.stray(&id, block);
            }
        }
    }

    /// A block without its class: napi registers one for it, and whoever looks for its members finds none.
    fn stray(&mut self, id: &str, block: Implementation) {
        let declared = self.items.iter().find(|item| item.base().id == id);
        let mut stray = block.stray;
        if let Some(declared) = declared {
            stray.js_name.clone_from(&declared.base().js_name);
        }
        // `impl Task for X` has no members; a struct that is no class may well have one.
        if stray.trait_name.is_none() || !block.members.is_empty() {
            let class = match declared {
                Some(Item::Class(class)) => Some(class),
                _ => None,
            };
            self.diagnostics.push(lost(class, &stray).at(id));
        }
        self.stray_impls.push(stray);
    }
}

/// The finding that members of a block are lost.
fn lost(class: Option<&Class>, block: &StrayImpl) -> Diagnostic {
    let name = &block.rust_name;
    let span = Some(block.name_span.clone());
    let place = |namespace: &Option<String>| match namespace {
        Some(namespace) => format!("namespace `{namespace}`"),
        None => "no namespace".to_owned(),
    };
    let Some(class) = class else {
        return Diagnostic::new(
            Code::ImplWithoutClass,
            format!("the impl block of `{name}` is `#[napi]`, but `{name}` is no class"),
            span,
        )
        .help(format!(
            "write `#[napi]` on the struct `{name}`, or take it off the impl block"
        ));
    };
    Diagnostic::new(
        Code::ImplWithoutClass,
        format!(
            "the impl block of `{name}` has {}, its class has {}: its members are lost",
            place(&block.namespace),
            place(&class.base.namespace)
        ),
        span,
    )
    .help(match &class.base.namespace {
        Some(namespace) => {
            format!("write `#[napi(namespace = \"{namespace}\")]` on the impl block")
        }
        None => "take the namespace off the impl block".to_owned(),
    })
    .related("the class", class.base.name_span.clone())
}

/// The identifier of an item that has one.
fn ident_of(node: &Syntax) -> Option<&syn::Ident> {
    match node {
        Syntax::Fn(node) => Some(&node.sig.ident),
        Syntax::Struct(node) => Some(&node.ident),
        Syntax::Enum(node) => Some(&node.ident),
        Syntax::Type(node) => Some(&node.ident),
        Syntax::Const(node) => Some(&node.ident),
        Syntax::Trait(node) => Some(&node.ident),
        Syntax::Static(node) => Some(&node.ident),
        Syntax::Union(node) => Some(&node.ident),
        Syntax::Mod(node) => Some(&node.ident),
        _ => None,
    }
}
