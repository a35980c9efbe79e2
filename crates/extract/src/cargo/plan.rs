//! Which crates are read, and in which order.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use toml::Table;

use super::{
    features, lock,
    metadata::check_metadata,
    package::{Dependency, dependencies, library, library_name, text},
    workspace::{self, Workspace, read_table},
};
use crate::{
    ExtractError, Request,
    manifest::{CrateInfo, Diagnostic},
    source::relative_path,
};

/// Crates that define the border itself; their items are no part of a surface.
const OURS: [&str; 6] = [
    "ferrotype",
    "ferrotype-macros",
    "napi",
    "napi-derive",
    "napi-derive-backend",
    "napi-build",
];

/// A crate that is read.
pub(crate) struct Unit {
    /// Package name.
    pub(crate) package: String,
    /// Root file of the library.
    pub(crate) library: PathBuf,
    /// Leads the paths of its items; null for the addon itself.
    pub(crate) prefix: Option<String>,
    /// Names of other crates in its code, with the name they really have there.
    pub(crate) externs: BTreeMap<String, String>,
}

impl Unit {
    /// Whether the author crate is among its dependencies.
    pub(crate) fn uses_author_crate(&self) -> bool {
        self.externs.values().any(|name| name == "ferrotype")
    }
}

/// What is to be read.
pub(crate) struct Plan {
    pub(crate) root: PathBuf,
    pub(crate) info: CrateInfo,
    /// The addon first.
    pub(crate) units: Vec<Unit>,
    /// Cargo.toml and Cargo.lock files, and source folders.
    pub(crate) inputs: Vec<PathBuf>,
    /// What is wrong in the addon's Cargo.toml.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the Cargo.toml files.
pub(crate) fn plan(request: &Request) -> Result<Plan, ExtractError> {
    let folder = absolute(&request.crate_folder)?;
    let manifest = folder.join("Cargo.toml");
    let table = read_table(&manifest)?;
    let Some(name) = name_of(&table) else {
        return Err(ExtractError::NoPackage { path: manifest });
    };
    let found = workspace::find(&folder, &table);
    let root = match &request.workspace_root {
        Some(root) => absolute(root)?,
        None => found.root.clone(),
    };
    let diagnostics = check_metadata(relative_path(&root, &manifest), &manifest);
    let mut inputs = vec![manifest, found.root.join("Cargo.toml")];
    let lock = found.root.join("Cargo.lock");
    let lock_text = std::fs::read_to_string(&lock).unwrap_or_default();
    if lock.is_file() {
        inputs.push(lock);
    }
    let metadata = |key: &str| {
        let value = table.get("package")?.get("metadata")?.get("ferrotype")?;
        value.get(key)?.as_str().map(str::to_owned)
    };
    let info = CrateInfo {
        name: name.to_owned(),
        version: text(&table, &found, "version").unwrap_or_else(|| "0.0.0".to_owned()),
        package: metadata("package").unwrap_or_else(|| name.to_owned()),
        license: text(&table, &found, "license"),
        repository: text(&table, &found, "repository"),
        description: text(&table, &found, "description"),
        root: relative_path(&root, &folder),
        features: features::resolve(&table, &request.features),
        napi_derive: lock::version_of(&lock_text, "napi-derive"),
    };
    let library = library(&table, &folder);
    if !library.is_file() {
        return Err(ExtractError::NoLibrary { path: library });
    }
    let addon = unit(name, library, None, &table, &folder, &found);
    let mut collection = Collection {
        seen: BTreeSet::from([folder.clone()]),
        units: vec![addon],
        inputs,
    };
    for folder in &request.with {
        collection.add_further(&absolute(folder)?)?;
    }
    collection.add_below(dependencies(&table, &folder, &found), &found);
    let Collection {
        mut units,
        mut inputs,
        ..
    } = collection;
    units[1..].sort_by(|a, b| a.package.cmp(&b.package));
    inputs.extend(
        units
            .iter()
            .filter_map(|unit| unit.library.parent().map(Path::to_path_buf)),
    );
    Ok(Plan {
        root,
        info,
        units,
        inputs,
        diagnostics,
    })
}

fn absolute(path: &Path) -> Result<PathBuf, ExtractError> {
    let read = |source| ExtractError::Read {
        path: path.to_path_buf(),
        source,
    };
    let absolute = std::fs::canonicalize(path).map_err(read)?;
    // Windows: `\\?\C:\…` is not what cargo prints.
    let text = absolute.to_string_lossy();
    Ok(match text.strip_prefix(r"\\?\") {
        Some(rest) if !rest.starts_with("UNC") => PathBuf::from(rest),
        _ => absolute,
    })
}

fn unit(
    package: &str,
    library: PathBuf,
    prefix: Option<String>,
    table: &Table,
    folder: &Path,
    workspace: &Workspace,
) -> Unit {
    let externs = dependencies(table, folder, workspace)
        .into_iter()
        .map(|(name, Dependency { package, .. })| (name, package.replace('-', "_")))
        .collect();
    Unit {
        package: package.to_owned(),
        library,
        prefix,
        externs,
    }
}

/// Crates as they are found.
struct Collection {
    /// Folders that were looked at.
    seen: BTreeSet<PathBuf>,
    units: Vec<Unit>,
    inputs: Vec<PathBuf>,
}

impl Collection {
    /// A crate that was asked for by name, with what it depends on.
    fn add_further(&mut self, folder: &Path) -> Result<(), ExtractError> {
        if !self.seen.insert(folder.to_path_buf()) {
            return Ok(());
        }
        let manifest = folder.join("Cargo.toml");
        let table = read_table(&manifest)?;
        let Some(name) = name_of(&table) else {
            return Err(ExtractError::NoPackage { path: manifest });
        };
        let workspace = workspace::find(folder, &table);
        let library = library(&table, folder);
        if !library.is_file() {
            return Err(ExtractError::NoLibrary { path: library });
        }
        let prefix = library_name(&table, name);
        self.inputs.push(manifest);
        self.units.push(unit(
            name,
            library,
            Some(prefix),
            &table,
            folder,
            &workspace,
        ));
        self.add_below(dependencies(&table, folder, &workspace), &workspace);
        Ok(())
    }

    /// Follows path dependencies; those that use napi-derive or ferrotype are read.
    fn add_below(&mut self, list: BTreeMap<String, Dependency>, workspace: &Workspace) {
        for dependency in list.into_values() {
            self.add(&dependency, workspace);
        }
    }

    fn add(&mut self, dependency: &Dependency, workspace: &Workspace) {
        let Some(folder) = &dependency.folder else {
            return;
        };
        let known = |units: &[Unit]| units.iter().any(|each| each.package == dependency.package);
        if OURS.contains(&dependency.package.as_str())
            || known(&self.units)
            || !self.seen.insert(folder.clone())
        {
            return;
        }
        let manifest = folder.join("Cargo.toml");
        // A dependency that is not there is cargo's to report.
        let Ok(table) = read_table(&manifest) else {
            return;
        };
        self.inputs.push(manifest);
        // A path dependency may belong to another workspace.
        let own = if folder.starts_with(&workspace.root) {
            None
        } else {
            Some(workspace::find(folder, &table))
        };
        let workspace = own.as_ref().unwrap_or(workspace);
        let below = dependencies(&table, folder, workspace);
        let uses_napi = below
            .values()
            .any(|each| matches!(each.package.as_str(), "napi-derive" | "ferrotype"));
        let library = library(&table, folder);
        if uses_napi && library.is_file() {
            let prefix = library_name(&table, &dependency.package);
            let package = &dependency.package;
            let unit = unit(package, library, Some(prefix), &table, folder, workspace);
            self.units.push(unit);
        }
        self.add_below(below, workspace);
    }
}

fn name_of(table: &Table) -> Option<&str> {
    table.get("package")?.get("name")?.as_str()
}
