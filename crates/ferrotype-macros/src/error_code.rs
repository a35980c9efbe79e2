//! `derive(ErrorCode)`.

use convert_case::{Case, Casing};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Field, Fields, Ident, Result, Variant};

use crate::code_attribute::{Class, Codes, skips};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            name,
            "error codes are derived for an enum",
        ));
    };
    if data.variants.is_empty() {
        return Err(Error::new_spanned(
            name,
            "an error has at least one variant",
        ));
    }
    let mut errors: Option<Error> = None;
    let mut cases = Vec::new();
    for variant in &data.variants {
        match Coded::of(name, variant) {
            Ok(case) => cases.push(case),
            Err(error) => match &mut errors {
                Some(all) => all.combine(error),
                None => errors = Some(error),
            },
        }
    }
    if let Some(errors) = errors {
        return Err(errors);
    }
    let texts = cases.iter().map(Coded::text);
    let arms = cases.iter().map(Coded::arm);
    let (parameters, types, bounds) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #parameters ::std::convert::From<#name #types> for ::ferrotype::CodedError #bounds {
            fn from(error: #name #types) -> Self {
                // Taken while the value is whole.
                let text = match &error { #(#texts)* };
                match error { #(#arms)* }
            }
        }

        #[automatically_derived]
        impl #parameters ::std::convert::From<#name #types> for ::ferrotype::napi::JsError #bounds {
            fn from(error: #name #types) -> Self {
                ::std::convert::Into::into(::ferrotype::CodedError::from(error))
            }
        }
    })
}

/// A variant with its codes.
struct Coded<'a> {
    /// Name of the enum.
    error: &'a Ident,
    variant: &'a Variant,
    codes: Codes,
    parts: Vec<Part<'a>>,
}

/// How a field takes part.
struct Part<'a> {
    field: &'a Field,
    /// The name that it is bound to.
    binding: Ident,
    role: Role,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Message,
    Source,
    Hidden,
    Field,
}

impl<'a> Coded<'a> {
    fn of(error: &'a Ident, variant: &'a Variant) -> Result<Self> {
        let codes = Codes::of(variant)?;
        let mut parts = variant
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| Part::of(index, field))
            .collect::<Result<Vec<_>>>()?;
        if codes.only().is_none()
            && let ([part], Fields::Unnamed(_)) = (&mut *parts, &variant.fields)
        {
            part.role = Role::Source;
        }
        let case = Self {
            error,
            variant,
            codes,
            parts,
        };
        if case.codes.only().is_none() && case.bound_to(Role::Source).is_none() {
            return Err(Error::new_spanned(
                &variant.ident,
                format!(
                    "`{}` has several codes and nothing that chooses one: add a field `source` (a std::io::Error, or another value that converts into ferrotype::CodedError)",
                    variant.ident
                ),
            ));
        }
        Ok(case)
    }

    fn bound_to(&self, role: Role) -> Option<&Ident> {
        let part = self.parts.iter().find(|part| part.role == role)?;
        Some(&part.binding)
    }

    /// The `cfg` attributes, which the arms repeat.
    fn conditions(&self) -> TokenStream {
        let conditions = self
            .variant
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"));
        quote!(#(#conditions)*)
    }

    /// The arm that takes the text from `Display`, where that is the message.
    fn text(&self) -> TokenStream {
        let (conditions, name) = (self.conditions(), &self.variant.ident);
        let by_display = self.codes.only().is_some() && self.bound_to(Role::Message).is_none();
        let text = if by_display {
            // At the variant's span: that is where a missing `Display` is to be reported.
            quote_spanned!(name.span()=> ::std::string::ToString::to_string(&error))
        } else {
            quote!(::std::string::String::new())
        };
        let enum_variant = self.path();
        quote!(#conditions #enum_variant { .. } => #text,)
    }

    fn arm(&self) -> TokenStream {
        let start = self.start();
        let class = self.codes.class.map(|class| match class {
            Class::TypeError => quote!(.type_error()),
            Class::RangeError => quote!(.range_error()),
        });
        let fields = self.parts.iter().filter_map(Part::setter);
        let (conditions, enum_variant) = (self.conditions(), self.path());
        let patterns = self.parts.iter().map(|part| &part.binding);
        let members = self.variant.fields.members();
        quote! {
            #conditions
            #enum_variant { #(#members: #patterns),* } => #start #class #(#fields)*,
        }
    }

    /// The error with its code and message.
    fn start(&self) -> TokenStream {
        let message = self.bound_to(Role::Message);
        if let Some(code) = self.codes.only() {
            let message = message.map_or_else(|| quote!(text), |binding| quote!(#binding));
            return quote!(::ferrotype::CodedError::new(#code, #message));
        }
        let source = self.bound_to(Role::Source);
        let (literals, system) = (&self.codes.literals, self.codes.system);
        let message = message.map(|binding| quote!(.with_message(#binding)));
        quote! {
            ::ferrotype::__private::listed(
                ::std::convert::Into::into(#source),
                &[#(#literals),*],
                #system,
            ) #message
        }
    }

    fn path(&self) -> TokenStream {
        let (error, name) = (self.error, &self.variant.ident);
        quote!(#error::#name)
    }
}

impl<'a> Part<'a> {
    fn of(index: usize, field: &'a Field) -> Result<Self> {
        let named = |name: &str| field.ident.as_ref().is_some_and(|ident| ident == name);
        let marked = |name: &str| {
            field
                .attrs
                .iter()
                .any(|attribute| attribute.path().is_ident(name))
        };
        let role = if skips(&field.attrs)? {
            Role::Hidden
        } else if named("message") {
            Role::Message
        } else if named("source") || marked("source") || marked("from") {
            Role::Source
        } else if field.ident.is_none() {
            Role::Hidden
        } else {
            Role::Field
        };
        Ok(Self {
            field,
            binding: format_ident!("_field_{index}"),
            role,
        })
    }

    fn setter(&self) -> Option<TokenStream> {
        let name = self.field.ident.as_ref()?;
        if self.role != Role::Field {
            return None;
        }
        let js_name = name.unraw().to_string().to_case(Case::Camel);
        let binding = &self.binding;
        Some(quote_spanned!(self.field.ty.span()=> .field(#js_name, #binding)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(input: &DeriveInput) -> Vec<String> {
        let errors = expand(input).unwrap_err();
        errors.into_iter().map(|error| error.to_string()).collect()
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let faults = refused(&syn::parse_quote! {
            enum Fault { One, #[code(several)] Two, #[code(system)] Three { path: String } }
        });
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("`One` has no code"));
        assert!(faults[1].starts_with("`several` is none of"));
        assert!(faults[2].contains("nothing that chooses one"));
    }

    #[test]
    fn fields_go_out_in_camel_case_and_some_stay() {
        let text = expand(&syn::parse_quote! {
            enum Fault {
                #[code("A")]
                One { message: String, byte_offset: u32, source: Inner, #[code(skip)] kept: u8 },
            }
        })
        .unwrap()
        .to_string();
        assert!(
            text.contains("\"byteOffset\"") && !text.contains("\"kept\""),
            "{text}"
        );
        assert!(
            !text.contains("\"source\"") && !text.contains("\"message\""),
            "{text}"
        );
    }
}
