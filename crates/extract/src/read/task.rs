//! `impl Task`: what the promise of an `AsyncTask` gives.

use syn::{ImplItem, Item as Syntax, ItemImpl, Type};

use super::implementation::class_path;
use crate::{
    resolve::{Resolver, Target, TaskValue},
    source::{RawItem, RawNode, UsePath},
};

/// Finds the values of all tasks; with `#[napi]` on the block or not, the promise gives the same.
pub(crate) fn mark_tasks(resolver: &mut Resolver, items: &[RawItem]) {
    let tasks = items
        .iter()
        .filter_map(|raw| {
            let RawNode::Item(node) = &raw.node else {
                return None;
            };
            let Syntax::Impl(node) = node.as_ref() else {
                return None;
            };
            let (trait_path, _) = node.trait_.as_ref()?;
            let name = &trait_path.segments.last()?.ident;
            if name != "Task" && name != "ScopedTask" {
                return None;
            }
            let syntax = value(node)?;
            let path = class_path(&node.self_ty)?;
            let written = UsePath::of(path);
            let Target::Type(path) = resolver.resolve(raw.scope, &written) else {
                return None;
            };
            let scope = raw.scope;
            Some((path.to_string(), TaskValue { scope, syntax }))
        })
        .collect();
    resolver.tasks = tasks;
}

/// `type JsValue = …;`, where `Self::Output` is another of the block.
fn value(node: &ItemImpl) -> Option<Type> {
    let type_named = |name: &str| {
        node.items.iter().find_map(|item| match item {
            ImplItem::Type(item) if item.ident == name => Some(&item.ty),
            _ => None,
        })
    };
    let mut found = type_named("JsValue")?;
    // `Self::Output` at most once: one that names itself leads nowhere.
    if let Some(name) = associated(found) {
        found = type_named(&name)?;
    }
    associated(found).is_none().then(|| found.clone())
}

/// The name behind `Self::`.
fn associated(syntax: &Type) -> Option<String> {
    let Type::Path(node) = syntax else {
        return None;
    };
    let segments = &node.path.segments;
    (segments.len() == 2 && segments[0].ident == "Self").then(|| segments[1].ident.to_string())
}
