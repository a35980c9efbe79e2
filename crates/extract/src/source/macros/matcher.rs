//! Matches a call against the left side of an arm.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser as _};

use super::pattern::Pattern;

/// What the variables of an arm stand for.
pub(super) type Bound = HashMap<String, Binding>;

/// What one variable stands for.
#[derive(Clone)]
pub(super) enum Binding {
    Tokens(TokenStream),
    /// One for each repetition.
    List(Vec<Binding>),
}

/// Matches all of the input.
pub(super) fn match_all(patterns: &[Pattern], input: &[TokenTree]) -> Option<Bound> {
    let mut bound = Bound::new();
    let end = matched(patterns, input, 0, &mut bound)?;
    (end == input.len()).then_some(bound)
}

fn matched(
    patterns: &[Pattern],
    input: &[TokenTree],
    mut at: usize,
    bound: &mut Bound,
) -> Option<usize> {
    for pattern in patterns {
        match pattern {
            Pattern::Token(token) => {
                if !same(token, input.get(at)?) {
                    return None;
                }
                at += 1;
            }
            Pattern::Group(delimiter, inner) => {
                let TokenTree::Group(group) = input.get(at)? else {
                    return None;
                };
                if group.delimiter() != *delimiter {
                    return None;
                }
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                if matched(inner, &tokens, 0, bound)? != tokens.len() {
                    return None;
                }
                at += 1;
            }
            Pattern::Variable { name, fragment } => {
                let (tokens, next) = fragment_at(fragment, input, at)?;
                bound.insert(name.clone(), Binding::Tokens(tokens));
                at = next;
            }
            Pattern::Repeated {
                inner,
                separator,
                op,
            } => at = repeated(inner, separator.as_ref(), *op, input, at, bound)?,
        }
    }
    Some(at)
}

fn repeated(
    inner: &[Pattern],
    separator: Option<&TokenTree>,
    op: char,
    input: &[TokenTree],
    mut at: usize,
    bound: &mut Bound,
) -> Option<usize> {
    let mut rounds: Vec<Bound> = Vec::new();
    while at < input.len() && !(op == '?' && rounds.len() == 1) {
        let mut from = at;
        if let (Some(separator), false) = (separator, rounds.is_empty()) {
            if !same(separator, &input[at]) {
                break;
            }
            from += 1;
        }
        let mut round = Bound::new();
        match matched(inner, input, from, &mut round) {
            Some(next) if next > at => at = next,
            _ => break,
        }
        rounds.push(round);
    }
    if op == '+' && rounds.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    variables(inner, &mut names);
    for name in names {
        let list = rounds
            .iter()
            .filter_map(|round| round.get(name).cloned())
            .collect();
        bound.insert(name.to_owned(), Binding::List(list));
    }
    Some(at)
}

fn variables<'a>(patterns: &'a [Pattern], names: &mut Vec<&'a str>) {
    for pattern in patterns {
        match pattern {
            Pattern::Variable { name, .. } => names.push(name),
            Pattern::Group(_, inner) | Pattern::Repeated { inner, .. } => variables(inner, names),
            Pattern::Token(_) => {}
        }
    }
}

fn same(a: &TokenTree, b: &TokenTree) -> bool {
    match (a, b) {
        (TokenTree::Ident(a), TokenTree::Ident(b)) => a == b,
        (TokenTree::Punct(a), TokenTree::Punct(b)) => a.as_char() == b.as_char(),
        (TokenTree::Literal(a), TokenTree::Literal(b)) => a.to_string() == b.to_string(),
        _ => false,
    }
}

/// The tokens of a fragment, and the index behind it.
fn fragment_at(fragment: &str, input: &[TokenTree], at: usize) -> Option<(TokenStream, usize)> {
    let first = input.get(at);
    let single = || Some((TokenStream::from(first?.clone()), at + 1));
    match fragment {
        "tt" => match (first, input.get(at + 1)) {
            // A lifetime is one.
            (Some(TokenTree::Punct(mark)), Some(name)) if mark.as_char() == '\'' => {
                let both = [first?.clone(), name.clone()];
                Some((both.into_iter().collect(), at + 2))
            }
            _ => single(),
        },
        "ident" => match first? {
            TokenTree::Ident(name) if name != "_" => single(),
            _ => None,
        },
        "lifetime" => parsed::<syn::Lifetime>(input, at),
        "literal" => parsed::<syn::Lit>(input, at),
        "ty" => parsed::<syn::Type>(input, at).map(grouped),
        "expr" | "expr_2021" => parsed::<syn::Expr>(input, at).map(grouped),
        "path" => parsed::<syn::Path>(input, at),
        "item" => parsed::<syn::Item>(input, at),
        "block" => parsed::<syn::Block>(input, at),
        "vis" => parsed::<syn::Visibility>(input, at),
        "meta" => parsed::<syn::Meta>(input, at),
        "stmt" => parsed::<syn::Stmt>(input, at),
        "pat" | "pat_param" => {
            let pattern = |input: ParseStream| syn::Pat::parse_multi_with_leading_vert(input);
            parsed_by(pattern, input, at)
        }
        _ => None,
    }
}

/// As rustc keeps a type or an expression together.
fn grouped((tokens, next): (TokenStream, usize)) -> (TokenStream, usize) {
    let group = Group::new(Delimiter::None, tokens);
    (TokenTree::Group(group).into(), next)
}

fn parsed<T: Parse + ToTokens>(input: &[TokenTree], at: usize) -> Option<(TokenStream, usize)> {
    parsed_by(T::parse, input, at)
}

fn parsed_by<T: ToTokens>(
    parse: impl FnOnce(ParseStream) -> syn::Result<T>,
    input: &[TokenTree],
    at: usize,
) -> Option<(TokenStream, usize)> {
    let rest: TokenStream = input.get(at..)?.iter().cloned().collect();
    let parser = |input: ParseStream| {
        parse(input)?;
        let mut left = 0;
        while !input.is_empty() {
            input.parse::<TokenTree>()?;
            left += 1;
        }
        Ok(left)
    };
    let left: usize = parser.parse2(rest).ok()?;
    let next = input.len().checked_sub(left)?;
    Some((input.get(at..next)?.iter().cloned().collect(), next))
}
