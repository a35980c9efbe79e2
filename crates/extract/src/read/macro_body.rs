//! `#[napi]` in the bodies of `macro_rules!`: found, and reported as not provable.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::Parser as _;

use super::{Reader, napi_attribute};
use crate::{
    manifest::{Code, Diagnostic},
    source::{MacroBody, RawItem, RawNode, flatten},
};

impl<'a> Reader<'a> {
    pub(super) fn macro_body(&mut self, raw: &'a RawItem, body: &MacroBody) {
        let mut found = Vec::new();
        search(&body.tokens, &mut found);
        for tokens in found {
            self.macro_item(raw, body, tokens);
        }
    }

    fn macro_item(&mut self, raw: &RawItem, body: &MacroBody, found: Found) {
        let id = match &found.name {
            Some(name) => self.id(raw, name),
            None => self
                .resolver
                .scope(raw.scope)
                .path_of(&format!("{}!", body.name)),
        };
        let what = match &found.name {
            Some(name) => format!("`{name}`"),
            None => "an item without a fixed name".to_owned(),
        };
        let span = self.file(raw).span_of(found.at);
        self.diagnostics.push(
            Diagnostic::new(
                Code::FromMacro,
                format!("the macro `{}!` makes {what} with `#[napi]`, which cannot be proved from source", body.name),
                Some(span),
            )
            .help("write the item out, or rely on the `.d.ts` for it")
            .at(id),
        );
        if body.expanded.get() {
            return;
        }
        let (Some(_), Some(node)) = (found.name, found.item) else {
            return;
        };
        let inner = RawItem {
            scope: raw.scope,
            file: raw.file,
            cfg: raw.cfg.clone(),
            attributes: flatten(crate::source::attributes_of(&node)),
            module: None,
            from_macro: true,
            node: RawNode::Item(Box::new(node)),
        };
        self.read_from_macro(&inner);
    }
}

impl Reader<'_> {
    /// Reads an item of a macro's body like any other, and marks it; what is wrong with it shows where
    /// the macro is used, so its diagnostics are dropped.
    fn read_from_macro(&mut self, inner: &RawItem) {
        let mut reader = Reader {
            files: self.files,
            units: self.units,
            resolver: self.resolver,
            naming: self.naming,
            unknown: std::cell::RefCell::default(),
            items: Vec::new(),
            blocks: std::collections::BTreeMap::new(),
            stray_impls: Vec::new(),
            diagnostics: Vec::new(),
        };
        if let RawNode::Item(node) = &inner.node
            && let Some(napi) =
                napi_attribute::find(&inner.attributes, reader.resolver, inner.scope)
        {
            let mut marked = reader.mark(inner, napi);
            marked.from_macro = true;
            reader.read_marked(&marked, node);
        }
        self.items.append(&mut reader.items);
    }
}

/// A `#[napi]` in a macro's body.
struct Found {
    at: proc_macro2::Span,
    /// Null where a variable of the macro stands for it.
    name: Option<Ident>,
    /// Null where it is no item without the macro's variables filled in.
    item: Option<syn::Item>,
}

/// Looks for `#` `[… napi …]` at any depth.
fn search(tokens: &TokenStream, found: &mut Vec<Found>) {
    let mut waiting = vec![tokens.clone()];
    while let Some(stream) = waiting.pop() {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_attribute(&tokens, at) && mentions_napi(&tokens[at + 1]) {
                let (item, next) = item_at(&tokens, at);
                found.extend(item);
                at = next;
                continue;
            }
            if let TokenTree::Group(group) = &tokens[at] {
                waiting.push(group.stream());
            }
            at += 1;
        }
    }
}

fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    matches!(
        (tokens.get(at), tokens.get(at + 1)),
        (Some(TokenTree::Punct(mark)), Some(TokenTree::Group(group)))
            if mark.as_char() == '#' && group.delimiter() == Delimiter::Bracket
    )
}

/// `napi`, `a::napi(…)`, `cfg_attr(…, napi)`; not `napi::x`.
fn mentions_napi(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let wraps = matches!(tokens.first(), Some(TokenTree::Ident(name)) if name == "cfg_attr");
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(name) => {
            let leads =
                matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
            name == "napi" && !leads
        }
        group @ TokenTree::Group(_) => wraps && mentions_napi(group),
        _ => false,
    })
}

/// The item after the attributes, and the index behind it.
fn item_at(tokens: &[TokenTree], start: usize) -> (Option<Found>, usize) {
    let mut at = start;
    while is_attribute(tokens, at) {
        at += 2;
    }
    let keyword = (at..tokens.len().min(at + 8)).find(|index| {
        matches!(&tokens[*index], TokenTree::Ident(word)
            if matches!(word.to_string().as_str(), "fn" | "struct" | "enum" | "const" | "type" | "impl" | "mod"))
            && !matches!((&tokens[*index], tokens.get(index + 1)),
                (TokenTree::Ident(word), Some(TokenTree::Ident(next))) if word == "const" && next == "fn")
    });
    let Some(keyword) = keyword else {
        return (None, at.max(start + 1));
    };
    let is_impl = matches!(&tokens[keyword], TokenTree::Ident(word) if word == "impl");
    let name = match tokens.get(keyword + 1) {
        Some(TokenTree::Ident(name)) if !is_impl => Some(name.clone()),
        _ => None,
    };
    let end = (keyword..tokens.len())
        .find(|index| match &tokens[*index] {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(mark) => mark.as_char() == ';',
            _ => false,
        })
        .map_or(tokens.len(), |index| index + 1);
    let stream: TokenStream = tokens[start..end].iter().cloned().collect();
    let item = (|input: syn::parse::ParseStream| input.parse::<syn::Item>())
        .parse2(stream)
        .ok();
    let found = Found {
        at: name
            .as_ref()
            .map_or_else(|| tokens[start].span(), Ident::span),
        name,
        item,
    };
    (Some(found), end)
}
