//! First pass: follows the module tree of each crate and collects scopes and items.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use syn::{Item, parse::Parse, visit::Visit};

use super::{
    AliasDefinition, Definition, FlatAttribute, InlineModule, Location, RawItem, RawNode, Scope,
    ScopeId, Sources, all, attributes_of, flatten, is_never,
    macros::{Call, Known, MOST_EXPANSIONS, mentions_napi},
    module_files, own_cfg,
    scope::name_of,
};
use crate::manifest::{Cfg, Code, Diagnostic, Span};

/// The state of the first pass.
pub(crate) struct Walk<'a> {
    pub(crate) sources: &'a mut Sources,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) items: Vec<RawItem>,
    /// A macro called `stamp` is called somewhere.
    pub(crate) stamped: bool,
    /// Files on the way down, without links, so that a circle ends.
    pub(super) open_files: Vec<PathBuf>,
    /// Macros by crate and name.
    pub(super) macros: HashMap<(usize, String), Rc<Known>>,
    pub(super) calls: Vec<Call>,
    pub(super) macro_depth: usize,
    pub(super) expansions_left: usize,
    files_left: usize,
}

/// Modules that are files lie no deeper in each other.
const MOST_OPEN: usize = 200;

/// Files are read no more often: a few that name each other can make a tree without end.
const MOST_FILES: usize = 10_000;

/// What holds for a list of items.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) scope: ScopeId,
    pub(super) location: Location,
    pub(super) cfg: Option<Cfg>,
    pub(super) module: Option<Rc<InlineModule>>,
    /// A call of a macro makes the items.
    pub(super) from_macro: bool,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(sources: &'a mut Sources) -> Self {
        Self {
            sources,
            scopes: Vec::new(),
            items: Vec::new(),
            stamped: false,
            open_files: Vec::new(),
            macros: HashMap::new(),
            calls: Vec::new(),
            macro_depth: 0,
            expansions_left: MOST_EXPANSIONS,
            files_left: MOST_FILES,
        }
    }

    /// Reads a crate from its root file; `prefix` leads the paths of its items.
    pub(crate) fn read_crate(&mut self, unit: usize, prefix: Option<&str>, root: &Path) -> ScopeId {
        let scope = self.scopes.len();
        self.scopes.push(Scope {
            unit,
            parent: None,
            block: false,
            path: prefix.map(str::to_owned).into_iter().collect(),
            modules: Vec::new(),
            names: HashMap::new(),
            globs: Vec::new(),
            open: false,
        });
        self.file(scope, None, root, None, Location::owner);
        self.late_calls();
        scope
    }

    fn file(
        &mut self,
        scope: ScopeId,
        cfg: Option<Cfg>,
        path: &Path,
        at: Option<Span>,
        location: impl FnOnce(usize, &Path) -> Location,
    ) {
        let Some((file, syntax)) = self.open::<syn::File>(scope, path, at) else {
            return;
        };
        let inner = flatten(&syntax.attrs);
        let place = Place {
            scope,
            location: location(file, path),
            cfg: all(cfg.into_iter().chain(own_cfg(&inner))),
            module: None,
            from_macro: false,
        };
        if !is_never(place.cfg.as_ref()) {
            self.items(&place, syntax.items);
        }
        self.open_files.pop();
    }

    /// Reads a file that stands in another one; whoever opens it takes it off `open_files` again.
    pub(super) fn open<T: Parse>(
        &mut self,
        scope: ScopeId,
        path: &Path,
        at: Option<Span>,
    ) -> Option<(usize, T)> {
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let relative = || self.sources.relative(path);
        let fault = if self.open_files.contains(&real) {
            Some(format!("`{}` stands in itself", relative()))
        } else if self.open_files.len() >= MOST_OPEN {
            Some(format!(
                "`{}` lies deeper than {MOST_OPEN} files",
                relative()
            ))
        } else if self.files_left == 0 {
            Some(format!(
                "`{}` is not read: {MOST_FILES} files were read before it",
                relative()
            ))
        } else {
            None
        };
        if let Some(fault) = fault {
            self.scopes[scope].open = true;
            self.sources.diagnostics.push(
                Diagnostic::new(Code::DoesNotParse, fault, at)
                    .help("point the module or the `include!` at a file of its own"),
            );
            return None;
        }
        self.files_left -= 1;
        let Some(parsed) = self.sources.parse(path) else {
            self.scopes[scope].open = true;
            return None;
        };
        self.open_files.push(real);
        Some(parsed)
    }

    fn child(&mut self, parent: ScopeId, name: &str, block: bool) -> ScopeId {
        let id = self.scopes.len();
        let above = &self.scopes[parent];
        let mut path = above.path.clone();
        path.push(name.to_owned());
        let mut modules = above.modules.clone();
        if !block {
            modules.push(name.to_owned());
        }
        self.scopes.push(Scope {
            unit: above.unit,
            parent: Some(parent),
            block,
            path,
            modules,
            names: HashMap::new(),
            globs: Vec::new(),
            open: false,
        });
        id
    }

    pub(super) fn items(&mut self, place: &Place, items: Vec<Item>) {
        for item in items {
            self.item(place, item);
        }
    }

    fn item(&mut self, place: &Place, item: Item) {
        let attributes = flatten(attributes_of(&item));
        let cfg = all(place.cfg.clone().into_iter().chain(own_cfg(&attributes)));
        if is_never(cfg.as_ref()) {
            return;
        }
        let scope = place.scope;
        match &item {
            Item::Use(node) => {
                self.scopes[scope].import(node.leading_colon.is_some(), &node.tree);
            }
            Item::ExternCrate(node) => {
                let name = node.rename.as_ref().map_or(&node.ident, |(_, name)| name);
                let target = super::UsePath {
                    absolute: true,
                    segments: vec![name_of(&node.ident)],
                };
                self.scopes[scope].define(name_of(name), Definition::Import(target));
                return;
            }
            Item::Struct(node) => self.define_type(scope, &node.ident),
            Item::Enum(node) => self.define_type(scope, &node.ident),
            Item::Union(node) => self.define_type(scope, &node.ident),
            Item::Trait(node) => self.define_type(scope, &node.ident),
            Item::Type(node) => {
                let name = name_of(&node.ident);
                let path = self.scopes[scope].path_of(&name);
                let alias = AliasDefinition {
                    path,
                    scope,
                    generics: node.generics.clone(),
                    target: node.ty.clone(),
                };
                self.scopes[scope].define(name, Definition::Alias(Rc::new(alias)));
            }
            Item::Fn(node) => {
                let name = name_of(&node.sig.ident);
                self.block(place, cfg.clone(), &name, &node.block);
            }
            Item::Impl(node) => {
                for method in &node.items {
                    if let syn::ImplItem::Fn(method) = method {
                        let name = name_of(&method.sig.ident);
                        self.block(place, cfg.clone(), &name, &method.block);
                    }
                }
            }
            _ => {}
        }
        match item {
            Item::Mod(node) => {
                if attributes.iter().any(|each| each.last_name() == "napi") {
                    self.items.push(RawItem {
                        scope,
                        file: place.location.file,
                        cfg: cfg.clone(),
                        attributes: attributes.clone(),
                        module: place.module.clone(),
                        from_macro: place.from_macro,
                        node: RawNode::Item(Box::new(Item::Mod(shell(&node)))),
                    });
                }
                self.module(place, cfg, &attributes, node);
            }
            Item::Macro(node) => self.macro_item(place, cfg, attributes, node),
            // What carries no attribute of a macro is nothing to keep in memory.
            item if attributes.iter().any(|each| !each.is("doc")) || is_trait_impl(&item) => {
                self.items.push(RawItem {
                    scope,
                    file: place.location.file,
                    cfg,
                    attributes,
                    module: place.module.clone(),
                    from_macro: place.from_macro,
                    node: RawNode::Item(Box::new(item)),
                });
            }
            _ => {}
        }
    }

    fn define_type(&mut self, scope: ScopeId, ident: &syn::Ident) {
        let name = name_of(ident);
        let path = self.scopes[scope].path_of(&name);
        self.scopes[scope].define(name, Definition::Type(path.into()));
    }

    fn module(
        &mut self,
        place: &Place,
        cfg: Option<Cfg>,
        attributes: &[FlatAttribute],
        node: syn::ItemMod,
    ) {
        let name = name_of(&node.ident);
        let scope = self.child(place.scope, &name, false);
        self.scopes[place.scope].define(name.clone(), Definition::Module(scope));
        let inline = Rc::new(InlineModule {
            name: name.clone(),
            attributes: attributes.to_vec(),
            scope: place.scope,
        });
        if let Some((_, items)) = node.content {
            let place = Place {
                scope,
                location: place.location.inline(&name, attributes),
                cfg,
                module: Some(inline),
                from_macro: place.from_macro,
            };
            self.items(&place, items);
            return;
        }
        match module_files(&place.location, &name, attributes) {
            Ok(files) => {
                let at = self.sources.files[place.location.file].span_of(node.ident.span());
                for file in files {
                    let when = all(cfg.clone().into_iter().chain(file.when.clone()));
                    let at = Some(at.clone());
                    self.file(scope, when, &file.path, at, |index, _| file.location(index));
                }
            }
            Err(missing) => {
                self.scopes[scope].open = true;
                let looked: Vec<String> = missing
                    .iter()
                    .map(|path| format!("`{}`", self.sources.relative(path)))
                    .collect();
                for path in &missing {
                    if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
                        self.sources.note_input(folder);
                    }
                }
                let file = &self.sources.files[place.location.file];
                let span = file.span_of(node.ident.span());
                let looked = looked.join(" or ");
                self.sources.diagnostics.push(
                    Diagnostic::new(
                        Code::MissingFile,
                        format!("the file of module `{name}` is not there"),
                        Some(span),
                    )
                    .help(format!("create {looked}, or delete `mod {name};`"))
                    .at(self.scopes[scope].path.join("::")),
                );
            }
        }
    }

    /// Items in the body of a function; only a body with an attribute or an `include!` in it can hold an
    /// item of napi's.
    fn block(&mut self, place: &Place, cfg: Option<Cfg>, name: &str, block: &syn::Block) {
        let open = block.brace_token.span.open().byte_range();
        let close = block.brace_token.span.close().byte_range();
        let text = self.sources.files[place.location.file].text_of(open.start..close.end);
        if place.from_macro || text.contains("#[") || text.contains("include!") {
            let mut found = BlockItems::default();
            found.visit_block(block);
            self.block_items(place, cfg, name, found);
        }
    }

    fn block_items(&mut self, place: &Place, cfg: Option<Cfg>, name: &str, found: BlockItems) {
        if found.items.is_empty() && found.macros.is_empty() {
            return;
        }
        let place = Place {
            scope: self.child(place.scope, name, true),
            location: place.location.clone(),
            cfg,
            module: None,
            from_macro: place.from_macro,
        };
        self.bodies(&place, name, found);
    }

    fn bodies(&mut self, place: &Place, name: &str, found: BlockItems) {
        for mac in found.macros {
            if mac.path.is_ident("include") {
                if let Some(path) = self.included(place, &mac.tokens) {
                    self.include_expression(place, &path, name, &mac);
                }
            } else {
                let item = syn::ItemMacro {
                    attrs: Vec::new(),
                    ident: None,
                    mac,
                    semi_token: None,
                };
                self.item(place, Item::Macro(item));
            }
        }
        self.items(place, found.items);
    }

    /// In a body, `include!` takes a file that is one expression.
    fn include_expression(&mut self, place: &Place, path: &Path, name: &str, mac: &syn::Macro) {
        let at = self.sources.files[place.location.file].span_of_node(&mac.path);
        let Some((file, expression)) = self.open::<syn::Expr>(place.scope, path, Some(at)) else {
            return;
        };
        let place = Place {
            location: Location::owner(file, path),
            ..place.clone()
        };
        let mut found = BlockItems::default();
        found.visit_expr(&expression);
        // What it holds stands in the same body.
        self.bodies(&place, name, found);
        self.open_files.pop();
    }
}

/// What stands directly in a body, at any depth of its expressions.
#[derive(Default)]
struct BlockItems {
    items: Vec<Item>,
    /// Those that may hold or make items of napi's.
    macros: Vec<syn::Macro>,
}

impl<'ast> Visit<'ast> for BlockItems {
    fn visit_item(&mut self, item: &'ast Item) {
        self.items.push(item.clone());
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        if mac.path.is_ident("include") || mentions_napi(&mac.tokens) {
            self.macros.push(mac.clone());
        }
    }
}

/// `impl Task for X` counts without `#[napi]` too.
fn is_trait_impl(item: &Item) -> bool {
    matches!(item, Item::Impl(node) if node.trait_.is_some())
}

/// A module without what is in it.
fn shell(node: &syn::ItemMod) -> syn::ItemMod {
    syn::ItemMod {
        attrs: Vec::new(),
        vis: node.vis.clone(),
        unsafety: node.unsafety,
        mod_token: node.mod_token,
        ident: node.ident.clone(),
        content: node.content.as_ref().map(|(brace, _)| (*brace, Vec::new())),
        semi: node.semi,
    }
}
