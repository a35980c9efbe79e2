//! The left side of an arm.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A part of a pattern.
pub(super) enum Pattern {
    /// A token that must stand there.
    Token(TokenTree),
    Group(Delimiter, Vec<Pattern>),
    /// `$name:fragment`.
    Variable {
        name: String,
        fragment: String,
    },
    /// `$( … ) separator op`.
    Repeated {
        inner: Vec<Pattern>,
        separator: Option<TokenTree>,
        /// `*`, `+` or `?`.
        op: char,
    },
}

/// Reads a pattern; nothing where it has a form that is not known.
pub(super) fn parse_patterns(tokens: &TokenStream) -> Option<Vec<Pattern>> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut patterns = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '$' => match tokens.get(at)? {
                TokenTree::Ident(name) => {
                    let (Some(TokenTree::Punct(colon)), Some(TokenTree::Ident(fragment))) =
                        (tokens.get(at + 1), tokens.get(at + 2))
                    else {
                        return None;
                    };
                    if colon.as_char() != ':' {
                        return None;
                    }
                    patterns.push(Pattern::Variable {
                        name: name.to_string(),
                        fragment: fragment.to_string(),
                    });
                    at += 3;
                }
                TokenTree::Group(group) => {
                    let (separator, op, next) = repetition(&tokens, at + 1)?;
                    patterns.push(Pattern::Repeated {
                        inner: parse_patterns(&group.stream())?,
                        separator,
                        op,
                    });
                    at = next;
                }
                _ => return None,
            },
            TokenTree::Group(group) => patterns.push(Pattern::Group(
                group.delimiter(),
                parse_patterns(&group.stream())?,
            )),
            other => patterns.push(Pattern::Token(other.clone())),
        }
    }
    Some(patterns)
}

/// Separator and operator behind `$( … )`, and the index behind them.
pub(super) fn repetition(
    tokens: &[TokenTree],
    at: usize,
) -> Option<(Option<TokenTree>, char, usize)> {
    let op = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()).filter(|each| "*+?".contains(*each)),
        _ => None,
    };
    let first = tokens.get(at)?;
    if let Some(second) = op(tokens.get(at + 1)) {
        // `$(…)+*` is a list with `+` between.
        return Some((Some(first.clone()), second, at + 2));
    }
    Some((None, op(Some(first))?, at + 1))
}
