//! syn is a recursive parser: text that nests too deep must not reach it.
//!
//! What recurses is weighed by tokens: each bracket, each `<`, and each token that may begin an
//! operand anew (`!`, `&`, `=`, `return`, `else` …) within one statement or list element. The parse
//! runs on a stack of [`STACK_BYTES`], which leaves each unit 64 KiB.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// Stack of the thread that parses; memory that is not touched costs nothing.
pub(crate) const STACK_BYTES: usize = 256 << 20;

const MOST: usize = 4000;

/// Where the text nests too deep, if it does.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<Span> {
    // Streams to be looked at, each with the depth it starts at: a list instead of recursion.
    let mut waiting = vec![(tokens.clone(), 0usize)];
    while let Some((stream, base)) = waiting.pop() {
        let (mut run, mut angles) = (0usize, 0usize);
        for token in stream {
            if base + run + angles > MOST {
                return Some(token.span());
            }
            match token {
                TokenTree::Group(group) => {
                    waiting.push((group.stream(), base + run + angles + 1));
                    // `if a {} else if b {}` goes on after its block.
                    if group.delimiter() != Delimiter::Brace {
                        run += 1;
                    }
                }
                TokenTree::Punct(punct) => match punct.as_char() {
                    ';' => (run, angles) = (0, 0),
                    ',' if angles == 0 => run = 0,
                    '<' => angles += 1,
                    '>' => angles = angles.saturating_sub(1),
                    _ => run += 1,
                },
                TokenTree::Ident(ident) => {
                    let ident = ident.to_string();
                    match ident.as_str() {
                        "else" | "return" | "break" | "yield" | "box" | "move" | "dyn" | "impl"
                        | "for" | "async" | "unsafe" | "static" | "const" | "await" => run += 1,
                        "fn" | "struct" | "enum" | "mod" | "use" | "type" | "let" => {
                            (run, angles) = (0, 0);
                        }
                        _ => {}
                    }
                }
                TokenTree::Literal(_) => {}
            }
        }
    }
    None
}
