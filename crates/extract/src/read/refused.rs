//! Forms that napi-derive refuses: the same rules as its parser, with the smallest fix.

use proc_macro2::Span;
use syn::{
    Fields, FnArg, Ident, ImplItemFn, Item, ItemStruct, ReceiverKind, Signature, Type, Visibility,
    spanned::Spanned,
};

use super::{
    Reader,
    base::Marked,
    keys::Given,
    legality::{Form, SymbolPlace},
    napi_attribute::NapiAttribute,
};
use crate::{
    manifest::{Attributes, Code, Diagnostic, MemberKind, UnionVariant},
    source::RawItem,
};

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
        self.check_form(marked, Form::Module, id, &name.to_string());
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

    pub(super) fn check_structure(&mut self, marked: &Marked<'_>, node: &ItemStruct) {
        let keys = &marked.napi.keys;
        let id = self.id(marked.raw, &node.ident);
        let name = &node.ident;
        let tuple = matches!(node.fields, Fields::Unnamed(_));
        let form = structure_form(keys);
        self.check_form(marked, form, &id, &name.to_string());
        if form == Form::Class {
            self.check_raw(marked.raw, &id, name);
        }
        self.check_generator_fields(marked, &id, node);
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

    /// An iterator's own members are `next`, `return` and `throw`.
    fn check_generator_fields(&mut self, marked: &Marked<'_>, id: &str, node: &ItemStruct) {
        let keys = &marked.napi.keys;
        if !(keys.on("iterator") || keys.on("async_iterator")) {
            return;
        }
        let public = |each: &&syn::Field| matches!(each.vis, Visibility::Public(_));
        for ident in node
            .fields
            .iter()
            .filter(public)
            .filter_map(|each| each.ident.as_ref())
        {
            if ident == "next" || ident == "throw" || ident == "return" {
                self.refuse(
                    marked,
                    id,
                    ident.span(),
                    format!("the iterator `{}` has a public field `{ident}`, which is a member of every iterator", node.ident),
                    "rename the field, or take its `pub` off",
                );
            }
        }
    }

    pub(super) fn check_function(&mut self, marked: &Marked<'_>, signature: &Signature) {
        let id = self.id(marked.raw, &signature.ident);
        let name = signature.ident.to_string();
        self.check_form(marked, Form::Function, &id, &name);
        self.check_raw(marked.raw, &id, &signature.ident);
        self.check_generics(marked.raw, &id, &signature.generics);
        if marked.napi.keys.on("module_exports") {
            self.check_module_exports(marked, &id, signature);
        }
    }

    /// A hook over `exports` takes `exports` and the environment, and gives nothing back.
    fn check_module_exports(&mut self, marked: &Marked<'_>, id: &str, signature: &Signature) {
        let name = &signature.ident;
        if !signature.generics.params.is_empty() {
            self.refuse(
                marked,
                id,
                signature.generics.span(),
                format!("the hook `{name}` is generic"),
                "take its generic parameters off",
            );
        }
        for input in &signature.inputs {
            let FnArg::Typed(input) = input else {
                continue;
            };
            let last = match input.ty.as_ref() {
                Type::Reference(node) => last_name(&node.elem),
                other => last_name(other),
            };
            if !last.is_some_and(|last| last == "Env" || last == "Object") {
                self.refuse(
                    marked,
                    id,
                    input.ty.span(),
                    format!("the hook `{name}` takes something that is neither `Env` nor `Object`"),
                    &format!("write `pub fn {name}(exports: Object, env: Env) -> Result<()>`"),
                );
            }
        }
    }

    /// napi takes lifetimes and types that are callbacks.
    fn check_generics(&mut self, raw: &RawItem, id: &str, generics: &syn::Generics) {
        for parameter in &generics.params {
            if let syn::GenericParam::Const(parameter) = parameter {
                self.refuse_at(
                    raw,
                    id,
                    parameter.ident.span(),
                    format!("`{id}` has the const parameter `{}`", parameter.ident),
                    "write a function for each value that is needed",
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
        kind: MemberKind,
    ) {
        self.check_keys_of(block.raw, id, napi);
        self.check_generics(block.raw, id, &node.sig.generics);
        let named = |key: &str| napi.given.get(key) == Some(&Given::Name);
        let place = match kind {
            _ if napi.places.contains_key("constructor") => SymbolPlace::Constructor,
            _ if named("getter") || named("setter") => SymbolPlace::NamedAccessor,
            MemberKind::Static | MemberKind::Factory => SymbolPlace::Static,
            _ => SymbolPlace::Member,
        };
        self.check_symbol(block.raw, id, napi, place);
        let ident = &node.sig.ident;
        self.check_raw(block.raw, id, ident);
        let accessor = napi.places.contains_key("getter") || napi.places.contains_key("setter");
        if let Some(place) = napi.places.get("module_exports")
            && !(accessor || napi.places.contains_key("constructor"))
        {
            self.refuse(
                block,
                id,
                *place,
                format!("`module_exports` does not go on the method `{ident}`"),
                "write the hook as a free function",
            );
        }
        if !matches!(node.vis, Visibility::Public(_)) {
            self.refuse(
                block,
                id,
                ident.span(),
                format!("`#[napi]` wants the method `{ident}` to be public"),
                &format!("write `pub fn {ident}`"),
            );
        }
        if kind == MemberKind::Constructor && node.sig.asyncness.is_some() {
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

    /// `#[napi(value = "…")]` is all that a variant takes.
    pub(super) fn check_value(
        &mut self,
        marked: &Marked<'_>,
        id: &str,
        variant: &syn::Variant,
        napi: &NapiAttribute,
    ) {
        if napi.given.get("value") != Some(&Given::Text) {
            let name = &variant.ident;
            self.refuse(
                marked,
                id,
                napi.places.get("value").copied().unwrap_or(name.span()),
                format!("`#[napi]` on the variant `{name}` of `{id}` gives it no value"),
                "write `#[napi(value = \"…\")]`, or delete it",
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

/// What napi makes of a struct.
pub(super) fn structure_form(keys: &Attributes) -> Form {
    if keys.on("transparent") {
        Form::Transparent
    } else if keys.on("array") {
        Form::Array
    } else if keys.on("object") {
        Form::Object
    } else {
        Form::Class
    }
}

fn last_name(syntax: &Type) -> Option<&Ident> {
    match syntax {
        Type::Path(node) => node.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}
