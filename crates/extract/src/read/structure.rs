//! Structs: classes, objects, tuples, transparent newtypes.

use syn::{Fields, ItemStruct};

use super::{
    Reader, base::Marked, field::Owner, legality::Form, napi_attribute::derives,
    refused::structure_form,
};
use crate::{
    manifest::{Alias, Class, Field, Item, Member, MemberKind, Object, RustType, Tuple},
    naming::pascal,
};

impl Reader<'_> {
    pub(super) fn structure(&mut self, marked: &Marked<'_>, node: &ItemStruct) {
        self.check_structure(marked, node);
        let raw = marked.raw;
        let last = match (&node.semi_token, &node.fields) {
            (Some(semi), _) => semi.span,
            (None, Fields::Named(fields)) => fields.brace_token.span.close(),
            (None, _) => node.ident.span(),
        };
        let span = self.item_span(raw, &node.vis, node.struct_token.span, last);
        let base = self.base(marked, &node.ident, pascal(&node.ident.to_string()), span);
        let keys = &marked.napi.keys;
        let id = base.id.clone();
        let item = if keys.on("transparent") {
            let inner = node.fields.iter().next();
            let rust_type = inner.map_or_else(RustType::unit, |field| {
                self.types(raw)
                    .with_generics(&node.generics)
                    .read(&field.ty)
            });
            Item::Alias(Alias {
                brand: Self::brand(&base.docs),
                transparent: true,
                rust_type,
                base,
            })
        } else {
            self.check_brand(&base);
            let owner = match structure_form(keys) {
                Form::Class => Owner::Class,
                _ => Owner::Object,
            };
            let fields = self.fields(raw, &id, &node.fields, &node.generics, owner);
            if keys.on("array") {
                Item::Tuple(Tuple { base, fields })
            } else if keys.on("object") {
                let row = derives(&raw.attributes, self.resolver, raw.scope, "Row");
                Item::Object(Object { base, fields, row })
            } else {
                let members = fields.into_iter().map(|field| member(&id, field)).collect();
                Item::Class(Class { base, members })
            }
        };
        self.report_unknown(raw, &id);
        self.items.push(item);
    }
}

fn member(class: &str, field: Field) -> Member {
    Member {
        kind: MemberKind::Field,
        id: format!("{class}::{}", field.rust_name),
        rust_name: field.rust_name,
        js_name: field.js_name,
        docs: field.docs,
        cfg: field.cfg,
        span: field.span,
        name_span: field.name_span,
        attributes: field.attributes,
        text_spans: field.text_spans,
        signature: None,
        rust_type: Some(field.rust_type),
    }
}
