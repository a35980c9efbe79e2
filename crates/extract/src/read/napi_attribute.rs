//! `#[napi(…)]`, through any path, rename and `cfg_attr`.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{
    Expr, ExprLit, ExprPath, Ident, Lit, Meta, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser as _},
    punctuated::Punctuated,
};

use crate::{
    manifest::{AttributeValue, Attributes, Cfg},
    resolve::{Resolver, Target},
    source::{FlatAttribute, ScopeId, UsePath, name_of},
};

/// A `#[napi(…)]`.
#[derive(Debug, Clone, Default)]
pub(super) struct NapiAttribute {
    pub(super) keys: Attributes,
    /// Where each key stands.
    pub(super) places: BTreeMap<String, Span>,
    /// Where the texts of the `ts_*` keys stand.
    pub(super) texts: BTreeMap<String, Span>,
    /// `use_nullable` stands there without a value.
    pub(super) bare_nullable: bool,
    /// Predicate of the `cfg_attr` around it.
    pub(super) when: Option<Cfg>,
    /// It is `ferrotype::napi`, which guards against panics.
    pub(super) guards: bool,
    /// It is written as the one word `napi`.
    pub(super) bare: bool,
    /// What is wrong in its brackets.
    pub(super) fault: Option<(String, Span)>,
}

/// Attributes that need no look at the imports.
const BUILT_IN: [&str; 14] = [
    "allow",
    "cfg",
    "cold",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "inline",
    "must_use",
    "non_exhaustive",
    "path",
    "repr",
    "warn",
    "macro_use",
];

/// The first `#[napi]` among the attributes.
pub(super) fn find(
    attributes: &[FlatAttribute],
    resolver: &Resolver,
    scope: ScopeId,
) -> Option<NapiAttribute> {
    attributes.iter().find_map(|attribute| {
        let path = attribute.meta.path();
        let bare = path.is_ident("napi");
        if !bare
            && path
                .get_ident()
                .is_some_and(|ident| BUILT_IN.contains(&ident.to_string().as_str()))
        {
            return None;
        }
        let target = resolved_path(path, resolver, scope);
        let is_napi = attribute.last_name() == "napi"
            || matches!(
                target.as_deref(),
                Some("ferrotype::napi" | "napi_derive::napi" | "napi::napi")
            );
        is_napi.then(|| NapiAttribute {
            when: attribute.when.clone(),
            guards: target.as_deref() == Some("ferrotype::napi"),
            bare,
            ..keys(&attribute.meta)
        })
    })
}

/// Whether `derive(Name)` of ferrotype is among the attributes.
pub(super) fn derives(
    attributes: &[FlatAttribute],
    resolver: &Resolver,
    scope: ScopeId,
    name: &str,
) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.is("derive"))
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => Some(list.tokens.clone()),
            _ => None,
        })
        .filter_map(|tokens| {
            Punctuated::<syn::Path, Token![,]>::parse_terminated
                .parse2(tokens)
                .ok()
        })
        .flatten()
        .any(|path| match resolved_path(&path, resolver, scope) {
            Some(target) => target == format!("ferrotype::{name}"),
            // An import that cannot be followed, such as the glob of a crate that is not read.
            None => path.is_ident(name),
        })
}

/// Canonical path of something of a crate that is not read.
fn resolved_path(path: &syn::Path, resolver: &Resolver, scope: ScopeId) -> Option<String> {
    let written = UsePath {
        absolute: path.leading_colon.is_some(),
        segments: path
            .segments
            .iter()
            .map(|each| name_of(&each.ident))
            .collect(),
    };
    match resolver.resolve(scope, &written) {
        Target::External(segments) => Some(Resolver::canonical(&segments)),
        _ => None,
    }
}

struct Key {
    name: Ident,
    value: AttributeValue,
    /// It has an `=`.
    valued: bool,
    /// Where the text stands.
    text: Option<Span>,
}

impl Parse for Key {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        if !input.peek(Token![=]) {
            // napi-derive takes the bare key for `use_nullable = false`.
            let value = AttributeValue::Flag(name != "use_nullable");
            return Ok(Self {
                name,
                value,
                valued: false,
                text: None,
            });
        }
        input.parse::<Token![=]>()?;
        let mut literal = None;
        let value = match input.parse::<Expr>()? {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => {
                literal = Some(text.span());
                AttributeValue::Text(text.value())
            }
            Expr::Lit(ExprLit {
                lit: Lit::Bool(flag),
                ..
            }) => AttributeValue::Flag(flag.value),
            Expr::Path(ExprPath { path, .. }) if path.get_ident().is_some() => {
                AttributeValue::Text(path.get_ident().map(name_of).unwrap_or_default())
            }
            _ => {
                return Err(syn::Error::new(
                    name.span(),
                    "a string or an identifier belongs here",
                ));
            }
        };
        Ok(Self {
            name,
            value,
            valued: true,
            text: literal,
        })
    }
}

fn keys(meta: &Meta) -> NapiAttribute {
    let mut attribute = NapiAttribute::default();
    let Meta::List(list) = meta else {
        return attribute;
    };
    match Punctuated::<Key, Token![,]>::parse_terminated.parse2(list.tokens.clone()) {
        Ok(keys) => {
            for key in keys {
                let name = name_of(&key.name);
                attribute.bare_nullable |= name == "use_nullable" && !key.valued;
                attribute
                    .places
                    .entry(name.clone())
                    .or_insert(key.name.span());
                if let Some(text) = key.text.filter(|_| name.starts_with("ts_")) {
                    attribute.texts.entry(name.clone()).or_insert(text);
                }
                // The first one wins, as in napi.
                attribute.keys.0.entry(name).or_insert(key.value);
            }
        }
        Err(error) => {
            // syn has no position for the end of the brackets.
            let span = error.span();
            let at_end = span.byte_range() == (0..0);
            let span = if at_end {
                list.delimiter.span().close()
            } else {
                span
            };
            attribute.fault = Some((error.to_string(), span));
        }
    }
    attribute
}
