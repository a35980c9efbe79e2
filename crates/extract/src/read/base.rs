//! What every item has: id, names, module, docs, positions.

use std::collections::BTreeMap;

use proc_macro2::Span as TokenSpan;
use syn::{Ident, Visibility, spanned::Spanned};

use super::{Reader, napi_attribute, napi_attribute::NapiAttribute, tag_slip::tag_slips};
use crate::{
    manifest::{Cfg, Code, Diagnostic, Docs, ItemBase, Span},
    source::{RawItem, all, name_of, read_docs},
};

/// An item with its `#[napi]`.
pub(super) struct Marked<'a> {
    pub(super) raw: &'a RawItem,
    pub(super) napi: NapiAttribute,
    /// Namespace of the `#[napi] mod` around it, where napi gives it to the item.
    pub(super) module_namespace: Option<String>,
    /// The `#[napi] mod` around it guards.
    pub(super) module_guards: bool,
    pub(super) from_macro: bool,
}

impl Marked<'_> {
    /// `namespace = "x"`, else that of the `#[napi] mod`.
    pub(super) fn namespace(&self) -> Option<String> {
        self.napi
            .keys
            .text("namespace")
            .map(str::to_owned)
            .or_else(|| self.module_namespace.clone())
    }

    /// Whether a function under this attribute cannot let a panic out.
    pub(super) fn guards(&self) -> bool {
        self.napi.guards || self.module_guards || self.napi.keys.on("catch_unwind")
    }

    /// When it is compiled and exported.
    pub(super) fn cfg(&self) -> Option<Cfg> {
        all(self
            .raw
            .cfg
            .clone()
            .into_iter()
            .chain(self.napi.when.clone()))
    }
}

impl<'a> Reader<'a> {
    pub(super) fn mark(&self, raw: &'a RawItem, napi: NapiAttribute) -> Marked<'a> {
        let mut marked = Marked {
            raw,
            module_namespace: None,
            module_guards: false,
            from_macro: raw.from_macro,
            napi,
        };
        if let Some(module) = &raw.module {
            let around = napi_attribute::find(&module.attributes, self.resolver, module.scope);
            if let Some(around) = around.filter(|_| marked.napi.bare) {
                let name = around.keys.text("js_name").unwrap_or(&module.name);
                marked.module_namespace = Some(name.to_owned());
                marked.module_guards = around.guards;
            }
        }
        marked
    }

    pub(super) fn id(&self, raw: &RawItem, ident: &Ident) -> String {
        self.resolver.scope(raw.scope).path_of(&name_of(ident))
    }

    pub(super) fn base(
        &mut self,
        marked: &Marked<'_>,
        ident: &Ident,
        default_name: String,
        span: Span,
    ) -> ItemBase {
        let raw = marked.raw;
        let id = self.id(raw, ident);
        let docs = read_docs(&raw.attributes);
        let keys = &marked.napi.keys;
        let namespace = marked.namespace();
        let name_span = self.file(raw).span_of(ident.span());
        self.check_tags(
            &docs,
            &id,
            &name_span,
            &["module", "internal", "platform", "default", "brand"],
        );
        ItemBase {
            crate_name: self.unit(raw).package.clone(),
            rust_name: name_of(ident),
            js_name: keys.text("js_name").map_or(default_name, str::to_owned),
            module: self.module(raw, &docs, namespace.as_deref()),
            namespace,
            docs,
            cfg: marked.cfg(),
            span,
            name_span,
            attributes: keys.clone(),
            text_spans: self.text_spans(raw, &marked.napi),
            from_macro: marked.from_macro,
            id,
        }
    }

    /// Where the texts of the `ts_*` keys stand.
    pub(super) fn text_spans(&self, raw: &RawItem, napi: &NapiAttribute) -> BTreeMap<String, Span> {
        let file = self.file(raw);
        let placed = napi.texts.iter();
        placed
            .map(|(key, text)| (key.clone(), file.span_of(*text)))
            .collect()
    }

    pub(super) fn unit(&self, raw: &RawItem) -> &'a crate::cargo::Unit {
        &self.units[self.resolver.scope(raw.scope).unit]
    }

    /// `@module`, else the namespace, else the top-level Rust module; none for the root and other crates.
    pub(super) fn module(
        &self,
        raw: &RawItem,
        docs: &Docs,
        namespace: Option<&str>,
    ) -> Option<String> {
        if let Some(tag) = docs.tag("module").filter(|tag| !tag.is_empty()) {
            return Some(tag.to_owned());
        }
        if let Some(namespace) = namespace {
            return Some(namespace.to_owned());
        }
        if self.unit(raw).prefix.is_some() {
            return None;
        }
        self.resolver.scope(raw.scope).modules.first().cloned()
    }

    /// From the visibility or the first keyword to the last token.
    pub(super) fn item_span(
        &self,
        raw: &RawItem,
        visibility: &Visibility,
        first: TokenSpan,
        last: TokenSpan,
    ) -> Span {
        let first = match visibility {
            Visibility::Inherited => first,
            visible => visible.span(),
        };
        self.file(raw).span(first, last)
    }

    /// Reports tags that do not belong here; `@brand` and `@module` must also be well-formed.
    pub(super) fn check_tags(&mut self, docs: &Docs, id: &str, at: &Span, allowed: &[&str]) {
        for (written, meant) in tag_slips(&docs.text) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MisplacedTag,
                    format!("`@{written}` on `{id}` is no tag, and stays in the docs"),
                    Some(at.clone()),
                )
                .help(format!("did you mean `@{meant}`?"))
                .at(id),
            );
        }
        for tag in &docs.tags {
            let name = tag.name.as_str();
            let fault = if !allowed.contains(&name) {
                Some((
                    format!("`@{name}` says nothing on `{id}`"),
                    match name {
                        "module" => "move the tag to the item that this belongs to".to_owned(),
                        _ => "delete the tag".to_owned(),
                    },
                ))
            } else if name == "brand" && !matches!(tag.value.as_str(), "" | "strict") {
                Some((
                    format!("`@brand {}` of `{id}` is not known", tag.value),
                    "write `@brand` or `@brand strict`".to_owned(),
                ))
            } else if name == "module" && !is_module_name(&tag.value) {
                Some((
                    format!("`@module {}` of `{id}` is no name of a module", tag.value),
                    "write one word of letters, digits, `-` and `_`, such as `@module search`"
                        .to_owned(),
                ))
            } else {
                None
            };
            if let Some((message, help)) = fault {
                self.diagnostics.push(
                    Diagnostic::new(Code::MisplacedTag, message, Some(at.clone()))
                        .help(help)
                        .at(id),
                );
            }
        }
    }
}

fn is_module_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || matches!(each, '-' | '_'))
}

/// Tags that make sense on members, fields and variants.
pub(super) const MEMBER_TAGS: [&str; 3] = ["internal", "platform", "default"];
