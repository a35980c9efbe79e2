//! One crate: its table with what it inherits from the workspace.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use super::workspace::Workspace;
use crate::source::tidy;

/// A dependency as code sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// Package name, which `package = "…"` may make another than the name in code.
    pub(crate) package: String,
    /// Folder of a path dependency.
    pub(crate) folder: Option<PathBuf>,
    /// Features that are asked for.
    pub(crate) features: Vec<String>,
    /// It is there only where a feature brings it.
    pub(crate) optional: bool,
    /// Its default features are asked for too.
    pub(crate) default_features: bool,
}

/// A string of `[package]`, or of `[workspace.package]` where it says `x.workspace = true`.
pub(crate) fn text(table: &Table, workspace: &Workspace, key: &str) -> Option<String> {
    let value = table.get("package")?.get(key)?;
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    workspace
        .table
        .as_ref()?
        .get("workspace")?
        .get("package")?
        .get(key)?
        .as_str()
        .map(str::to_owned)
}

/// Root file of the library.
pub(crate) fn library(table: &Table, folder: &Path) -> PathBuf {
    let named = table
        .get("lib")
        .and_then(|lib| lib.get("path"))
        .and_then(Value::as_str);
    tidy(&folder.join(named.unwrap_or("src/lib.rs")))
}

/// Name of the library in code.
pub(crate) fn library_name(table: &Table, package: &str) -> String {
    table
        .get("lib")
        .and_then(|lib| lib.get("name"))
        .and_then(Value::as_str)
        .unwrap_or(package)
        .replace('-', "_")
}

/// Dependencies by their name in code, those of all targets included.
pub(crate) fn dependencies(
    table: &Table,
    folder: &Path,
    workspace: &Workspace,
) -> BTreeMap<String, Dependency> {
    let per_target = table
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(|targets| targets.values())
        .filter_map(|target| target.get("dependencies"));
    table
        .get("dependencies")
        .into_iter()
        .chain(per_target)
        .filter_map(Value::as_table)
        .flatten()
        .map(|(name, value)| {
            (
                name.replace('-', "_"),
                dependency(name, value, folder, workspace),
            )
        })
        .collect()
}

fn dependency(name: &str, value: &Value, folder: &Path, workspace: &Workspace) -> Dependency {
    let inherited = (value.get("workspace").and_then(Value::as_bool) == Some(true))
        .then(|| {
            workspace
                .table
                .as_ref()?
                .get("workspace")?
                .get("dependencies")?
                .get(name)
        })
        .flatten();
    let listed = |value: &Value| -> Vec<String> {
        let list = value.get("features").and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    let mut features = listed(value);
    let optional = value.get("optional").and_then(Value::as_bool) == Some(true);
    let (value, base) = match inherited {
        Some(inherited) => {
            features.extend(listed(inherited));
            (inherited, workspace.root.as_path())
        }
        None => (value, folder),
    };
    let default_features = ["default-features", "default_features"]
        .into_iter()
        .find_map(|key| value.get(key)?.as_bool())
        .unwrap_or(true);
    Dependency {
        features,
        default_features,
        optional,
        package: value
            .get("package")
            .and_then(Value::as_str)
            .unwrap_or(name)
            .to_owned(),
        folder: value
            .get("path")
            .and_then(Value::as_str)
            .map(|path| tidy(&base.join(path))),
    }
}
