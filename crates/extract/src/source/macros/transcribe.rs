//! The right side of an arm, filled in.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use super::{
    MOST_TOKENS,
    matcher::{Binding, Bound},
    pattern::repetition,
};

/// Fills the body in, with all its tokens at one place; nothing where it has a form that is not known.
pub(super) fn transcribe(body: &[TokenTree], bound: &Bound, at: Span) -> Option<TokenStream> {
    let mut left = MOST_TOKENS;
    let filled = fill(body, bound, &mut left)?;
    Some(placed(filled, at))
}

fn fill(body: &[TokenTree], bound: &Bound, left: &mut usize) -> Option<TokenStream> {
    let mut made = Vec::new();
    let mut at = 0;
    while let Some(token) = body.get(at) {
        at += 1;
        *left = left.checked_sub(1)?;
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '$' => match body.get(at)? {
                TokenTree::Ident(name) => {
                    at += 1;
                    made.extend(variable(name, bound, left)?);
                }
                TokenTree::Group(group) => {
                    let (separator, _, next) = repetition(body, at + 1)?;
                    at = next;
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for (index, round) in rounds(&inner, bound)?.iter().enumerate() {
                        made.extend(separator.clone().filter(|_| index > 0));
                        made.extend(fill(&inner, round, left)?);
                    }
                }
                _ => return None,
            },
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let filled = fill(&inner, bound, left)?;
                made.push(TokenTree::Group(Group::new(group.delimiter(), filled)));
            }
            other => made.push(other.clone()),
        }
    }
    Some(made.into_iter().collect())
}

fn variable(name: &Ident, bound: &Bound, left: &mut usize) -> Option<TokenStream> {
    if name == "crate" {
        return Some(TokenTree::Ident(name.clone()).into());
    }
    let Binding::Tokens(tokens) = bound.get(&name.to_string())? else {
        return None;
    };
    *left = left.checked_sub(tokens.clone().into_iter().count())?;
    Some(tokens.clone())
}

/// The variables for each round of a repetition: as many as the lists that stand in it have.
fn rounds(inner: &[TokenTree], bound: &Bound) -> Option<Vec<Bound>> {
    let mut names = Vec::new();
    used(inner, &mut names);
    let lists: HashMap<&String, &Vec<Binding>> = names
        .iter()
        .filter_map(|name| match bound.get(name)? {
            Binding::List(list) => Some((name, list)),
            Binding::Tokens(_) => None,
        })
        .collect();
    let count = lists.values().map(|list| list.len()).max()?;
    if lists.values().any(|list| list.len() != count) {
        return None;
    }
    let round = |index: usize| {
        // Without the lists themselves, which may be long.
        let mut round: Bound = names
            .iter()
            .filter(|name| !lists.contains_key(name))
            .filter_map(|name| Some((name.clone(), bound.get(name)?.clone())))
            .collect();
        for (name, list) in &lists {
            round.insert((*name).clone(), list[index].clone());
        }
        round
    };
    Some((0..count).map(round).collect())
}

fn used(tokens: &[TokenTree], names: &mut Vec<String>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '$' => {
                if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                    names.push(name.to_string());
                }
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                used(&inner, names);
            }
            _ => {}
        }
    }
}

fn placed(tokens: TokenStream, at: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| {
            let mut token = match token {
                TokenTree::Group(group) => {
                    TokenTree::Group(Group::new(group.delimiter(), placed(group.stream(), at)))
                }
                other => other,
            };
            token.set_span(at);
            token
        })
        .collect()
}
