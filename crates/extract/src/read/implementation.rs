//! Impl blocks: members of classes.

use syn::{ImplItem, ImplItemFn, ItemImpl, Type, Visibility};

use super::{
    Implementation, Reader,
    base::{MEMBER_TAGS, Marked},
    field::js_name,
    legality::Form,
    napi_attribute::{self, NapiAttribute},
};
use crate::{
    manifest::{Attributes, Member, MemberKind, StrayImpl},
    naming::{camel, pascal},
    resolve::Target,
    source::{UsePath, flatten, is_never, name_of, own_cfg, read_docs},
};

impl Reader<'_> {
    pub(super) fn implementation(&mut self, marked: &Marked<'_>, node: &ItemImpl) {
        let raw = marked.raw;
        let Some(path) = class_path(&node.self_ty) else {
            self.refuse(
                marked,
                &self.resolver.scope(raw.scope).path.join("::"),
                node.impl_token.span,
                "the type of a `#[napi]` impl block is no plain name".to_owned(),
                "take `#[napi]` off the block",
            );
            return;
        };
        let written = UsePath::of(path);
        let name = written.segments.last().cloned().unwrap_or_default();
        let class = match self.resolver.resolve(raw.scope, &written) {
            Target::Type(path) => path.to_string(),
            Target::Alias(alias) => alias.path.clone(),
            _ => self.resolver.scope(raw.scope).path_of(&name),
        };
        self.check_form(marked, Form::Impl, &class, &name);
        if let Some(last) = path.segments.last() {
            self.check_raw(raw, &class, &last.ident);
        }
        let mut members = Vec::new();
        for item in &node.items {
            match item {
                ImplItem::Fn(method) => members.extend(self.method(marked, &class, method)),
                ImplItem::Type(_) => {}
                other => self.refuse(
                    marked,
                    &class,
                    self::spanned(other),
                    format!("the `#[napi]` impl block of `{name}` holds something that is neither a function nor a type"),
                    "move it into an impl block without `#[napi]`",
                ),
            }
        }
        self.report_unknown(raw, &class);
        let (first, last) = (node.impl_token.span, node.brace_token.span.close());
        let trait_name = node.trait_.as_ref().and_then(|(path, _)| {
            let last = path.segments.last()?;
            Some(name_of(&last.ident))
        });
        let stray = StrayImpl {
            crate_name: self.unit(raw).package.clone(),
            js_name: pascal(&name),
            namespace: marked.namespace(),
            trait_name,
            cfg: marked.cfg(),
            span: self.file(raw).span(first, last),
            name_span: self.file(raw).span_of_node(path),
            rust_name: name,
        };
        let block = Implementation { members, stray };
        self.blocks.entry(class).or_default().push(block);
    }

    fn method(&mut self, block: &Marked<'_>, class: &str, node: &ImplItemFn) -> Option<Member> {
        let raw = block.raw;
        let attributes = flatten(&node.attrs);
        // The predicate of a `cfg_attr` around it is not looked at by napi.
        let napi = napi_attribute::find(&attributes, self.resolver, raw.scope)?;
        let cfg = own_cfg(&attributes);
        if is_never(cfg.as_ref()) {
            return None;
        }
        let rust_name = name_of(&node.sig.ident);
        let id = format!("{class}::{rust_name}");
        let file = self.file(raw);
        let name_span = file.span_of(node.sig.ident.span());
        let kind = kind(&napi, node);
        self.check_method(block, &id, node, &napi, kind);
        let guarded = block.guards() || napi.guards || napi.keys.on("catch_unwind");
        let signature = self.signature(raw, &node.sig, Some(class), guarded);
        self.check_guard(&signature, &id, &name_span);
        self.check_tokens(raw, &node.sig, &signature, &id);
        self.check_parameters(raw, &node.sig, &napi, &id);
        let docs = read_docs(&attributes);
        self.check_tags(&docs, &id, &name_span, &MEMBER_TAGS);
        let first = match &node.vis {
            Visibility::Inherited => super::function::first_token(&node.sig),
            visible => spanned(visible),
        };
        Some(Member {
            kind,
            js_name: member_name(kind, &napi.keys, &node.sig.ident.to_string()),
            docs,
            cfg,
            span: file.span(first, node.block.brace_token.span.close()),
            name_span,
            text_spans: self.text_spans(raw, &napi),
            attributes: napi.keys,
            signature: Some(signature),
            rust_type: None,
            rust_name,
            id,
        })
    }
}

fn spanned(node: &impl syn::spanned::Spanned) -> proc_macro2::Span {
    node.span()
}

pub(super) fn class_path(syntax: &Type) -> Option<&syn::Path> {
    match syntax {
        Type::Path(node) if node.qself.is_none() => Some(&node.path),
        Type::Group(node) => class_path(&node.elem),
        Type::Paren(node) => class_path(&node.elem),
        _ => None,
    }
}

/// The last one wins, as in napi.
fn kind(napi: &NapiAttribute, node: &ImplItemFn) -> MemberKind {
    let keys = &napi.keys;
    if keys.on("factory") {
        MemberKind::Factory
    } else if keys.on("constructor") {
        MemberKind::Constructor
    } else if keys.on("setter") {
        MemberKind::Setter
    } else if keys.on("getter") {
        MemberKind::Getter
    } else if node.sig.receiver().is_some() {
        MemberKind::Method
    } else {
        MemberKind::Static
    }
}

fn member_name(kind: MemberKind, keys: &Attributes, rust_name: &str) -> String {
    // `getter = name`, else the function's name without every leading `get_`.
    let accessor = |key: &str, prefix: &str| match keys.text(key) {
        Some(name) => name.to_owned(),
        None => camel(rust_name.trim_start_matches(prefix)),
    };
    let default = match kind {
        MemberKind::Constructor => return "constructor".to_owned(),
        MemberKind::Getter => accessor("getter", "get_"),
        MemberKind::Setter => accessor("setter", "set_"),
        _ => camel(rust_name),
    };
    js_name(keys, default)
}
