//! `macro_rules!`: definitions, calls, and what a call makes.
//!
//! Only macros that have to do with `#[napi]` are expanded: those with it in their body, and those that
//! are called with it. Positions of what they make are those of the call.

mod call;
mod matcher;
mod pattern;
mod transcribe;

use proc_macro2::{Span, TokenStream, TokenTree};

pub(super) use call::{Call, Known, MOST_EXPANSIONS};
use pattern::{Pattern, parse_patterns};

/// A `macro_rules!`.
pub(in crate::source) struct MacroRules {
    arms: Vec<Arm>,
    /// Its body holds a `#[napi]`.
    pub(super) makes_items: bool,
}

struct Arm {
    pattern: Vec<Pattern>,
    body: Vec<TokenTree>,
}

impl MacroRules {
    /// What stands in the brackets of the definition; nothing where it is none.
    pub(super) fn parse(tokens: TokenStream) -> Option<Self> {
        let makes_items = mentions_napi(&tokens);
        let mut arms = Vec::new();
        let mut rest = tokens.into_iter().peekable();
        while let Some(token) = rest.next() {
            let TokenTree::Group(pattern) = token else {
                return None;
            };
            for expected in ['=', '>'] {
                match rest.next()? {
                    TokenTree::Punct(mark) if mark.as_char() == expected => {}
                    _ => return None,
                }
            }
            let TokenTree::Group(body) = rest.next()? else {
                return None;
            };
            rest.next_if(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
            arms.push(Arm {
                pattern: parse_patterns(&pattern.stream())?,
                body: body.stream().into_iter().collect(),
            });
        }
        Some(Self { arms, makes_items })
    }

    /// What a call makes, all of it at one place; nothing where no arm fits, or it grows too large.
    pub(super) fn expand(&self, call: &TokenStream, at: Span) -> Option<TokenStream> {
        let input: Vec<TokenTree> = call.clone().into_iter().collect();
        if input.len() > MOST_TOKENS {
            return None;
        }
        let (arm, bound) = self
            .arms
            .iter()
            .find_map(|arm| Some((arm, matcher::match_all(&arm.pattern, &input)?)))?;
        transcribe::transcribe(&arm.body, &bound, at)
    }
}

/// More tokens than this are neither given to a macro nor taken from it.
const MOST_TOKENS: usize = 20_000;

/// Whether the word `napi` stands in an attribute, at any depth.
pub(super) fn mentions_napi(tokens: &TokenStream) -> bool {
    let mut waiting = vec![(tokens.clone(), false)];
    while let Some((stream, inside)) = waiting.pop() {
        let mut marked = false;
        for token in stream {
            match token {
                TokenTree::Group(group) => waiting.push((group.stream(), inside || marked)),
                TokenTree::Ident(word) if inside && word == "napi" => return true,
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    marked = true;
                    continue;
                }
                _ => {}
            }
            marked = false;
        }
    }
    false
}
