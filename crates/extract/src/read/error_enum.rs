//! `derive(ErrorCode)`: napi does not see these enums.

use syn::{ItemEnum, LitStr, Meta};

use super::{Reader, napi_attribute::NapiAttribute, system_code::SYSTEM_CODES};
use crate::{
    manifest::{ErrorCode, ErrorEnum, Item},
    source::{RawItem, flatten, name_of, read_docs},
};

impl<'a> Reader<'a> {
    pub(super) fn error_enum(&mut self, raw: &'a RawItem, node: &ItemEnum) {
        let marked = self.mark(raw, NapiAttribute::default());
        let last = node.brace_token.span.close();
        let span = self.item_span(raw, &node.vis, node.enum_token.span, last);
        let mut base = self.base(&marked, &node.ident, node.ident.to_string(), span);
        // Codes belong to the whole package: the file that the enum lives in is nobody's concern.
        base.module = base.docs.tag("module").map(str::to_owned);
        self.check_brand(&base);
        let file = self.file(raw);
        let mut codes = Vec::new();
        for variant in &node.variants {
            let attributes = flatten(&variant.attrs);
            let docs = read_docs(&attributes);
            for attribute in attributes.iter().filter(|each| each.is("code")) {
                let Meta::List(arguments) = &attribute.meta else {
                    continue;
                };
                codes.extend(codes_of(arguments).into_iter().map(|code| ErrorCode {
                    rust_name: name_of(&variant.ident),
                    code,
                    docs: docs.clone(),
                    name_span: file.span_of(variant.ident.span()),
                }));
            }
        }
        self.items.push(Item::Error(ErrorEnum { base, codes }));
    }
}

/// The codes of `#[code("ENOENT", system, type_error)]`.
fn codes_of(list: &syn::MetaList) -> Vec<String> {
    let parse = |input: syn::parse::ParseStream| {
        let mut codes = Vec::new();
        while !input.is_empty() {
            if let Some(literal) = input.parse::<Option<LitStr>>()? {
                codes.push(literal.value());
            } else if input.parse::<syn::Ident>()? == "system" {
                codes.extend(SYSTEM_CODES.map(str::to_owned));
            }
            input.parse::<Option<syn::Token![,]>>()?;
        }
        Ok(codes)
    };
    // What does not parse is the macro's to report.
    list.parse_args_with(parse).unwrap_or_default()
}
