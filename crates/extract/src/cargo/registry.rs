//! Sources that cargo has unpacked.

use std::path::{Path, PathBuf};

/// The folders of `$CARGO_HOME/registry/src`, one for each registry.
pub(super) struct Registry {
    folders: Vec<PathBuf>,
}

impl Registry {
    pub(super) fn of(cargo_home: Option<PathBuf>) -> Self {
        let list = |home: PathBuf| std::fs::read_dir(home.join("registry").join("src")).ok();
        let mut folders: Vec<PathBuf> = cargo_home
            .and_then(list)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        folders.sort();
        Self { folders }
    }

    /// Where the sources of a package are.
    pub(super) fn folder(&self, package: &str, version: &str) -> Option<PathBuf> {
        let name = format!("{package}-{version}");
        let folders = self
            .folders
            .iter()
            .map(|folder: &PathBuf| folder.join(&name));
        folders
            .into_iter()
            .find(|folder: &PathBuf| Path::is_dir(folder))
    }
}
