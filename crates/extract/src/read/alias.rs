//! Type aliases, brands and consts.

use syn::{GenericParam, ItemConst, ItemType};

use super::{Reader, base::Marked, legality::Form};
use crate::{
    manifest::{Alias, Brand, Code, Constant, Diagnostic, Docs, Item, ItemBase},
    source::name_of,
};

impl Reader<'_> {
    pub(super) fn type_alias(&mut self, marked: &Marked<'_>, node: &ItemType) {
        self.check_public(marked, &node.vis, &node.ident, "type");
        let id = self.id(marked.raw, &node.ident);
        let raw = marked.raw;
        // napi does not give a `#[napi] mod`'s namespace to an alias in it.
        let outside = Marked {
            raw,
            napi: marked.napi.clone(),
            module_namespace: None,
            module_guards: false,
            from_macro: marked.from_macro,
        };
        let span = self.item_span(raw, &node.vis, node.type_token.span, node.semi_token.span);
        let parameters: Vec<String> = node
            .generics
            .params
            .iter()
            .filter_map(|each| match each {
                GenericParam::Type(each) => Some(name_of(&each.ident)),
                _ => None,
            })
            .collect();
        let name = if parameters.is_empty() {
            node.ident.to_string()
        } else {
            format!("{}<{}>", node.ident, parameters.join(", "))
        };
        self.check_form(&outside, Form::Alias, &id, &node.ident.to_string());
        let base = self.base(&outside, &node.ident, name, span);
        let rust_type = self.types(raw).with_generics(&node.generics).read(&node.ty);
        self.report_unknown(raw, &base.id);
        self.items.push(Item::Alias(Alias {
            brand: Self::brand(&base.docs),
            transparent: false,
            rust_type,
            base,
        }));
    }

    pub(super) fn constant(&mut self, marked: &Marked<'_>, node: &ItemConst) {
        self.check_public(marked, &node.vis, &node.ident, "const");
        let id = self.id(marked.raw, &node.ident);
        self.check_form(marked, Form::Const, &id, &node.ident.to_string());
        let raw = marked.raw;
        let span = self.item_span(raw, &node.vis, node.const_token.span, node.semi_token.span);
        let base = self.base(marked, &node.ident, node.ident.to_string(), span);
        self.check_brand(&base);
        let rust_type = self.types(raw).read(&node.ty);
        self.report_unknown(raw, &base.id);
        self.items.push(Item::Const(Constant { base, rust_type }));
    }

    /// The brand that the docs ask for.
    pub(super) fn brand(docs: &Docs) -> Option<Brand> {
        docs.tag("brand").map(|value| match value {
            "strict" => Brand::Strict,
            _ => Brand::Loose,
        })
    }

    /// Reports `@brand` on an item that is no alias.
    pub(super) fn check_brand(&mut self, base: &ItemBase) {
        if base.docs.tag("brand").is_none() {
            return;
        }
        let name = &base.rust_name;
        self.diagnostics.push(
            Diagnostic::new(
                Code::MisplacedTag,
                format!("`@brand` on `{}` makes no brand: it is neither a type alias nor a transparent struct", base.id),
                Some(base.name_span.clone()),
            )
            .help(format!("write `#[napi] pub type {name} = …;` or `#[napi(transparent)] pub struct {name}(…);`, or delete the tag"))
            .at(base.id.clone()),
        );
    }
}
