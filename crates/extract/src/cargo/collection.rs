//! The crates of an addon, as they are found: itself, those asked for, its path dependencies, and those
//! of its dependencies from a registry whose sources cargo has unpacked.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    features,
    lock::Lock,
    member::Crate,
    node_api,
    package::{Dependency, library, library_name},
    plan::{Unit, name_of},
    registry::Registry,
    workspace::{self, Workspace, read_table},
};
use crate::ExtractError;

/// Crates that define the border itself; their items are no part of a surface.
const OURS: [&str; 6] = [
    "ferrotype",
    "ferrotype-macros",
    "napi",
    "napi-derive",
    "napi-derive-backend",
    "napi-build",
];

/// A crate that brings `#[napi]` to those that depend on it.
fn brings_napi(package: &str) -> bool {
    matches!(package, "napi-derive" | "ferrotype")
}

pub(super) struct Collection<'a> {
    lock: &'a Lock<'a>,
    registry: Registry,
    /// Folders that were looked at.
    seen: BTreeSet<PathBuf>,
    crates: Vec<Crate>,
    inputs: Vec<PathBuf>,
}

impl<'a> Collection<'a> {
    pub(super) fn new(
        lock: &'a Lock<'a>,
        cargo_home: Option<PathBuf>,
        addon: Crate,
        folder: &Path,
        inputs: Vec<PathBuf>,
    ) -> Self {
        Self {
            lock,
            registry: Registry::of(cargo_home),
            seen: BTreeSet::from([folder.to_path_buf()]),
            crates: vec![addon],
            inputs,
        }
    }

    /// A crate that was asked for.
    pub(super) fn add_further(&mut self, folder: &Path) -> Result<(), ExtractError> {
        if !self.seen.insert(folder.to_path_buf()) {
            return Ok(());
        }
        let manifest = folder.join("Cargo.toml");
        let table = read_table(&manifest)?;
        let Some(name) = name_of(&table).map(str::to_owned) else {
            return Err(ExtractError::NoPackage { path: manifest });
        };
        let workspace = workspace::find(folder, &table);
        let library = library(&table, folder);
        if !library.is_file() {
            return Err(ExtractError::NoLibrary { path: library });
        }
        let prefix = library_name(&table, &name);
        self.inputs.push(manifest);
        let added = Crate::new(&name, library, Some(prefix), table, folder, &workspace);
        self.crates.push(added);
        Ok(())
    }

    /// Everything that those depend on which are there.
    pub(super) fn add_all(&mut self, workspace: &Workspace, addon_features: &[String]) {
        let mut at = 0;
        while at < self.crates.len() {
            let each = &self.crates[at];
            let owner = each.unit.package.clone();
            // The features of the others are not known yet.
            let absent = |name: &str| {
                at == 0
                    && !features::brings(&each.table, addon_features, name)
                    && !features::brings(&each.table, addon_features, &name.replace('_', "-"))
            };
            let below: Vec<Dependency> = (each.dependencies.iter())
                .filter(|(name, each)| !(each.optional && each.folder.is_none() && absent(name)))
                .map(|(_, each)| each.clone())
                .collect();
            for dependency in below {
                let package = dependency.package.as_str();
                let known = |each: &Crate| each.unit.package == package;
                if OURS.contains(&package) || self.crates.iter().any(known) {
                    continue;
                }
                match &dependency.folder {
                    Some(folder) => self.add_path(package, folder, workspace),
                    None => self.add_published(&owner, package),
                }
            }
            at += 1;
        }
    }

    fn add_path(&mut self, package: &str, folder: &Path, workspace: &Workspace) {
        if !self.seen.insert(folder.to_path_buf()) {
            return;
        }
        let manifest = folder.join("Cargo.toml");
        // A dependency that is not there is cargo's to report.
        let Ok(table) = read_table(&manifest) else {
            return;
        };
        self.inputs.push(manifest);
        // A path dependency may belong to another workspace.
        let own = (!folder.starts_with(&workspace.root)).then(|| workspace::find(folder, &table));
        let workspace = own.as_ref().unwrap_or(workspace);
        let library = library(&table, folder);
        let prefix = library_name(&table, package);
        let mut added = Crate::new(package, library, Some(prefix), table, folder, workspace);
        let uses_napi = (added.dependencies.values()).any(|each| brings_napi(&each.package));
        added.read = uses_napi && added.unit.library.is_file();
        self.crates.push(added);
    }

    /// A crate of a registry, and those below it. The lock file tells which of them use napi, so that
    /// the others are not even looked at.
    fn add_published(&mut self, owner: &str, package: &str) {
        let mut waiting = vec![(owner.to_owned(), package.to_owned())];
        let mut seen = BTreeSet::new();
        while let Some((owner, package)) = waiting.pop() {
            let known = |each: &Crate| each.unit.package == package;
            if OURS.contains(&package.as_str()) || self.crates.iter().any(known) {
                continue;
            }
            let Some(locked) = self.lock.dependency(&owner, &package) else {
                continue;
            };
            if !locked.registry || !seen.insert(package.clone()) {
                continue;
            }
            waiting.extend(
                locked
                    .names()
                    .map(|below| (package.clone(), below.to_owned())),
            );
            if !locked.names().any(brings_napi) {
                continue;
            }
            // What cargo has not unpacked stays unresolved.
            let folder = self.registry.folder(&package, locked.version);
            let Some((folder, table)) = folder
                .and_then(|folder| Some((read_table(&folder.join("Cargo.toml")).ok()?, folder)))
                .map(|(table, folder)| (folder, table))
            else {
                continue;
            };
            let library = library(&table, &folder);
            if !library.is_file() {
                continue;
            }
            let prefix = library_name(&table, &package);
            let workspace = workspace::find(&folder, &table);
            let mut added = Crate::new(&package, library, Some(prefix), table, &folder, &workspace);
            // The lock file names an optional dependency only where its feature is on.
            if let Some(feature) = features::bringing(&added.table, "napi-derive") {
                added.unit.features.push(feature.to_owned());
            }
            added.unit.published = Some(folder);
            self.crates.push(added);
        }
    }

    /// The crates to read, the addon first and the others by name, and what decides them.
    pub(super) fn finish(self) -> (Vec<Unit>, Vec<PathBuf>) {
        let mut units: Vec<Unit> = (self.crates.into_iter())
            .filter(|each| each.read)
            .map(|each| each.unit)
            .collect();
        units[1..].sort_by(|a, b| a.package.cmp(&b.package));
        (units, self.inputs)
    }

    /// Version of Node-API that the addon is built for: the highest that anybody asks napi for. To be
    /// called when features are resolved.
    pub(super) fn node_api(&self, addon_features: &[String]) -> Option<u8> {
        let mut asked = self.asked_features(addon_features);
        let mut on = asked.remove("napi").unwrap_or_default();
        if let Some(author_crate) = self.author_crate() {
            on.extend(author_crate.asked_of("napi").map(str::to_owned));
        }
        let napi = (self.lock.highest("napi"))
            .and_then(|version| self.registry.folder("napi", version))
            .and_then(|folder| read_table(&folder.join("Cargo.toml")).ok());
        node_api::highest(on, napi.as_ref())
    }

    /// The crate `ferrotype`, which is not among those that are read.
    fn author_crate(&self) -> Option<Crate> {
        let package = "ferrotype";
        let dependency = (self.crates.iter())
            .flat_map(|each| each.dependencies.values())
            .find(|each| each.package == package)?;
        let folder = match &dependency.folder {
            Some(folder) => folder.clone(),
            None => self.registry.folder(package, self.lock.highest(package)?)?,
        };
        let table = read_table(&folder.join("Cargo.toml")).ok()?;
        let workspace = workspace::find(&folder, &table);
        let library = library(&table, &folder);
        Some(Crate::new(
            package, library, None, table, &folder, &workspace,
        ))
    }

    /// Features of packages that anybody asks for.
    fn asked_features(&self, addon_features: &[String]) -> BTreeMap<String, BTreeSet<String>> {
        let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (index, each) in self.crates.iter().enumerate() {
            let on = if index == 0 {
                addon_features
            } else {
                &each.unit.features
            };
            for dependency in each.dependencies.values() {
                let list = asked.entry(dependency.package.clone()).or_default();
                list.extend(each.asked_of(&dependency.package).map(str::to_owned));
            }
            for (name, feature) in features::forwarded(&each.table, on) {
                if let Some(dependency) = each.dependencies.get(&name.replace('-', "_")) {
                    let list = asked.entry(dependency.package.clone()).or_default();
                    list.insert(feature.to_owned());
                }
            }
        }
        asked
    }

    /// Features of the dependencies: what anybody asks for, until nothing is added.
    pub(super) fn resolve_features(&mut self, addon_features: &[String]) {
        loop {
            let mut asked = self.asked_features(addon_features);
            let mut changed = false;
            for each in &mut self.crates[1..] {
                let list = asked.remove(&each.unit.package).unwrap_or_default();
                let on = features::resolve(
                    &each.table,
                    list.into_iter().chain(each.unit.features.clone()),
                );
                changed |= on != each.unit.features;
                each.unit.features = on;
            }
            if !changed {
                return;
            }
        }
    }
}
