//! `#[napi]` with a panic guard.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, Item, ItemImpl, ItemMod, ItemStruct, Meta, ReturnType, Type};

use crate::arguments::{add_key, arguments_of, has_key, set_arguments};
use crate::string_enum;

/// Keys that make a struct something other than a class.
const NO_CLASS: [&str; 6] = [
    "object",
    "object_from_js",
    "object_to_js",
    "array",
    "transparent",
    "custom_finalize",
];

/// Forwards to napi-derive; an item that does not parse is left to it, errors and all.
pub(crate) fn expand(mut arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut beside = TokenStream::new();
    let item = match syn::parse2::<Item>(item.clone()) {
        Err(_) => item,
        Ok(mut parsed) => {
            guard_item(&mut arguments, &mut parsed, &mut beside);
            parsed.into_token_stream()
        }
    };
    quote! {
        #[::ferrotype::__private::napi_derive::napi(#arguments)]
        #item
        #beside
    }
}

/// Guards `item`, whose napi arguments are `arguments`; `beside` takes what is to stand next to it.
fn guard_item(arguments: &mut TokenStream, item: &mut Item, beside: &mut TokenStream) {
    match item {
        Item::Fn(function) => {
            if has_key(arguments, "module_exports") {
                return;
            }
            add_key(arguments, "catch_unwind");
            guard_body(&function.sig, &mut function.block);
        }
        Item::Impl(implementation) => guard_members(implementation),
        Item::Struct(class) => guard_drop(arguments, class, beside),
        Item::Enum(variants) if has_key(arguments, "string_enum") => {
            beside.extend(string_enum::text_of(arguments, variants));
        }
        Item::Mod(module) => guard_module(module),
        _ => {}
    }
}

fn guard_members(implementation: &mut ItemImpl) {
    for member in &mut implementation.items {
        let ImplItem::Fn(method) = member else {
            continue;
        };
        let mut exported = false;
        for attribute in &mut method.attrs {
            exported |= guard_attribute(attribute);
        }
        if exported {
            guard_body(&method.sig, &mut method.block);
        }
    }
}

/// napi-derive expands the items of a module itself, if their attribute is a bare `napi`; others
/// come back to us.
fn guard_module(module: &mut ItemMod) {
    let Some((_, items)) = &mut module.content else {
        return;
    };
    let mut beside = TokenStream::new();
    for item in items.iter_mut() {
        let attributes = match item {
            Item::Fn(item) => &mut item.attrs,
            Item::Impl(item) => &mut item.attrs,
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        let Some(index) = attributes
            .iter()
            .position(|attribute| attribute.path().is_ident("napi"))
        else {
            continue;
        };
        let mut attribute = attributes.remove(index);
        let mut arguments = arguments_of(&attribute);
        guard_item(&mut arguments, item, &mut beside);
        set_arguments(&mut attribute, &arguments);
        if let Item::Fn(syn::ItemFn { attrs, .. })
        | Item::Impl(ItemImpl { attrs, .. })
        | Item::Struct(ItemStruct { attrs, .. })
        | Item::Enum(syn::ItemEnum { attrs, .. }) = item
        {
            attrs.insert(index, attribute);
        }
    }
    if let Ok(more) = syn::parse2::<syn::File>(beside) {
        items.extend(more.items);
    }
}

/// Adds `catch_unwind` to `#[napi]`, also inside `cfg_attr`; whether it is one.
fn guard_attribute(attribute: &mut Attribute) -> bool {
    if is_napi(attribute.path()) {
        let mut arguments = arguments_of(attribute);
        add_key(&mut arguments, "catch_unwind");
        set_arguments(attribute, &arguments);
        return true;
    }
    if !attribute.path().is_ident("cfg_attr") {
        return false;
    }
    let Meta::List(list) = &mut attribute.meta else {
        return false;
    };
    let Ok(mut parts) =
        list.parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated)
    else {
        return false;
    };
    let mut exported = false;
    // The first part is the predicate.
    for part in parts.iter_mut().skip(1) {
        let mut inner = Attribute {
            meta: part.clone(),
            ..attribute_shell()
        };
        if guard_attribute(&mut inner) {
            *part = inner.meta;
            exported = true;
        }
    }
    if exported {
        list.tokens = parts.into_token_stream();
    }
    exported
}

fn attribute_shell() -> Attribute {
    syn::parse_quote!(#[napi])
}

fn is_napi(path: &syn::Path) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == "napi")
}

/// Puts a body into a guard. The tokens of the author keep their spans, so that rustc points at
/// them.
fn guard_body(signature: &syn::Signature, block: &mut syn::Block) {
    if signature.asyncness.is_some() || signature.constness.is_some() {
        return;
    }
    let body = &*block;
    let closure = match &signature.output {
        ReturnType::Type(_, returned) if !names_impl(returned) => {
            quote!(move || -> #returned #body)
        }
        _ => quote!(move || #body),
    };
    *block = syn::parse_quote!({ ::ferrotype::__private::guard(#closure) });
}

/// `impl Trait` may not stand in the signature of a closure.
fn names_impl(returned: &Type) -> bool {
    fn search(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "impl",
            TokenTree::Group(group) => search(group.stream()),
            _ => false,
        })
    }
    search(returned.to_token_stream())
}

/// Has a class dropped under a guard.
fn guard_drop(arguments: &mut TokenStream, class: &ItemStruct, beside: &mut TokenStream) {
    if NO_CLASS.iter().any(|key| has_key(arguments, key)) {
        return;
    }
    add_key(arguments, "custom_finalize");
    let name = &class.ident;
    let (parameters, types, bounds) = class.generics.split_for_impl();
    let conditions = class
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    beside.extend(quote! {
        #(#conditions)*
        #[automatically_derived]
        impl #parameters ::ferrotype::napi::bindgen_prelude::ObjectFinalize for #name #types #bounds {
            fn finalize(
                self,
                env: ::ferrotype::napi::Env,
            ) -> ::ferrotype::napi::Result<()> {
                ::ferrotype::__private::finalize(self, env)
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(arguments: TokenStream, item: TokenStream) -> String {
        expand(arguments, item).to_string().replace(' ', "")
    }

    #[test]
    fn functions_get_the_key_and_a_guarded_body() {
        let text = expanded(
            quote!(js_name = "b"),
            quote!(
                fn a(x: u32) -> u32 {
                    x
                }
            ),
        );
        assert!(
            text.contains(r#"napi(js_name="b",catch_unwind)]"#),
            "{text}"
        );
        assert!(text.contains("__private::guard(move||->u32{x})"), "{text}");
    }

    #[test]
    fn members_are_guarded_in_cfg_attr_too() {
        let text = expanded(
            quote!(),
            quote!(impl A {
                #[cfg_attr(unix, napi(getter), inline)]
                pub fn a(&self) -> u32 { 1 }
                pub fn plain(&self) {}
            }),
        );
        assert!(
            text.contains("#[cfg_attr(unix,napi(getter,catch_unwind),inline)]"),
            "{text}"
        );
        assert_eq!(text.matches("__private::guard").count(), 1, "{text}");
    }

    #[test]
    fn classes_get_a_finalizer_and_objects_do_not() {
        let class = expanded(
            quote!(),
            quote!(
                pub struct A {
                    inner: u32,
                }
            ),
        );
        assert!(class.contains("custom_finalize"), "{class}");
        assert!(class.contains("ObjectFinalizeforA"), "{class}");
        for key in [quote!(object), quote!(custom_finalize), quote!(transparent)] {
            let other = expanded(
                key,
                quote!(
                    pub struct A {
                        pub inner: u32,
                    }
                ),
            );
            assert!(!other.contains("ObjectFinalize"), "{other}");
        }
    }

    #[test]
    fn modules_are_guarded_inside() {
        let text = expanded(
            quote!(),
            quote!(
                mod inner {
                    #[napi]
                    pub fn a() {}
                    #[napi]
                    pub struct B {}
                    #[napi]
                    impl B {
                        #[napi]
                        pub fn b(&self) {}
                    }
                }
            ),
        );
        assert_eq!(text.matches("#[napi(catch_unwind)]").count(), 2, "{text}");
        assert_eq!(text.matches("__private::guard").count(), 2, "{text}");
        // napi-derive stumbles over empty brackets there.
        assert!(text.contains("#[napi]implB"), "{text}");
        assert!(text.contains("ObjectFinalizeforB"), "{text}");
    }
}
