//! Macros among the items: definitions, `include!`, and calls that may define anything.

use std::{path::Path, rc::Rc};

use syn::parse::Parser as _;

use super::{
    FlatAttribute, InlineModule, Location, MacroBody, RawItem, RawNode, Walk, crate_walk::Place,
    scope::name_of, tree::tidy,
};
use crate::manifest::Cfg;

impl Walk<'_> {
    pub(super) fn macro_item(
        &mut self,
        place: &Place,
        cfg: Option<Cfg>,
        attributes: Vec<FlatAttribute>,
        node: syn::ItemMacro,
    ) {
        if node.mac.path.is_ident("macro_rules") {
            let name = node.ident.as_ref().map(name_of).unwrap_or_default();
            self.items.push(RawItem {
                scope: place.scope,
                file: place.location.file,
                cfg,
                attributes,
                module: place.module.clone(),
                node: RawNode::Macro(MacroBody {
                    name,
                    tokens: node.mac.tokens,
                }),
            });
            return;
        }
        if node.mac.path.is_ident("include")
            && let Ok(name) = (|input: syn::parse::ParseStream| input.parse::<syn::LitStr>())
                .parse2(node.mac.tokens.clone())
        {
            let current = self.sources.files[place.location.file].absolute.clone();
            let path = tidy(&current.with_file_name(name.value()));
            let module = place.module.clone();
            self.include(place, cfg, module, &path);
            return;
        }
        let path = &node.mac.path.segments;
        if path.last().is_some_and(|last| last.ident == "stamp") {
            self.stamped = true;
            // The author crate's brings no name that a signature could use.
            if path.len() == 2 && path[0].ident == "ferrotype" {
                return;
            }
        }
        self.scopes[place.scope].open = true;
    }

    fn include(
        &mut self,
        place: &Place,
        cfg: Option<Cfg>,
        module: Option<Rc<InlineModule>>,
        path: &Path,
    ) {
        if self.open_files.iter().any(|open| open == path) {
            return;
        }
        let Some((file, syntax)) = self.sources.parse(path) else {
            self.scopes[place.scope].open = true;
            return;
        };
        let place = Place {
            scope: place.scope,
            location: Location::owner(file, path),
            cfg,
            module,
        };
        self.open_files.push(path.to_path_buf());
        self.items(&place, syntax.items);
        self.open_files.pop();
    }
}
