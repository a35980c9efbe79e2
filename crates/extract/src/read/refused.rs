//! Forms that napi-derive refuses: the same rules as its parser, with the smallest fix.

use proc_macro2::Span;
use syn::{
    Fields, Ident, ImplItemFn, Item, ItemStruct, ReceiverKind, Signature, Visibility,
    spanned::Spanned,
};

use super::{Reader, base::Marked, napi_attribute::NapiAttribute};
use crate::{
    manifest::{Code, Diagnostic, UnionVariant},
    source::RawItem,
};

/// Keys that make sense on functions only.
const OF_FUNCTIONS: [&str; 4] = [
    "catch_unwind",
    "no_export",
    "return_if_invalid",
    "module_exports",
];

/// Text overrides that say nothing on other items.
const OVERRIDES: [&str; 2] = ["ts_args_type", "ts_return_type"];

impl Reader<'_> {
    pub(super) fn refuse(
        &mut self,
        marked: &Marked<'_>,
        id: &str,
        at: Span,
        message: String,
        help: &str,
    ) {
        self.refuse_at(marked.raw, id, at, message, help);
    }

    pub(super) fn refuse_at(
        &mut self,
        raw: &RawItem,
        id: &str,
        at: Span,
        message: String,
        help: &str,
    ) {
        let span = self.file(raw).span_of(at);
        self.diagnostics.push(
            Diagnostic::new(Code::Refused, message, Some(span))
                .help(help)
                .at(id),
        );
    }

    /// An item of a kind that napi does not take.
    pub(super) fn refuse_item(&mut self, marked: &Marked<'_>, node: &Item, id: &str) {
        let (what, span) = match node {
            Item::Trait(node) => ("a trait", node.ident.span()),
            Item::Static(node) => ("a static", node.ident.span()),
            Item::Union(node) => ("a union", node.ident.span()),
            Item::Use(node) => ("an import", node.use_token.span),
            other => ("this item", other.span()),
        };
        self.refuse(
            marked,
            id,
            span,
            format!("`#[napi]` does not take {what}"),
            "put it on a function, struct, enum, const, type, impl block or inline module, or delete it",
        );
    }

    /// napi takes inline modules, one level deep.
    pub(super) fn check_module(&mut self, marked: &Marked<'_>, node: &syn::ItemMod, id: &str) {
        let name = &node.ident;
        if node.content.is_none() {
            self.refuse(
                marked,
                id,
                name.span(),
                format!("`#[napi]` stands on the module `{name}`, whose items are in another file"),
                "write the module inline, or give its items `#[napi(namespace = \"…\")]`",
            );
        } else if marked.module_namespace.is_some() {
            self.refuse(
                marked,
                id,
                name.span(),
                format!("the `#[napi]` module `{name}` stands in another one"),
                "take `#[napi]` off one of the two",
            );
        }
    }

    pub(super) fn check_public(
        &mut self,
        marked: &Marked<'_>,
        visibility: &Visibility,
        ident: &Ident,
        kind: &str,
    ) {
        self.check_foreign_keys(marked, ident, kind);
        if !matches!(visibility, Visibility::Public(_)) {
            let id = self.id(marked.raw, ident);
            self.refuse(
                marked,
                &id,
                ident.span(),
                format!("`#[napi]` wants the {kind} `{ident}` to be public"),
                &format!("write `pub {kind} {ident}`"),
            );
        }
    }

    /// Keys of functions on something else.
    fn check_foreign_keys(&mut self, marked: &Marked<'_>, ident: &Ident, kind: &str) {
        let id = self.id(marked.raw, ident);
        let structure = kind == "struct";
        let only_elsewhere = OF_FUNCTIONS
            .iter()
            .chain(&OVERRIDES)
            .copied()
            .chain(structure.then_some("skip_typescript"))
            .chain((kind != "type").then_some("ts_type"));
        for key in only_elsewhere {
            if let Some(place) = marked.napi.places.get(key) {
                self.refuse(
                    marked,
                    &id,
                    *place,
                    format!("`#[napi({key})]` does not go on the {kind} `{ident}`"),
                    &format!("delete `{key}`"),
                );
            }
        }
    }

    pub(super) fn check_structure(&mut self, marked: &Marked<'_>, node: &ItemStruct) {
        self.check_foreign_keys(marked, &node.ident, "struct");
        let keys = &marked.napi.keys;
        let id = self.id(marked.raw, &node.ident);
        let name = &node.ident;
        let tuple = matches!(node.fields, Fields::Unnamed(_));
        if keys.on("transparent") {
            if !tuple || node.fields.len() != 1 {
                self.refuse(
                    marked,
                    &id,
                    name.span(),
                    format!("the transparent struct `{name}` has not exactly one unnamed field"),
                    &format!("write `pub struct {name}(pub T);`"),
                );
            }
            return;
        }
        if keys.on("array") && !tuple {
            self.refuse(
                marked,
                &id,
                name.span(),
                format!("the array struct `{name}` is no tuple struct"),
                &format!("write `pub struct {name}(…);`, or `#[napi(object)]`"),
            );
        }
        if !(keys.on("array") || keys.on("object") || keys.on("constructor")) {
            return;
        }
        for (index, field) in node.fields.iter().enumerate() {
            if matches!(field.vis, Visibility::Public(_)) {
                continue;
            }
            let (at, field) = match &field.ident {
                Some(ident) => (ident.span(), ident.to_string()),
                None => (field.ty.span(), index.to_string()),
            };
            self.refuse(
                marked,
                &id,
                at,
                format!("the field `{field}` of `{name}` is private, and napi makes the value from all its fields"),
                &format!("write `pub` before `{field}`"),
            );
        }
    }

    pub(super) fn check_function(&mut self, marked: &Marked<'_>, signature: &Signature) {
        let id = self.id(marked.raw, &signature.ident);
        let name = &signature.ident;
        for key in ["factory", "constructor", "getter", "setter"] {
            if let Some(place) = marked.napi.places.get(key) {
                self.refuse(
                    marked,
                    &id,
                    *place,
                    format!("`{key}` is for functions in impl blocks, and `{name}` is free"),
                    &format!("delete `{key}`, or move `{name}` into a `#[napi]` impl block"),
                );
            }
        }
        self.check_overrides(marked.raw, &id, &marked.napi);
    }

    fn check_overrides(&mut self, raw: &RawItem, id: &str, napi: &NapiAttribute) {
        let exclude = [
            ("ts_type", "ts_args_type"),
            ("ts_type", "ts_return_type"),
            ("strict", "return_if_invalid"),
        ];
        for (one, other) in exclude {
            if let (Some(_), Some(place)) = (napi.places.get(one), napi.places.get(other)) {
                self.refuse_at(
                    raw,
                    id,
                    *place,
                    format!("`{one}` and `{other}` exclude each other"),
                    "delete one of them",
                );
            }
        }
    }

    pub(super) fn check_method(
        &mut self,
        block: &Marked<'_>,
        id: &str,
        node: &ImplItemFn,
        napi: &NapiAttribute,
    ) {
        self.check_keys_of(block.raw, id, napi);
        self.check_overrides(block.raw, id, napi);
        let ident = &node.sig.ident;
        if !matches!(node.vis, Visibility::Public(_)) {
            self.refuse(
                block,
                id,
                ident.span(),
                format!("`#[napi]` wants the method `{ident}` to be public"),
                &format!("write `pub fn {ident}`"),
            );
        }
        if napi.keys.on("constructor") && node.sig.asyncness.is_some() {
            self.refuse(
                block,
                id,
                ident.span(),
                format!("the constructor `{ident}` is async"),
                "write `factory` instead of `constructor`",
            );
        }
        if let Some(receiver) = node.sig.receiver()
            && !matches!(receiver.kind, ReceiverKind::Reference(..))
        {
            self.refuse(
                block,
                id,
                receiver.self_token.span,
                format!("the method `{ident}` takes `self` by value"),
                "write `&self` or `&mut self`",
            );
        }
    }

    pub(super) fn check_string_variant(
        &mut self,
        marked: &Marked<'_>,
        id: &str,
        variant: &syn::Variant,
    ) {
        if let Some((_, value)) = &variant.discriminant {
            self.refuse(
                marked,
                id,
                value.span(),
                format!(
                    "the variant `{}` of the string enum `{id}` has a number",
                    variant.ident
                ),
                "delete the number; `#[napi(value = \"…\")]` on the variant sets its text",
            );
        }
    }

    pub(super) fn check_discriminant(
        &mut self,
        id: &str,
        discriminant: &str,
        variants: &[UnionVariant],
    ) {
        for field in variants.iter().flat_map(|variant| &variant.fields) {
            if field.js_name == discriminant {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::Refused,
                        format!("the field `{}` of `{id}` has the name of the key that tells its variants apart", field.rust_name),
                        Some(field.name_span.clone()),
                    )
                    .help(format!("rename the field, or write `#[napi(discriminant = \"…\")]` on `{id}`"))
                    .at(id),
                );
            }
        }
    }
}
