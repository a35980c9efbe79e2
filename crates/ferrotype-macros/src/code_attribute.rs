//! `#[code(..)]` as it stands on a variant.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Error, Ident, LitStr, Result, Token};

/// The codes of a variant.
#[derive(Default)]
pub(crate) struct Codes {
    pub(crate) literals: Vec<LitStr>,
    /// `system`: all that `ferrotype::SYSTEM_CODES` holds.
    pub(crate) system: bool,
    pub(crate) class: Option<Class>,
}

#[derive(Clone, Copy)]
pub(crate) enum Class {
    TypeError,
    RangeError,
}

impl Codes {
    /// Reads the one `#[code(..)]` of a variant.
    pub(crate) fn of(variant: &syn::Variant) -> Result<Self> {
        let mut attributes = variant.attrs.iter().filter(|attribute| is_code(attribute));
        let Some(attribute) = attributes.next() else {
            return Err(Error::new_spanned(
                &variant.ident,
                format!(
                    "`{}` has no code: add `#[code(\"ERR_..\")]`, or `#[code(system)]` for the codes of the system",
                    variant.ident
                ),
            ));
        };
        if let Some(second) = attributes.next() {
            return Err(Error::new_spanned(
                second,
                "a second `#[code(..)]`: list all codes in one",
            ));
        }
        let codes: Self = attribute.parse_args()?;
        if codes.literals.is_empty() && !codes.system {
            return Err(Error::new_spanned(
                attribute,
                "name a code: `#[code(\"ERR_..\")]`",
            ));
        }
        Ok(codes)
    }

    /// The code, where there is only one.
    pub(crate) fn only(&self) -> Option<&LitStr> {
        match (&*self.literals, self.system) {
            ([code], false) => Some(code),
            _ => None,
        }
    }
}

impl Parse for Codes {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut codes = Self::default();
        while !input.is_empty() {
            if input.peek(LitStr) {
                let code: LitStr = input.parse()?;
                if code.value().is_empty() {
                    return Err(Error::new(code.span(), "a code is not empty"));
                }
                codes.literals.push(code);
            } else {
                let word: Ident = input.parse()?;
                match word.to_string().as_str() {
                    "system" => codes.system = true,
                    "type_error" => codes.class = Some(Class::TypeError),
                    "range_error" => codes.class = Some(Class::RangeError),
                    other => {
                        return Err(Error::new(
                            word.span(),
                            format!(
                                "`{other}` is none of: a code in quotes, system, type_error, range_error"
                            ),
                        ));
                    }
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(codes)
    }
}

/// Whether a field says `#[code(skip)]`.
pub(crate) fn skips(attributes: &[Attribute]) -> Result<bool> {
    let Some(attribute) = attributes.iter().find(|attribute| is_code(attribute)) else {
        return Ok(false);
    };
    let word: Ident = attribute.parse_args()?;
    if word == "skip" {
        return Ok(true);
    }
    Err(Error::new(
        word.span(),
        "a field takes `#[code(skip)]` only",
    ))
}

fn is_code(attribute: &Attribute) -> bool {
    attribute.path().is_ident("code")
}
