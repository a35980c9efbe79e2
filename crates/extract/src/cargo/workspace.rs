//! The workspace that a crate belongs to.

use std::path::{Path, PathBuf};

use toml::Table;

use super::text::read_text;
use crate::ExtractError;

/// A Cargo.toml as a table.
pub(crate) fn read_table(path: &Path) -> Result<Table, ExtractError> {
    let text = read_text(path).map_err(|source| ExtractError::Read {
        path: path.to_path_buf(),
        source,
    })?;
    text.parse::<Table>().map_err(|source| ExtractError::Toml {
        path: path.to_path_buf(),
        source: Box::new(source),
    })
}

/// Folder of the workspace, and its table; the crate's own where there is none.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Null where the crate stands alone.
    pub(crate) table: Option<Table>,
}

/// Looks upwards for a Cargo.toml with `[workspace]`; a crate as it was published belongs to none.
pub(crate) fn find(folder: &Path, package: &Table) -> Workspace {
    if folder.join("Cargo.toml.orig").is_file() {
        return Workspace {
            root: folder.to_path_buf(),
            table: None,
        };
    }
    let named = package
        .get("package")
        .and_then(|table| table.get("workspace"))
        .and_then(toml::Value::as_str)
        .map(|path| super::super::source::tidy(&folder.join(path)));
    let above = folder.ancestors().map(Path::to_path_buf);
    for root in named.into_iter().chain(above) {
        let manifest = root.join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let Ok(table) = read_table(&manifest) else {
            continue;
        };
        let Some(workspace) = table.get("workspace").and_then(toml::Value::as_table) else {
            continue;
        };
        if excluded(&root, folder, workspace) {
            continue;
        }
        return Workspace {
            root,
            table: Some(table),
        };
    }
    Workspace {
        root: folder.to_path_buf(),
        table: None,
    }
}

fn excluded(root: &Path, folder: &Path, workspace: &Table) -> bool {
    workspace
        .get("exclude")
        .and_then(toml::Value::as_array)
        .is_some_and(|list| {
            list.iter()
                .filter_map(toml::Value::as_str)
                .any(|path| folder.starts_with(root.join(path)))
        })
}
