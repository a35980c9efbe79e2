//! `derive(ErrorCode)`: napi does not see these enums.

use syn::{ItemEnum, LitStr, Meta};

use super::{Reader, napi_attribute::NapiAttribute};
use crate::{
    manifest::{ErrorCode, ErrorEnum, Item},
    source::{RawItem, flatten, name_of, read_docs},
};

impl<'a> Reader<'a> {
    pub(super) fn error_enum(&mut self, raw: &'a RawItem, node: &ItemEnum) {
        let marked = self.mark(raw, NapiAttribute::default());
        let last = node.brace_token.span.close();
        let span = self.item_span(raw, &node.vis, node.enum_token.span, last);
        let base = self.base(&marked, &node.ident, node.ident.to_string(), span);
        self.check_brand(&base);
        let file = self.file(raw);
        let mut codes = Vec::new();
        for variant in &node.variants {
            let attributes = flatten(&variant.attrs);
            let docs = read_docs(&attributes);
            for attribute in attributes.iter().filter(|each| each.is("code")) {
                let Meta::List(list) = &attribute.meta else {
                    continue;
                };
                // `#[code(dynamic)]` names no code.
                let Some(code) = first_string(list) else {
                    continue;
                };
                codes.push(ErrorCode {
                    rust_name: name_of(&variant.ident),
                    code,
                    docs: docs.clone(),
                    name_span: file.span_of(variant.ident.span()),
                });
            }
        }
        self.items.push(Item::Error(ErrorEnum { base, codes }));
    }
}

/// The string that leads the list: `#[code("ENOENT", …)]`.
fn first_string(list: &syn::MetaList) -> Option<String> {
    list.parse_args_with(|input: syn::parse::ParseStream| {
        let code = input.parse::<LitStr>()?.value();
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(code)
    })
    .ok()
}
