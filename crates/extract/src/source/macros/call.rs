//! Macros among the items: definitions, `include!`, and calls.

use std::{cell::Cell, path::Path, rc::Rc};

use proc_macro2::{Span, TokenStream};
use syn::{parse::Parser as _, spanned::Spanned};

use super::{MacroRules, mentions_napi};
use crate::{
    manifest::Cfg,
    source::{
        FlatAttribute, Location, MacroBody, RawItem, RawNode, Walk, crate_walk::Place, nesting,
        scope::name_of, tree::tidy,
    },
};

/// Macros that make macro calls, and those again, are followed this far.
const MOST_DEPTH: usize = 32;

/// Calls that are expanded in all crates together.
pub(in crate::source) const MOST_EXPANSIONS: usize = 10_000;

/// A macro of a crate that is read.
pub(in crate::source) struct Known {
    rules: MacroRules,
    expanded: Rc<Cell<bool>>,
}

/// A call whose macro was not known when it was met.
pub(in crate::source) struct Call {
    place: Place,
    name: String,
    tokens: TokenStream,
    at: Span,
}

impl Walk<'_> {
    pub(in crate::source) fn macro_item(
        &mut self,
        place: &Place,
        cfg: Option<Cfg>,
        attributes: Vec<FlatAttribute>,
        node: syn::ItemMacro,
    ) {
        if node.mac.path.is_ident("macro_rules") {
            let name = node.ident.as_ref().map(name_of).unwrap_or_default();
            let expanded = Rc::new(Cell::new(false));
            if let Some(rules) = MacroRules::parse(node.mac.tokens.clone()) {
                let known = Known {
                    rules,
                    expanded: Rc::clone(&expanded),
                };
                let unit = self.scopes[place.scope].unit;
                self.macros.insert((unit, name.clone()), Rc::new(known));
            }
            self.macro_body(place, cfg, attributes, name, node.mac.tokens, expanded);
            return;
        }
        let place = Place {
            cfg,
            ..place.clone()
        };
        if node.mac.path.is_ident("include") {
            if let Some(path) = self.included(&place, &node.mac.tokens) {
                self.include(&place, &path, node.mac.path.span());
                return;
            }
        } else if is_stamp(&node.mac.path) {
            self.stamped = true;
            // The author crate's brings no name that a signature could use.
            if node.mac.path.segments.len() == 2 && node.mac.path.segments[0].ident == "ferrotype" {
                return;
            }
        }
        let Some(last) = node.mac.path.segments.last() else {
            return;
        };
        let call = Call {
            place,
            name: name_of(&last.ident),
            at: node.mac.path.span(),
            tokens: node.mac.tokens.clone(),
        };
        let unit = self.scopes[call.place.scope].unit;
        if self.macros.contains_key(&(unit, call.name.clone())) {
            self.call(call);
        } else {
            self.calls.push(call);
        }
    }

    /// Calls of macros that were defined behind them, in another file.
    pub(in crate::source) fn late_calls(&mut self) {
        while !self.calls.is_empty() {
            for call in std::mem::take(&mut self.calls) {
                self.call(call);
            }
        }
    }

    fn call(&mut self, call: Call) {
        let unit = self.scopes[call.place.scope].unit;
        let with_napi = mentions_napi(&call.tokens);
        let known = self.macros.get(&(unit, call.name.clone())).cloned();
        if let Some(known) = &known
            && (with_napi || known.rules.makes_items)
            && let Some(items) = self.expand(&known.rules, &call)
        {
            known.expanded.set(true);
            let place = Place {
                from_macro: true,
                ..call.place
            };
            self.macro_depth += 1;
            self.items(&place, items);
            self.macro_depth -= 1;
            return;
        }
        self.scopes[call.place.scope].open = true;
        if with_napi {
            let (cfg, seen) = (call.place.cfg.clone(), Rc::default());
            self.macro_body(&call.place, cfg, Vec::new(), call.name, call.tokens, seen);
        }
    }

    /// The items that a call makes.
    fn expand(&mut self, rules: &MacroRules, call: &Call) -> Option<Vec<syn::Item>> {
        if self.macro_depth >= MOST_DEPTH {
            return None;
        }
        self.expansions_left = self.expansions_left.checked_sub(1)?;
        let tokens = rules.expand(&call.tokens, call.at)?;
        if nesting::too_deep(&tokens).is_some() {
            return None;
        }
        Some(syn::parse2::<syn::File>(tokens).ok()?.items)
    }

    fn macro_body(
        &mut self,
        place: &Place,
        cfg: Option<Cfg>,
        attributes: Vec<FlatAttribute>,
        name: String,
        tokens: TokenStream,
        expanded: Rc<Cell<bool>>,
    ) {
        self.items.push(RawItem {
            scope: place.scope,
            file: place.location.file,
            cfg,
            attributes,
            module: place.module.clone(),
            from_macro: place.from_macro,
            node: RawNode::Macro(MacroBody {
                name,
                tokens,
                expanded,
            }),
        });
    }

    /// The file that `include!("…")` names; nothing where the path is computed.
    pub(in crate::source) fn included(
        &self,
        place: &Place,
        tokens: &TokenStream,
    ) -> Option<std::path::PathBuf> {
        let literal = |input: syn::parse::ParseStream| input.parse::<syn::LitStr>();
        let name = literal.parse2(tokens.clone()).ok()?;
        let current = &self.sources.files[place.location.file].absolute;
        Some(tidy(&current.with_file_name(name.value())))
    }

    fn include(&mut self, place: &Place, path: &Path, at: Span) {
        let at = self.sources.files[place.location.file].span_of(at);
        let Some((file, syntax)) = self.open::<syn::File>(place.scope, path, Some(at)) else {
            return;
        };
        let place = Place {
            location: Location::owner(file, path),
            ..place.clone()
        };
        self.items(&place, syntax.items);
        self.open_files.pop();
    }
}

fn is_stamp(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident == "stamp")
}
