//! A type of syn's as a tree with resolved paths.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use quote::ToTokens;
use syn::{
    GenericArgument, GenericParam, Generics, Path, PathArguments, ReturnType, Type, TypeParamBound,
    WherePredicate,
};

use super::{Resolver, Target};
use crate::{
    manifest::RustType,
    source::{AliasDefinition, ScopeId, UsePath, name_of},
};

/// Longest chain of aliases that is followed.
const MOST_ALIASES: usize = 16;

/// Reads types in one scope.
pub(crate) struct TypeReader<'a> {
    pub(crate) resolver: &'a Resolver,
    pub(crate) scope: ScopeId,
    /// Type parameters: what stands for them, or nothing where they stay as they are.
    pub(crate) parameters: HashMap<String, Option<RustType>>,
    /// Rust path of `Self`.
    pub(crate) self_path: Option<String>,
    /// Names that are surely not known, with their place.
    pub(crate) unknown: &'a RefCell<Vec<(String, proc_macro2::Span)>>,
    aliases_left: usize,
}

impl<'a> TypeReader<'a> {
    pub(crate) fn new(
        resolver: &'a Resolver,
        scope: ScopeId,
        unknown: &'a RefCell<Vec<(String, proc_macro2::Span)>>,
    ) -> Self {
        Self {
            resolver,
            scope,
            parameters: HashMap::new(),
            self_path: None,
            unknown,
            aliases_left: MOST_ALIASES,
        }
    }

    /// Adds type parameters, those with a callback bound as functions.
    pub(crate) fn with_generics(mut self, generics: &Generics) -> Self {
        let callbacks = callback_bounds(generics);
        for parameter in &generics.params {
            match parameter {
                GenericParam::Type(each) => {
                    let name = name_of(&each.ident);
                    let function = callbacks
                        .get(&name)
                        .map(|(inputs, output)| self.function(inputs.iter(), output));
                    self.parameters.insert(name, function);
                }
                GenericParam::Const(each) => {
                    self.parameters.insert(name_of(&each.ident), None);
                }
                GenericParam::Lifetime(_) => {}
            }
        }
        self
    }

    pub(crate) fn read(&self, syntax: &Type) -> RustType {
        match syntax {
            Type::Path(node) => match &node.qself {
                None => self.path(&node.path),
                Some(_) => other(syntax),
            },
            Type::Reference(node) => RustType::Reference {
                mutable: node.mutability.is_some(),
                target: Box::new(self.read(&node.elem)),
            },
            Type::Slice(node) => RustType::Slice {
                element: Box::new(self.read(&node.elem)),
            },
            Type::Array(node) => RustType::Array {
                element: Box::new(self.read(&node.elem)),
                length: tidy_tokens(&node.len),
            },
            Type::Tuple(node) => RustType::Tuple {
                elements: node.elems.iter().map(|each| self.read(each)).collect(),
            },
            Type::FnPtr(node) => {
                self.function(node.inputs.iter().map(|each| &each.ty), &node.output)
            }
            Type::ImplTrait(node) => self.bounds(syntax, node.bounds.iter()),
            Type::TraitObject(node) => self.bounds(syntax, node.bounds.iter()),
            Type::Group(node) => self.read(&node.elem),
            Type::Paren(node) => self.read(&node.elem),
            _ => other(syntax),
        }
    }

    /// What a function gives back.
    pub(crate) fn returns(&self, output: &ReturnType) -> RustType {
        match output {
            ReturnType::Default => RustType::unit(),
            ReturnType::Type(_, syntax) => self.read(syntax),
        }
    }

    fn function<'t>(
        &self,
        inputs: impl Iterator<Item = &'t Type>,
        output: &ReturnType,
    ) -> RustType {
        RustType::Function {
            parameters: inputs.map(|each| self.read(each)).collect(),
            returns: Box::new(self.returns(output)),
        }
    }

    fn bounds<'t>(
        &self,
        syntax: &Type,
        bounds: impl Iterator<Item = &'t TypeParamBound>,
    ) -> RustType {
        let function = bounds.into_iter().find_map(callback);
        match function {
            Some((inputs, output)) => self.function(inputs.iter(), &output),
            None => other(syntax),
        }
    }

    fn path(&self, path: &Path) -> RustType {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|each| name_of(&each.ident))
            .collect();
        let arguments = self.arguments(path);
        if let [name] = segments.as_slice() {
            if let (Some(own), "Self") = (&self.self_path, name.as_str()) {
                return self.named(own, arguments);
            }
            match self.parameters.get(name) {
                Some(Some(known)) => return known.clone(),
                Some(None) => return plain(name.clone(), arguments),
                None => {}
            }
        }
        let written = UsePath {
            absolute: path.leading_colon.is_some(),
            segments,
        };
        match self.resolver.resolve(self.scope, &written) {
            Target::Type(path) => self.named(&path, arguments),
            Target::Alias(alias) if self.resolver.exported.contains(&alias.path) => {
                self.named(&alias.path, arguments)
            }
            Target::Alias(alias) => self.expand(&alias, arguments),
            Target::External(segments) => {
                let path = Resolver::canonical(&segments);
                let value = self.task_value(&path, &arguments);
                plain(path, arguments.into_iter().chain(value).collect())
            }
            Target::Primitive(name) => plain(name, arguments),
            Target::Module(_) => plain(written.segments.join("::"), arguments),
            Target::Unknown { sure } => {
                let text = written.segments.join("::");
                if sure
                    && !text.starts_with("Self")
                    && let Some(segment) = path.segments.last()
                {
                    let mut unknown = self.unknown.borrow_mut();
                    unknown.push((text.clone(), segment.ident.span()));
                }
                plain(text, arguments)
            }
        }
    }

    /// What `AsyncTask<T>` gives: the `JsValue` of the `impl Task for T`.
    fn task_value(&self, path: &str, arguments: &[RustType]) -> Option<RustType> {
        let ("napi::bindgen_prelude::AsyncTask", [RustType::Path { path: task, .. }]) =
            (path, arguments)
        else {
            return None;
        };
        let value = self.resolver.tasks.get(task)?;
        let mut inner = TypeReader::new(self.resolver, value.scope, self.unknown);
        inner.aliases_left = self.aliases_left.checked_sub(1)?;
        inner.self_path = Some(task.clone());
        Some(inner.read(&value.syntax))
    }

    fn named(&self, path: &str, arguments: Vec<RustType>) -> RustType {
        RustType::Path {
            path: path.to_owned(),
            arguments,
            item: self
                .resolver
                .exported
                .contains(path)
                .then(|| path.to_owned()),
        }
    }

    /// A `type` that napi does not see: what it stands for.
    fn expand(&self, alias: &AliasDefinition, arguments: Vec<RustType>) -> RustType {
        if self.aliases_left == 0 {
            return plain(alias.path.clone(), arguments);
        }
        let mut inner = TypeReader::new(self.resolver, alias.scope, self.unknown);
        inner.aliases_left = self.aliases_left - 1;
        let mut given = arguments.into_iter();
        for parameter in &alias.generics.params {
            let (name, default) = match parameter {
                GenericParam::Type(each) => (
                    name_of(&each.ident),
                    each.default.as_ref().map(|(_, default)| default),
                ),
                GenericParam::Const(each) => (name_of(&each.ident), None),
                GenericParam::Lifetime(_) => continue,
            };
            let value = given.next().or_else(|| {
                let default = default?;
                Some(inner.read(default))
            });
            inner.parameters.insert(name, value);
        }
        inner.read(&alias.target)
    }

    fn arguments(&self, path: &Path) -> Vec<RustType> {
        let Some(last) = path.segments.last() else {
            return Vec::new();
        };
        match &last.arguments {
            PathArguments::None => Vec::new(),
            PathArguments::AngleBracketed(given) => given
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(syntax) => Some(self.read(syntax)),
                    GenericArgument::Const(value) => Some(RustType::Other {
                        text: tidy_tokens(value),
                    }),
                    _ => None,
                })
                .collect(),
            PathArguments::Parenthesized(given) => {
                vec![self.function(given.inputs.iter().map(|each| &each.ty), &given.output)]
            }
        }
    }
}

fn plain(path: String, arguments: Vec<RustType>) -> RustType {
    RustType::Path {
        path,
        arguments,
        item: None,
    }
}

fn other(syntax: &Type) -> RustType {
    RustType::Other {
        text: tidy_tokens(syntax),
    }
}

fn tidy_tokens(node: &impl ToTokens) -> String {
    node.to_token_stream().to_string()
}

type Callback = (Vec<Type>, ReturnType);

/// Inputs and output of a `Fn(A) -> R` bound.
fn callback(bound: &TypeParamBound) -> Option<Callback> {
    let TypeParamBound::Trait(bound) = bound else {
        return None;
    };
    let last = bound.path.segments.last()?;
    let names: HashSet<&str> = HashSet::from(["Fn", "FnMut", "FnOnce"]);
    match &last.arguments {
        PathArguments::Parenthesized(given) if names.contains(last.ident.to_string().as_str()) => {
            Some((
                given.inputs.iter().map(|each| each.ty.clone()).collect(),
                given.output.clone(),
            ))
        }
        _ => None,
    }
}

/// Type parameters that are bound by `Fn(A) -> R`, in the list or in `where`.
fn callback_bounds(generics: &Generics) -> HashMap<String, Callback> {
    let in_list = generics.type_params().filter_map(|each| {
        let found = each.bounds.iter().find_map(callback)?;
        Some((name_of(&each.ident), found))
    });
    let in_where = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates)
        .filter_map(|predicate| {
            let WherePredicate::Type(predicate) = predicate else {
                return None;
            };
            let Type::Path(node) = &predicate.bounded_ty else {
                return None;
            };
            let name = name_of(node.path.get_ident()?);
            Some((name, predicate.bounds.iter().find_map(callback)?))
        });
    in_list.chain(in_where).collect()
}
