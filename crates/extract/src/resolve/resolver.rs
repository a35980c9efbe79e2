//! Paths: imports, renames, globs, `self`, `super`, `crate`, and the crates around.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

use super::{known, memo::Memo};
use crate::source::{AliasDefinition, Definition, Scope, ScopeId, UsePath};

/// What a crate's code calls other crates.
pub(crate) struct CrateNames {
    pub(crate) root: ScopeId,
    /// Name in code → real name.
    pub(crate) externs: BTreeMap<String, String>,
}

/// What a path stands for.
#[derive(Clone)]
pub(crate) enum Target {
    Module(ScopeId),
    /// A type of a crate that is read, by its Rust path.
    Type(Rc<str>),
    Alias(Rc<AliasDefinition>),
    /// Something of a crate that is not read.
    External(Vec<String>),
    Primitive(String),
    /// Nothing that was found; `sure` if nothing could have hidden it.
    Unknown {
        sure: bool,
    },
}

/// The `JsValue` of an `impl Task`.
pub(crate) struct TaskValue {
    /// In which its names mean something.
    pub(crate) scope: ScopeId,
    pub(crate) syntax: syn::Type,
}

/// All scopes, and the crates around.
pub(crate) struct Resolver {
    scopes: Vec<Scope>,
    /// By index of the crate.
    crates: Vec<CrateNames>,
    /// Crates that are read, by their name in code.
    read: HashMap<String, ScopeId>,
    /// Rust paths of the types that are items.
    pub(crate) exported: HashSet<String>,
    /// What the promise of an `impl Task` gives, by the Rust path of its type.
    pub(crate) tasks: HashMap<String, TaskValue>,
    memo: RefCell<Memo>,
    /// Scopes whose globs are being looked at, so that a glob that leads nowhere ends there.
    opening: RefCell<HashSet<ScopeId>>,
}

impl Resolver {
    pub(crate) fn new(
        scopes: Vec<Scope>,
        crates: Vec<CrateNames>,
        read: HashMap<String, ScopeId>,
    ) -> Self {
        Self {
            scopes,
            crates,
            read,
            exported: HashSet::new(),
            tasks: HashMap::new(),
            memo: RefCell::default(),
            opening: RefCell::default(),
        }
    }

    /// One path for a type of a crate that is not read.
    pub(crate) fn canonical(segments: &[String]) -> String {
        known::canonical(segments)
    }

    pub(crate) fn scope(&self, scope: ScopeId) -> &Scope {
        &self.scopes[scope]
    }

    /// What a path means, seen from a scope.
    pub(crate) fn resolve(&self, scope: ScopeId, path: &UsePath) -> Target {
        let Some((first, mut rest)) = path.segments.split_first() else {
            return Target::Unknown { sure: false };
        };
        let unit = self.scopes[scope].unit;
        let mut target = if path.absolute {
            self.extern_crate(unit, first)
                .unwrap_or_else(|| Target::External(vec![first.clone()]))
        } else {
            match first.as_str() {
                "crate" | "$crate" => Target::Module(self.crates[unit].root),
                "self" => Target::Module(self.module_of(scope)),
                "super" => {
                    let mut module = self.above(scope);
                    while let Some((next, more)) = rest.split_first() {
                        if next != "super" {
                            break;
                        }
                        module = self.above(module);
                        rest = more;
                    }
                    Target::Module(module)
                }
                name if rest.is_empty() => self.single(scope, name),
                name => self.leading(scope, name),
            }
        };
        for name in rest {
            target = match target {
                Target::Module(module) => self.in_scope(module, name).unwrap_or(Target::Unknown {
                    sure: !self.scopes[module].open,
                }),
                Target::External(mut segments) => {
                    segments.push(name.clone());
                    Target::External(segments)
                }
                Target::Primitive(_) | Target::Type(_) | Target::Alias(_) => {
                    Target::Unknown { sure: false }
                }
                unknown @ Target::Unknown { .. } => unknown,
            };
        }
        target
    }

    fn module_of(&self, mut scope: ScopeId) -> ScopeId {
        while let (true, Some(parent)) = (self.scopes[scope].block, self.scopes[scope].parent) {
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

    /// The scope, and the scopes around it whose names are seen in it.
    fn around(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> {
        std::iter::successors(Some(scope), |at| {
            let here = &self.scopes[*at];
            here.parent.filter(|_| here.block)
        })
    }

    fn extern_crate(&self, unit: usize, name: &str) -> Option<Target> {
        if matches!(name, "std" | "core" | "alloc") {
            return Some(Target::External(vec!["std".to_owned()]));
        }
        let real = self.crates[unit].externs.get(name)?;
        Some(match self.read.get(real) {
            Some(root) => Target::Module(*root),
            None => Target::External(vec![real.clone()]),
        })
    }

    /// The first segment of a longer path. An attribute macro and a crate may share a name (`napi`):
    /// a crate it is, unless a module or type of that name stands here.
    fn leading(&self, scope: ScopeId, name: &str) -> Target {
        self.around(scope)
            .find_map(|at| self.own(at, name))
            .or_else(|| self.extern_crate(self.scopes[scope].unit, name))
            .or_else(|| self.around(scope).find_map(|at| self.in_scope(at, name)))
            .unwrap_or_else(|| self.outside(scope, name))
    }

    /// A path of one segment.
    fn single(&self, scope: ScopeId, name: &str) -> Target {
        let found = self.around(scope).find_map(|at| {
            self.in_scope(at, name)
                .filter(|found| !matches!(found, Target::Unknown { .. }))
        });
        found
            .or_else(|| self.extern_crate(self.scopes[scope].unit, name))
            .unwrap_or_else(|| self.outside(scope, name))
    }

    /// What needs no import.
    fn outside(&self, scope: ScopeId, name: &str) -> Target {
        if let Some(path) = known::prelude(name) {
            return Target::External(path.split("::").map(str::to_owned).collect());
        }
        if known::is_primitive(name) {
            return Target::Primitive(name.to_owned());
        }
        let hidden = self
            .around(scope)
            .any(|at| self.scopes[at].names.contains_key(name) || self.is_open(at));
        Target::Unknown { sure: !hidden }
    }

    /// Whether a scope may hold names that were not seen.
    fn is_open(&self, scope: ScopeId) -> bool {
        if !self.opening.borrow_mut().insert(scope) {
            return true;
        }
        let open = self.has_open_glob(scope);
        self.opening.borrow_mut().remove(&scope);
        open
    }

    fn has_open_glob(&self, scope: ScopeId) -> bool {
        let (mut waiting, mut seen) = (vec![scope], HashSet::from([scope]));
        while let Some(at) = waiting.pop() {
            if self.scopes[at].open {
                return true;
            }
            for glob in &self.scopes[at].globs {
                match self.resolve(at, glob) {
                    Target::Module(module) if seen.insert(module) => waiting.push(module),
                    Target::Module(_) | Target::Type(_) => {}
                    Target::External(path) if known::glob_has(&path, "").is_some() => {}
                    _ => return true,
                }
            }
        }
        false
    }

    /// A module or type defined in a scope.
    fn own(&self, scope: ScopeId, name: &str) -> Option<Target> {
        self.scopes[scope]
            .names
            .get(name)?
            .iter()
            .find_map(|definition| match definition {
                Definition::Module(module) => Some(Target::Module(*module)),
                Definition::Type(path) => Some(Target::Type(Rc::clone(path))),
                Definition::Alias(alias) => Some(Target::Alias(Rc::clone(alias))),
                Definition::Import(_) => None,
            })
    }

    /// A name in a scope: its own, imported, or by a glob.
    fn in_scope(&self, scope: ScopeId, name: &str) -> Option<Target> {
        if let Some(found) = self.own(scope, name) {
            return Some(found);
        }
        let entered = self.memo.borrow_mut().enter(scope, name);
        match entered {
            Ok(()) => {
                let found = self.imported(scope, name);
                self.memo.borrow_mut().leave(scope, name, found)
            }
            Err(known) => known,
        }
    }

    fn imported(&self, scope: ScopeId, name: &str) -> Option<Target> {
        let here = &self.scopes[scope];
        let mut unknown = None;
        for definition in here.names.get(name).into_iter().flatten() {
            if let Definition::Import(path) = definition {
                match self.resolve(scope, path) {
                    found @ Target::Unknown { .. } => unknown = Some(found),
                    found => return Some(found),
                }
            }
        }
        for glob in &here.globs {
            match self.resolve(scope, glob) {
                Target::Module(module) if module != scope => {
                    if let Some(found) = self.in_scope(module, name) {
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
