//! Which crates are read, and in which order.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::Table;

use super::{
    collection::Collection,
    features,
    lock::Lock,
    member::Crate,
    metadata::check_metadata,
    package::{library, text},
    text::read_text,
    workspace::{self, read_table},
};
use crate::{
    ExtractError, Request,
    manifest::{CrateInfo, Diagnostic},
    source::relative_path,
};

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
    /// Features that are surely on; empty for the addon, whose features are the reader's to judge.
    pub(crate) features: Vec<String>,
    /// Folder of a crate that was found in a registry's sources.
    pub(crate) published: Option<PathBuf>,
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
    /// Version of Node-API that the addon is built for.
    pub(crate) node_api: Option<u8>,
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
    let lock_file = found.root.join("Cargo.lock");
    let lock_text = read_text(&lock_file).unwrap_or_default();
    if lock_file.is_file() {
        inputs.push(lock_file);
    }
    let lock = Lock::read(&lock_text);
    let asked = request.features.iter().cloned();
    let features = features::resolve(&table, asked.chain(["default".to_owned()]));
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
        napi_derive: lock.highest("napi-derive").map(str::to_owned),
        features,
    };
    let library = library(&table, &folder);
    if !library.is_file() {
        return Err(ExtractError::NoLibrary { path: library });
    }
    let addon = Crate::new(name, library, None, table.clone(), &folder, &found);
    let mut collection = Collection::new(&lock, request.cargo_home(), addon, &folder, inputs);
    for folder in &request.with {
        collection.add_further(&absolute(folder)?)?;
    }
    collection.add_all(&found, &info.features);
    collection.resolve_features(&info.features);
    let node_api = collection.node_api(&info.features);
    let (units, mut inputs) = collection.finish();
    inputs.extend(
        units
            .iter()
            .filter(|unit| unit.published.is_none())
            .filter_map(|unit| unit.library.parent().map(Path::to_path_buf)),
    );
    Ok(Plan {
        root,
        info,
        units,
        inputs,
        diagnostics,
        node_api,
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

pub(super) fn name_of(table: &Table) -> Option<&str> {
    table.get("package")?.get("name")?.as_str()
}
