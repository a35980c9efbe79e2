//! Fields of objects, tuples, classes and variants.

use syn::{Field as Syntax, Fields, Visibility, spanned::Spanned};

use super::{Reader, base::MEMBER_TAGS, legality::SymbolPlace, napi_attribute};
use crate::{
    manifest::{AttributeValue, Attributes, Field},
    naming::camel,
    source::{RawItem, flatten, is_never, name_of, own_cfg, read_docs},
};

/// What fields belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Class,
    /// Or a tuple.
    Object,
    /// All its fields are public.
    Variant,
}

impl Reader<'_> {
    /// Fields as napi sees them.
    pub(super) fn fields(
        &mut self,
        raw: &RawItem,
        owner: &str,
        fields: &Fields,
        generics: &syn::Generics,
        kind: Owner,
    ) -> Vec<Field> {
        let mut read = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            if kind != Owner::Variant && !matches!(field.vis, Visibility::Public(_)) {
                continue;
            }
            read.extend(self.field(raw, owner, index, field, generics, kind));
        }
        read
    }

    fn field(
        &mut self,
        raw: &RawItem,
        owner: &str,
        index: usize,
        field: &Syntax,
        generics: &syn::Generics,
        kind: Owner,
    ) -> Option<Field> {
        let attributes = flatten(&field.attrs);
        let cfg = own_cfg(&attributes);
        if is_never(cfg.as_ref()) {
            return None;
        }
        let napi = napi_attribute::find(&attributes, self.resolver, raw.scope).unwrap_or_default();
        let rust_name = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), name_of);
        let default = match &field.ident {
            Some(ident) => camel(&name_of(ident)),
            None => format!("field{index}"),
        };
        let docs = read_docs(&attributes);
        let id = format!("{owner}::{rust_name}");
        let file = self.file(raw);
        let name = field
            .ident
            .as_ref()
            .map_or_else(|| field.ty.span(), proc_macro2::Ident::span);
        let name_span = file.span_of(name);
        self.check_tags(&docs, &id, &name_span, &MEMBER_TAGS);
        self.check_keys_of(raw, &id, &napi);
        let place = match kind {
            Owner::Class if napi.keys.on("skip") => SymbolPlace::SkippedField,
            Owner::Class => SymbolPlace::Member,
            _ => SymbolPlace::PlainField,
        };
        self.check_symbol(raw, &id, &napi, place);
        Some(Field {
            js_name: js_name(&napi.keys, default),
            rust_type: self.types(raw).with_generics(generics).read(&field.ty),
            docs,
            cfg,
            span: file.span(first_token(field, name), field.ty.span()),
            name_span,
            text_spans: self.text_spans(raw, &napi),
            attributes: napi.keys,
            rust_name,
        })
    }
}

fn first_token(field: &Syntax, name: proc_macro2::Span) -> proc_macro2::Span {
    match &field.vis {
        Visibility::Inherited => name,
        visible => visible.span(),
    }
}

/// `js_name`, else a symbol, else the name by napi's rule.
pub(super) fn js_name(keys: &Attributes, default: String) -> String {
    match (
        keys.0.get("js_name"),
        keys.text("well_known_symbol"),
        keys.text("symbol_for"),
    ) {
        (Some(AttributeValue::Text(name)), ..) => name.clone(),
        (_, Some(name), _) => format!("[Symbol.{name}]"),
        (_, _, Some(name)) => format!("[Symbol.for({})]", serde_json::Value::from(name)),
        _ => default,
    }
}
