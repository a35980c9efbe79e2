//! `#[napi(…)]`, through any path, rename and `cfg_attr`.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{
    Expr, ExprLit, ExprPath, Ident, Lit, Meta, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser as _},
    punctuated::Punctuated,
};

use super::keys::Given;
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
    /// How the value of each key is written.
    pub(super) given: BTreeMap<String, Given>,
    /// Keys that stand there again.
    pub(super) repeated: Vec<(String, Span)>,
    /// Predicate of the `cfg_attr` around it.
    pub(super) when: Option<Cfg>,
    /// It is `ferrotype::napi`, which guards against panics.
    pub(super) guards: bool,
    /// It is written as the one word `napi`, outside `cfg_attr`: all that a `#[napi] mod` sees.
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
            bare: bare && attribute.when.is_none(),
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
    let written = UsePath::of(path);
    match resolver.resolve(scope, &written) {
        Target::External(segments) => Some(Resolver::canonical(&segments)),
        _ => None,
    }
}

struct Key {
    name: Ident,
    value: AttributeValue,
    given: Given,
    /// Where the text stands.
    text: Option<Span>,
}

impl Parse for Key {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let key = |value, given, text| Self {
            name: name.clone(),
            value,
            given,
            text,
        };
        if !input.peek(Token![=]) {
            // napi-derive takes the bare key for `use_nullable = false`.
            let value = AttributeValue::Flag(name != "use_nullable");
            return Ok(key(value, Given::Nothing, None));
        }
        input.parse::<Token![=]>()?;
        match input.parse::<Expr>()? {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => {
                let value = AttributeValue::Text(text.value());
                Ok(key(value, Given::Text, Some(text.span())))
            }
            Expr::Lit(ExprLit {
                lit: Lit::Bool(flag),
                ..
            }) => {
                // These take any word as a name.
                if name == "getter" || name == "setter" {
                    let text = AttributeValue::Text(flag.value.to_string());
                    return Ok(key(text, Given::Name, None));
                }
                Ok(key(AttributeValue::Flag(flag.value), Given::Bool, None))
            }
            // The identifier as it stands: napi keeps an `r#`.
            Expr::Path(ExprPath { path, .. }) if path.get_ident().is_some() => {
                let text = path.get_ident().map(ToString::to_string);
                let value = AttributeValue::Text(text.unwrap_or_default());
                Ok(key(value, Given::Name, None))
            }
            _ => Err(syn::Error::new(
                name.span(),
                "a string or an identifier belongs here",
            )),
        }
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
                if attribute.places.contains_key(&name) {
                    // The first one wins, as in napi.
                    attribute.repeated.push((name, key.name.span()));
                    continue;
                }
                attribute.places.insert(name.clone(), key.name.span());
                attribute.given.insert(name.clone(), key.given);
                if let Some(text) = key.text.filter(|_| name.starts_with("ts_")) {
                    attribute.texts.insert(name.clone(), text);
                }
                attribute.keys.0.insert(name, key.value);
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
