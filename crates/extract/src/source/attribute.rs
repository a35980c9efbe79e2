//! Attributes with their `cfg_attr` wrappings taken off.

use syn::{Attribute, Meta, Token, parse::Parser as _, punctuated::Punctuated};

use super::{all, parse_predicate};
use crate::manifest::Cfg;

/// An attribute and when it is there.
#[derive(Debug, Clone)]
pub(crate) struct FlatAttribute {
    /// `None` is always.
    pub(crate) when: Option<Cfg>,
    pub(crate) meta: Meta,
}

impl FlatAttribute {
    /// Whether the path is this one identifier.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.meta.path().is_ident(name)
    }

    /// The last identifier of the path.
    pub(crate) fn last_name(&self) -> String {
        self.meta
            .path()
            .segments
            .last()
            .map(|segment| segment.ident.to_string())
            .unwrap_or_default()
    }
}

/// All attributes, those inside `cfg_attr` with their predicate.
pub(crate) fn flatten(attributes: &[Attribute]) -> Vec<FlatAttribute> {
    let mut flat = Vec::with_capacity(attributes.len());
    for attribute in attributes {
        unwrap(None, attribute.meta.clone(), &mut flat);
    }
    flat
}

fn unwrap(when: Option<Cfg>, meta: Meta, flat: &mut Vec<FlatAttribute>) {
    let Meta::List(list) = &meta else {
        flat.push(FlatAttribute { when, meta });
        return;
    };
    if !list.path.is_ident("cfg_attr") {
        flat.push(FlatAttribute { when, meta });
        return;
    }
    let parser = |input: syn::parse::ParseStream| {
        let mut predicate = proc_macro2::TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            predicate.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        let _: Option<Token![,]> = input.parse()?;
        let metas = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok((predicate, metas))
    };
    let Ok((predicate, metas)) = parser.parse2(list.tokens.clone()) else {
        return;
    };
    let Ok(predicate) = parse_predicate(predicate) else {
        return;
    };
    let when = all(when.into_iter().chain([predicate]));
    for meta in metas {
        unwrap(when.clone(), meta, flat);
    }
}

/// What the `cfg` attributes among them ask for.
pub(crate) fn own_cfg(attributes: &[FlatAttribute]) -> Option<Cfg> {
    all(attributes
        .iter()
        .filter(|each| each.is("cfg"))
        .filter_map(|each| {
            let Meta::List(list) = &each.meta else {
                return None;
            };
            let predicate = parse_predicate(list.tokens.clone()).ok()?;
            Some(match each.when.clone() {
                None => predicate,
                // `cfg_attr(a, cfg(b))`: b where a holds, anything elsewhere.
                Some(when) => Cfg::Any {
                    predicates: vec![
                        Cfg::Not {
                            predicate: Box::new(when),
                        },
                        predicate,
                    ],
                },
            })
        }))
}
