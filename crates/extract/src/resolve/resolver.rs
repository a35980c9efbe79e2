//! Paths: imports, renames, globs, `self`, `super`, `crate`, and the crates around.

use std::collections::{BTreeMap, HashMap, HashSet};

use syn::{Generics, Type};

use super::known;
use crate::source::{Definition, Scope, ScopeId, UsePath};

/// What a crate's code calls other crates.
pub(crate) struct CrateNames {
    pub(crate) root: ScopeId,
    /// Name in code → real name.
    pub(crate) externs: BTreeMap<String, String>,
}

/// What a path stands for.
pub(crate) enum Target<'a> {
    Module(ScopeId),
    /// A type of a crate that is read, by its Rust path.
    Type(&'a str),
    Alias {
        path: &'a str,
        generics: &'a Generics,
        target: &'a Type,
        /// In which its names mean something.
        scope: ScopeId,
    },
    /// Something of a crate that is not read.
    External(Vec<String>),
    Primitive(String),
    /// Nothing that was found; `sure` if nothing could have hidden it.
    Unknown {
        sure: bool,
    },
}

/// Longest chain of imports that is followed.
const MOST_STEPS: usize = 24;

/// All scopes, and the crates around.
pub(crate) struct Resolver {
    pub(crate) scopes: Vec<Scope>,
    /// By index of the crate.
    pub(crate) crates: Vec<CrateNames>,
    /// Crates that are read, by their name in code.
    pub(crate) read: HashMap<String, ScopeId>,
    /// Rust paths of the types that are items.
    pub(crate) exported: HashSet<String>,
}

impl Resolver {
    /// One path for a type of a crate that is not read.
    pub(crate) fn canonical(segments: &[String]) -> String {
        known::canonical(segments)
    }

    /// What a path means, seen from a scope.
    pub(crate) fn resolve(&self, scope: ScopeId, path: &UsePath) -> Target<'_> {
        self.path(scope, path, MOST_STEPS)
    }

    fn path(&self, scope: ScopeId, path: &UsePath, steps: usize) -> Target<'_> {
        let Some((first, rest)) = path.segments.split_first() else {
            return Target::Unknown { sure: false };
        };
        if steps == 0 {
            return Target::Unknown { sure: false };
        }
        let unit = self.scopes[scope].unit;
        let mut rest = rest;
        let mut target = if path.absolute {
            self.extern_crate(unit, first)
                .unwrap_or_else(|| Target::External(vec![first.clone()]))
        } else {
            match first.as_str() {
                "crate" | "$crate" => Target::Module(self.crates[unit].root),
                "self" => Target::Module(self.module_of(scope)),
                "super" => {
                    let mut module = self.above(scope);
                    while let Some(("super", more)) = rest
                        .split_first()
                        .map(|(first, more)| (first.as_str(), more))
                    {
                        module = self.above(module);
                        rest = more;
                    }
                    Target::Module(module)
                }
                name => self.first(scope, name, !rest.is_empty(), steps),
            }
        };
        for name in rest {
            target = match target {
                Target::Module(module) => {
                    self.in_scope(module, name, steps - 1)
                        .unwrap_or(Target::Unknown {
                            sure: !self.scopes[module].open,
                        })
                }
                Target::External(mut segments) => {
                    segments.push(name.clone());
                    Target::External(segments)
                }
                Target::Primitive(_) | Target::Type(_) | Target::Alias { .. } => {
                    Target::Unknown { sure: false }
                }
                unknown @ Target::Unknown { .. } => unknown,
            };
        }
        target
    }

    fn module_of(&self, mut scope: ScopeId) -> ScopeId {
        while self.scopes[scope].block {
            let Some(parent) = self.scopes[scope].parent else {
                break;
            };
            scope = parent;
        }
        scope
    }

    fn above(&self, scope: ScopeId) -> ScopeId {
        let module = self.module_of(scope);
        self.scopes[module]
            .parent
            .map_or(module, |parent| self.module_of(parent))
    }

    fn extern_crate(&self, unit: usize, name: &str) -> Option<Target<'_>> {
        if matches!(name, "std" | "core" | "alloc") {
            return Some(Target::External(vec!["std".to_owned()]));
        }
        let real = self.crates[unit].externs.get(name)?;
        Some(match self.read.get(real) {
            Some(root) => Target::Module(*root),
            None => Target::External(vec![real.clone()]),
        })
    }

    /// The first segment of a path.
    fn first(&self, scope: ScopeId, name: &str, leads: bool, steps: usize) -> Target<'_> {
        let unit = self.scopes[scope].unit;
        let (mut at, mut open) = (scope, false);
        loop {
            // An attribute macro and a crate may share a name (`napi`): what leads a path is a crate
            // unless a module or type of that name stands here.
            let found = if leads {
                self.own(at, name)
            } else {
                self.in_scope(at, name, steps - 1)
            };
            match found {
                Some(Target::Unknown { .. }) => open = true,
                Some(found) => return found,
                None => {}
            }
            open |= self.is_open(at, steps - 1);
            match self.scopes[at].parent {
                Some(parent) if self.scopes[at].block => at = parent,
                _ => break,
            }
        }
        if let Some(found) = self.extern_crate(unit, name) {
            return found;
        }
        if leads {
            let mut at = scope;
            loop {
                if let Some(found) = self.in_scope(at, name, steps - 1) {
                    return found;
                }
                match self.scopes[at].parent {
                    Some(parent) if self.scopes[at].block => at = parent,
                    _ => break,
                }
            }
        }
        if let Some(path) = known::prelude(name) {
            return Target::External(path.split("::").map(str::to_owned).collect());
        }
        if known::is_primitive(name) {
            return Target::Primitive(name.to_owned());
        }
        Target::Unknown { sure: !open }
    }

    /// Whether a scope may hold names that were not seen.
    fn is_open(&self, scope: ScopeId, steps: usize) -> bool {
        let here = &self.scopes[scope];
        here.open
            || steps == 0
            || here
                .globs
                .iter()
                .any(|glob| match self.path(scope, glob, steps) {
                    Target::Module(module) => module != scope && self.is_open(module, steps / 2),
                    Target::External(path) => known::glob_has(&path, "").is_none(),
                    Target::Type(_) => false,
                    _ => true,
                })
    }

    /// A module or type defined in a scope.
    fn own(&self, scope: ScopeId, name: &str) -> Option<Target<'_>> {
        self.scopes[scope]
            .names
            .get(name)?
            .iter()
            .find_map(|definition| match definition {
                Definition::Module(module) => Some(Target::Module(*module)),
                Definition::Type(path) => Some(Target::Type(path)),
                Definition::Alias {
                    path,
                    generics,
                    target,
                } => Some(Target::Alias {
                    path,
                    generics,
                    target,
                    scope,
                }),
                Definition::Import(_) => None,
            })
    }

    /// A name in a scope: its own, imported, or by a glob.
    fn in_scope(&self, scope: ScopeId, name: &str, steps: usize) -> Option<Target<'_>> {
        if steps == 0 {
            return None;
        }
        if let Some(found) = self.own(scope, name) {
            return Some(found);
        }
        let here = &self.scopes[scope];
        let mut unknown = None;
        for definition in here.names.get(name).into_iter().flatten() {
            if let Definition::Import(path) = definition {
                match self.path(scope, path, steps - 1) {
                    found @ Target::Unknown { .. } => unknown = Some(found),
                    found => return Some(found),
                }
            }
        }
        for glob in &here.globs {
            match self.path(scope, glob, steps / 2) {
                Target::Module(module) if module != scope => {
                    if let Some(found) = self.in_scope(module, name, steps / 2) {
                        return Some(found);
                    }
                }
                Target::External(mut path) if known::glob_has(&path, name) == Some(true) => {
                    path.push(name.to_owned());
                    return Some(Target::External(path));
                }
                _ => {}
            }
        }
        unknown
    }
}
