//! `derive(Row)`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Result};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "a row has no parameters: its columns are fixed",
        ));
    }
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(
            name,
            "a row is a struct with named fields",
        ));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(
            name,
            "a row is a struct with named fields",
        ));
    };
    if fields.named.is_empty() {
        return Err(Error::new_spanned(name, "a row has at least one field"));
    }
    let (mut fields_of, mut columns, mut types) = (Vec::new(), Vec::new(), Vec::new());
    for (index, field) in fields.named.iter().enumerate() {
        if let Some(condition) = field
            .attrs
            .iter()
            .find(|attribute| attribute.path().is_ident("cfg"))
        {
            return Err(Error::new_spanned(
                condition,
                "the columns of a row are the same on every platform: use an Option",
            ));
        }
        fields_of.push(&field.ident);
        columns.push(format_ident!("column_{index}"));
        types.push(&field.ty);
    }
    let (head, tail) = (quote!(::ferrotype), quote!(::ferrotype::__private));
    Ok(quote! {
        const _: () = {
            #[derive(::std::default::Default)]
            pub struct Table {
                #(#columns: <#types as #head::RowField>::Column,)*
            }

            #[automatically_derived]
            impl #head::Row for #name {
                type Table = Table;
            }

            #[automatically_derived]
            impl #tail::RowTable<#name> for Table {
                fn push(&mut self, row: #name) {
                    #(#tail::Column::<#types>::push(&mut self.#columns, row.#fields_of);)*
                }

                fn encode(
                    self,
                    rows: usize,
                ) -> ::std::result::Result<::std::vec::Vec<u8>, #head::CodedError> {
                    #tail::encode_table(
                        rows,
                        ::std::vec![
                            #(#tail::Column::<#types>::encode(self.#columns),)*
                        ],
                    )
                }
            }
        };
    })
}
