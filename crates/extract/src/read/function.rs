//! Functions and signatures.

use quote::ToTokens;
use syn::{FnArg, ItemFn, Member as Named, Pat};

use super::{Reader, base::Marked};
use crate::{
    manifest::{Code, Diagnostic, Function, Item, Parameter, Signature, Span},
    naming::camel,
    resolve::TypeReader,
    source::{RawItem, flatten},
};

impl Reader<'_> {
    pub(super) fn function(&mut self, marked: &Marked<'_>, node: &ItemFn) {
        self.check_function(marked, &node.sig);
        let raw = marked.raw;
        let first = first_token(&node.sig);
        let span = self.item_span(raw, &node.vis, first, node.block.brace_token.span.close());
        let base = self.base(
            marked,
            &node.sig.ident,
            camel(&node.sig.ident.to_string()),
            span,
        );
        self.check_brand(&base);
        let signature = self.signature(raw, &node.sig, None, marked.guards());
        self.check_guard(&signature, &base.id, &base.name_span);
        self.check_tokens(raw, &node.sig, &signature, &base.id);
        self.report_unknown(raw, &base.id);
        self.items
            .push(Item::Function(Function { base, signature }));
    }

    pub(super) fn signature(
        &self,
        raw: &RawItem,
        syntax: &syn::Signature,
        self_path: Option<&str>,
        guarded: bool,
    ) -> Signature {
        let mut types = self.types(raw);
        types.self_path = self_path.map(str::to_owned);
        let types = types.with_generics(&syntax.generics);
        Signature {
            parameters: self.parameters(raw, &types, syntax),
            returns: types.returns(&syntax.output),
            is_async: syntax.asyncness.is_some(),
            guarded,
        }
    }

    fn parameters(
        &self,
        raw: &RawItem,
        types: &TypeReader<'_>,
        syntax: &syn::Signature,
    ) -> Vec<Parameter> {
        let inputs = syntax.inputs.iter();
        inputs
            .filter_map(|input| match input {
                FnArg::Receiver(_) => None,
                FnArg::Typed(input) => Some(input),
            })
            .map(|input| {
                let text = override_of(&input.attrs);
                Parameter {
                    rust_name: match input.pat.as_ref() {
                        Pat::Ident(name) => name.ident.to_string(),
                        pattern => pattern.to_token_stream().to_string(),
                    },
                    js_name: parameter_name(&input.pat),
                    rust_type: types.read(&input.ty),
                    override_span: text
                        .as_ref()
                        .map(|text| self.file(raw).span_of(text.span())),
                    override_text: text.map(|text| text.value()),
                }
            })
            .collect()
    }

    pub(super) fn check_guard(&mut self, signature: &Signature, id: &str, at: &Span) {
        if signature.guarded || signature.is_async {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(
                Code::Unguarded,
                format!("a panic in `{id}` aborts the process"),
                Some(at.clone()),
            )
            .help("import the attribute with `use ferrotype::napi;`, or write `#[napi(catch_unwind)]`")
            .at(id),
        );
    }
}

/// The first keyword of a function.
pub(super) fn first_token(signature: &syn::Signature) -> proc_macro2::Span {
    if let Some(token) = &signature.constness {
        return token.span;
    }
    if let Some(token) = &signature.asyncness {
        return token.span;
    }
    match (&signature.safety, &signature.abi) {
        (syn::Safety::Unsafe(token), _) => token.span,
        (syn::Safety::Safe(token), _) => token.span,
        (_, Some(abi)) => abi.extern_token.span,
        _ => signature.fn_token.span,
    }
}

/// `#[napi(ts_arg_type = "…")]` on a parameter.
fn override_of(attributes: &[syn::Attribute]) -> Option<syn::LitStr> {
    flatten(attributes)
        .iter()
        .find(|attribute| attribute.last_name() == "napi")
        .and_then(|attribute| {
            let mut text = None;
            if let syn::Meta::List(list) = &attribute.meta {
                // What does not parse here is rustc's to report.
                let _ = list.parse_nested_meta(|meta| {
                    let value = meta.value()?.parse::<syn::LitStr>()?;
                    if meta.path.is_ident("ts_arg_type") {
                        text = Some(value);
                    }
                    Ok(())
                });
            }
            text
        })
}

/// napi's name of a parameter; `mut x` is `mutX` there.
fn parameter_name(pattern: &Pat) -> String {
    match pattern {
        Pat::Struct(node) => {
            let fields: Vec<String> = node
                .fields
                .iter()
                .map(|field| {
                    let member = match &field.member {
                        Named::Named(ident) => ident.to_string(),
                        Named::Unnamed(index) => format!("field{}", index.index),
                    };
                    let nested = parameter_name(&field.pat);
                    if member == nested {
                        camel(&member)
                    } else {
                        format!("{}: {nested}", camel(&member))
                    }
                })
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Pat::TupleStruct(node) => {
            let fields: Vec<String> = node
                .elems
                .iter()
                .enumerate()
                .map(|(index, each)| format!("field{index}: {}", parameter_name(each)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Pat::Tuple(node) => {
            let elements: Vec<String> = node.elems.iter().map(parameter_name).collect();
            format!("[{}]", elements.join(", "))
        }
        Pat::Wild(_) => "_".to_owned(),
        other => camel(&other.to_token_stream().to_string()),
    }
}
