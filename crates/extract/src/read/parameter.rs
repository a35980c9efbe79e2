//! Parameters: their names, types and overrides.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{
    Expr, ExprLit, FnArg, Lit, LitStr, Member as Named, Meta, Pat, Token, parse::Parser as _,
    punctuated::Punctuated,
};

use super::{Reader, napi_attribute::NapiAttribute};
use crate::{manifest::Parameter, naming::camel, resolve::TypeReader, source::RawItem};

impl Reader<'_> {
    pub(super) fn parameters(
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
                let text = override_of(&input.attrs).and_then(Result::ok);
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

    /// Reports a `#[napi]` on a parameter that is no `ts_arg_type`, or stands beside `ts_args_type`.
    pub(super) fn check_parameters(
        &mut self,
        raw: &RawItem,
        syntax: &syn::Signature,
        napi: &NapiAttribute,
        id: &str,
    ) {
        for input in &syntax.inputs {
            let FnArg::Typed(input) = input else {
                continue;
            };
            let Some(found) = override_of(&input.attrs) else {
                continue;
            };
            let for_all = napi.places.contains_key("ts_args_type");
            let (at, message) = match found {
                Ok(text) if for_all => (
                    text.span(),
                    format!(
                        "`ts_arg_type` stands on a parameter of `{id}`, and `ts_args_type` on all of them"
                    ),
                ),
                Ok(_) => continue,
                Err(at) => (
                    at,
                    format!("`#[napi]` on a parameter of `{id}` gives it no type"),
                ),
            };
            self.refuse_at(
                raw,
                id,
                at,
                message,
                "write `#[napi(ts_arg_type = \"…\")]`, or delete the attribute",
            );
        }
    }
}

/// `#[napi(ts_arg_type = "…")]` on a parameter; `Err` is the place of a `#[napi]` without one.
fn override_of(attributes: &[syn::Attribute]) -> Option<Result<LitStr, Span>> {
    let attribute = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("napi"))?;
    let name = attribute.path().segments.last()?.ident.span();
    let Meta::List(list) = &attribute.meta else {
        return Some(Err(name));
    };
    let keys = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
    let text = keys.ok().into_iter().flatten().find_map(|key| match key {
        Meta::NameValue(pair) if pair.path.is_ident("ts_arg_type") => match pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text),
            _ => None,
        },
        _ => None,
    });
    Some(text.ok_or(name))
}

/// napi's name of a parameter. It takes the `mut` off a whole pattern; within one, `mut x` is `mutX`.
fn parameter_name(pattern: &Pat) -> String {
    match pattern {
        Pat::Ident(name) => camel(&name.ident.to_string()),
        nested => nested_name(nested),
    }
}

fn nested_name(pattern: &Pat) -> String {
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
                    let nested = nested_name(&field.pat);
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
                .map(|(index, each)| format!("field{index}: {}", nested_name(each)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Pat::Tuple(node) => {
            let elements: Vec<String> = node.elems.iter().map(nested_name).collect();
            format!("[{}]", elements.join(", "))
        }
        Pat::Wild(_) => "_".to_owned(),
        other => camel(&other.to_token_stream().to_string()),
    }
}
