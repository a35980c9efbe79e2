//! The arguments of `#[napi(..)]`, as tokens: what napi-derive knows is its own affair.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Meta};

/// What stands in the brackets.
pub(crate) fn arguments_of(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

/// Replaces what stands in the brackets. Empty brackets confuse napi-derive within a module.
pub(crate) fn set_arguments(attribute: &mut Attribute, arguments: &TokenStream) {
    let path = attribute.path().clone();
    attribute.meta = if arguments.is_empty() {
        Meta::Path(path)
    } else {
        syn::parse_quote!(#path(#arguments))
    };
}

/// Whether `key` is among the arguments.
pub(crate) fn has_key(arguments: &TokenStream, key: &str) -> bool {
    let mut first = true;
    arguments.clone().into_iter().any(|token| {
        let at_key = std::mem::replace(
            &mut first,
            matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ','),
        );
        at_key && matches!(&token, TokenTree::Ident(ident) if ident == key)
    })
}

/// Adds `key`, if it is not among the arguments.
pub(crate) fn add_key(arguments: &mut TokenStream, key: &str) {
    if has_key(arguments, key) {
        return;
    }
    let key = syn::Ident::new(key, proc_macro2::Span::call_site());
    let ends_in_comma = matches!(
        arguments.clone().into_iter().last(),
        Some(TokenTree::Punct(punct)) if punct.as_char() == ','
    );
    let comma = (!arguments.is_empty() && !ends_in_comma).then(|| quote!(,));
    arguments.extend(quote!(#comma #key));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_no_key() {
        assert!(!has_key(&quote!(js_name = object), "object"));
        assert!(has_key(&quote!(js_name = "a", object), "object"));
    }
}
