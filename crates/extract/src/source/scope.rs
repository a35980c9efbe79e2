//! Scopes: what names mean where.

use std::{collections::HashMap, rc::Rc};

use syn::{Generics, Type, UseTree};

/// Index of a scope in the walk.
pub(crate) type ScopeId = usize;

/// A path as a `use` writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UsePath {
    /// It starts with `::`.
    pub(crate) absolute: bool,
    pub(crate) segments: Vec<String>,
}

impl UsePath {
    /// A path as an item writes it, its generic arguments left out.
    pub(crate) fn of(path: &syn::Path) -> Self {
        Self {
            absolute: path.leading_colon.is_some(),
            segments: path
                .segments
                .iter()
                .map(|each| name_of(&each.ident))
                .collect(),
        }
    }
}

/// What a name stands for.
pub(crate) enum Definition {
    Module(ScopeId),
    /// A struct, enum, union or trait of a crate that is read; its Rust path.
    Type(Rc<str>),
    Alias(Rc<AliasDefinition>),
    Import(UsePath),
}

/// A `type`.
pub(crate) struct AliasDefinition {
    /// Its Rust path.
    pub(crate) path: String,
    /// In which its names mean something.
    pub(crate) scope: ScopeId,
    pub(crate) generics: Generics,
    /// What it stands for.
    pub(crate) target: Box<Type>,
}

/// A module, or a block with items in it.
pub(crate) struct Scope {
    /// Index of the crate.
    pub(crate) unit: usize,
    /// The module above, or the scope around a block.
    pub(crate) parent: Option<ScopeId>,
    /// It is a block: names of the scope around it are seen.
    pub(crate) block: bool,
    /// Rust path as items carry it.
    pub(crate) path: Vec<String>,
    /// Module path without functions and without the crate.
    pub(crate) modules: Vec<String>,
    pub(crate) names: HashMap<String, Vec<Definition>>,
    pub(crate) globs: Vec<UsePath>,
    /// A macro call among the items may define anything.
    pub(crate) open: bool,
}

impl Scope {
    /// Rust path of a name in it.
    pub(crate) fn path_of(&self, name: &str) -> String {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        path.join("::")
    }

    pub(crate) fn define(&mut self, name: impl Into<String>, definition: Definition) {
        self.names.entry(name.into()).or_default().push(definition);
    }

    /// Adds what a `use` brings.
    pub(crate) fn import(&mut self, absolute: bool, tree: &UseTree) {
        self.import_tree(absolute, &mut Vec::new(), tree);
    }

    fn import_tree(&mut self, absolute: bool, prefix: &mut Vec<String>, tree: &UseTree) {
        let path = |prefix: &[String], last: Option<String>| UsePath {
            absolute,
            segments: prefix.iter().cloned().chain(last).collect(),
        };
        match tree {
            UseTree::Path(step) => {
                prefix.push(name_of(&step.ident));
                self.import_tree(absolute, prefix, &step.tree);
                prefix.pop();
            }
            UseTree::Name(name) => {
                let name = name_of(&name.ident);
                if name == "self" {
                    if let Some(last) = prefix.last().cloned() {
                        self.define(last, Definition::Import(path(prefix, None)));
                    }
                } else {
                    self.define(name.clone(), Definition::Import(path(prefix, Some(name))));
                }
            }
            UseTree::Rename(rename) => {
                let name = name_of(&rename.ident);
                let last = (name != "self").then_some(name);
                let target = path(prefix, last);
                self.define(name_of(&rename.rename), Definition::Import(target));
            }
            UseTree::Glob(_) => self.globs.push(path(prefix, None)),
            UseTree::Group(group) => {
                for item in &group.items {
                    self.import_tree(absolute, prefix, item);
                }
            }
        }
    }
}

/// An identifier without `r#`.
pub(crate) fn name_of(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
