//! Crates made for one test.

use std::path::Path;

use ferrotype_extract::{Manifest, Request, extract, manifest::Item};
use tempfile::TempDir;

const CARGO_TOML: &str = r#"
[package]
name = "sample"
version = "0.1.0"

[workspace]

[dependencies]
ferrotype = "0.1"
napi = "3"
napi-derive = "3"
"#;

const STAMP: &str = "\nferrotype::stamp!();\n";

/// Writes files below a new folder; a Cargo.toml is added where none is given, and a stamp where
/// `src/lib.rs` does not speak of one.
pub(crate) fn write(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let put = |path: &str, text: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("Cargo.toml", CARGO_TOML.as_bytes());
    for (path, text) in files {
        let unstamped = *path == "src/lib.rs" && !text.contains("stamp");
        let stamp = if unstamped { STAMP } else { "" };
        put(path, format!("{text}{stamp}").as_bytes());
    }
    folder
}

pub(crate) fn read(folder: &Path) -> Manifest {
    extract(&Request::of(folder)).expect("a manifest")
}

/// The manifest of a crate with these files.
pub(crate) fn of_files(files: &[(&str, &str)]) -> Manifest {
    read(write(files).path())
}

/// The manifest of a crate with this root file.
pub(crate) fn of(source: &str) -> Manifest {
    of_files(&[("src/lib.rs", source)])
}

/// The item with this Rust path.
pub(crate) fn item<'a>(manifest: &'a Manifest, id: &str) -> &'a Item {
    manifest
        .items
        .iter()
        .find(|item| item.base().id == id)
        .unwrap_or_else(|| panic!("no item {id} in {:?}", ids(manifest)))
}

pub(crate) fn ids(manifest: &Manifest) -> Vec<&str> {
    manifest
        .items
        .iter()
        .map(|item| item.base().id.as_str())
        .collect()
}

/// The manifest as JSON.
pub(crate) fn json(manifest: &Manifest) -> serde_json::Value {
    serde_json::to_value(manifest).expect("a manifest is JSON")
}
