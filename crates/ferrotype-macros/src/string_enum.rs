//! The text of each variant of a string enum, so that a row may hold it.

use convert_case::{Case, Casing};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, ItemEnum, Lit, LitStr, Meta, MetaNameValue, Token};

/// `impl EnumText`; nothing where napi-derive will refuse the item anyway.
pub(crate) fn text_of(arguments: &TokenStream, item: &ItemEnum) -> TokenStream {
    let case = case_of(arguments);
    let name = &item.ident;
    let arms = item.variants.iter().map(|variant| {
        let variant_name = &variant.ident;
        let text = value_of(&variant.attrs).unwrap_or_else(|| {
            let plain = variant_name.to_string();
            case.map_or(plain.clone(), |case| plain.to_case(case))
        });
        let conditions = variant
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"));
        quote!(#(#conditions)* Self::#variant_name => #text,)
    });
    let conditions: Vec<_> = item
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .collect();
    if item.variants.is_empty()
        || item
            .variants
            .iter()
            .any(|variant| !variant.fields.is_empty())
    {
        return TokenStream::new();
    }
    quote! {
        #(#conditions)*
        #[automatically_derived]
        impl ::ferrotype::__private::EnumText for #name {
            fn enum_text(&self) -> &'static str {
                match self { #(#arms)* }
            }
        }

        #(#conditions)*
        #[automatically_derived]
        impl ::ferrotype::RowField for #name {
            type Column = ::ferrotype::__private::EnumColumn<Self>;
        }
    }
}

/// The case of `string_enum = "kebab-case"`, in napi-derive's spellings.
fn case_of(arguments: &TokenStream) -> Option<Case<'static>> {
    let tokens: Vec<_> = arguments.clone().into_iter().collect();
    let key = tokens
        .iter()
        .position(|token| matches!(token, TokenTree::Ident(ident) if ident == "string_enum"))?;
    let TokenTree::Literal(literal) = tokens.get(key + 2)? else {
        return None;
    };
    let text: LitStr = syn::parse2(quote!(#literal)).ok()?;
    Some(match text.value().as_str() {
        "lowercase" => Case::Flat,
        "UPPERCASE" => Case::UpperFlat,
        "PascalCase" => Case::Pascal,
        "camelCase" => Case::Camel,
        "snake_case" => Case::Snake,
        "UPPER_SNAKE" => Case::UpperSnake,
        "kebab-case" => Case::Kebab,
        "UPPER-KEBAB-CASE" => Case::UpperKebab,
        _ => return None,
    })
}

/// The text of `#[napi(value = "..")]`.
fn value_of(attributes: &[Attribute]) -> Option<String> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("napi"))
        .find_map(|attribute| {
            let parts = attribute
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok()?;
            parts.into_iter().find_map(|part| match part {
                Meta::NameValue(MetaNameValue {
                    path,
                    value:
                        Expr::Lit(ExprLit {
                            lit: Lit::Str(text),
                            ..
                        }),
                    ..
                }) if path.is_ident("value") => Some(text.value()),
                _ => None,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_values_are_napis() {
        let item = syn::parse_quote! {
            pub enum Kind { SymbolicLink, #[napi(value = "it's")] Other }
        };
        let text = text_of(&quote!(string_enum = "kebab-case"), &item).to_string();
        assert!(text.contains(r#""symbolic-link""#), "{text}");
        assert!(text.contains(r#""it's""#), "{text}");
        let plain = text_of(&quote!(string_enum), &item).to_string();
        assert!(plain.contains(r#""SymbolicLink""#), "{plain}");
    }
}
