//! A crate of an addon, with what its Cargo.toml says.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::Table;

use super::{
    package::{Dependency, dependencies},
    plan::Unit,
    workspace::Workspace,
};

/// A crate with its Cargo.toml.
pub(super) struct Crate {
    pub(super) unit: Unit,
    /// It has items to read; without, it only leads to others.
    pub(super) read: bool,
    pub(super) table: Table,
    pub(super) dependencies: BTreeMap<String, Dependency>,
}

impl Crate {
    pub(super) fn new(
        package: &str,
        library: PathBuf,
        prefix: Option<String>,
        table: Table,
        folder: &Path,
        workspace: &Workspace,
    ) -> Self {
        let dependencies = dependencies(&table, folder, workspace);
        let externs = dependencies
            .iter()
            .map(|(name, each)| (name.clone(), each.package.replace('-', "_")))
            .collect();
        Self {
            unit: Unit {
                package: package.to_owned(),
                library,
                prefix,
                externs,
                features: Vec::new(),
                published: None,
            },
            read: true,
            table,
            dependencies,
        }
    }

    /// Features of a package that its Cargo.toml asks for in any case.
    pub(super) fn asked_of(&self, package: &str) -> impl Iterator<Item = &str> {
        (self.dependencies.values())
            .filter(move |each| each.package == package)
            .flat_map(|each| {
                let listed = each.features.iter().map(String::as_str);
                listed.chain(each.default_features.then_some("default"))
            })
    }
}
