//! The phases, one after another.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::{
    cargo::{self, Plan},
    check::{check_duplicates, check_stamp},
    contract::contract,
    manifest::{Item, Manifest},
    naming::Naming,
    read,
    resolve::{CrateNames, Resolver},
    source::{REGISTRY, STACK_BYTES, Sources, Walk},
};

/// What is to be read.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Folder with the Cargo.toml of the addon.
    pub crate_folder: PathBuf,
    /// Features asked for, besides the default ones.
    pub features: Vec<String>,
    /// Folder that paths are relative to; else the workspace's.
    pub workspace_root: Option<PathBuf>,
    /// Folders of further crates whose `#[napi]` items belong to the addon.
    pub with: Vec<PathBuf>,
    /// Folder of cargo's own files; else `CARGO_HOME`, or `.cargo` in the home folder.
    pub cargo_home: Option<PathBuf>,
}

impl Request {
    /// A crate with its default features.
    pub fn of(crate_folder: impl AsRef<Path>) -> Self {
        Self {
            crate_folder: crate_folder.as_ref().to_path_buf(),
            ..Self::default()
        }
    }

    /// Where cargo keeps the sources of registries.
    pub(crate) fn cargo_home(&self) -> Option<PathBuf> {
        self.cargo_home
            .clone()
            .or_else(|| std::env::var_os("CARGO_HOME").map(PathBuf::from))
            .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
    }
}

/// Why there is no manifest.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A Cargo.toml is no TOML.
    #[error("{} is not valid TOML: {source}", path.display())]
    Toml {
        /// Which one.
        path: PathBuf,
        /// Why, with line and column.
        source: Box<toml::de::Error>,
    },
    /// A Cargo.toml without a package.
    #[error("{} has no [package] with a name; give the folder of the addon's crate, not of the workspace", path.display())]
    NoPackage {
        /// Which one.
        path: PathBuf,
    },
    /// The library's root file is not there.
    #[error("{} is not there; an addon is a library: create it, or set [lib] path in Cargo.toml", path.display())]
    NoLibrary {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The operating system gave no thread.
    #[error("cannot start a thread with a stack of 256 MiB: {source}")]
    Thread {
        /// Why.
        source: std::io::Error,
    },
    /// A fault of the extractor itself.
    #[error(
        "the extractor failed: {message}; this is a bug, report it with the source that shows it"
    )]
    Internal {
        /// What the panic said.
        message: String,
    },
}

/// Reads a crate and what it uses of its workspace.
///
/// # Errors
/// When the crate cannot be found or its Cargo.toml cannot be read. Faults in Rust sources are
/// diagnostics in the manifest.
pub fn extract(request: &Request) -> Result<Manifest, ExtractError> {
    let request = request.clone();
    // syn is recursive, and its spans belong to the thread that parsed.
    std::thread::Builder::new()
        .name("ferrotype-extract".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || extract_here(&request))
        .map_err(|source| ExtractError::Thread { source })?
        .join()
        .unwrap_or_else(|panic| {
            let message = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_default();
            Err(ExtractError::Internal { message })
        })
}

fn extract_here(request: &Request) -> Result<Manifest, ExtractError> {
    let Plan {
        root,
        info,
        units,
        inputs,
        diagnostics: found,
        ..
    } = cargo::plan(request)?;
    let published = units.iter().filter_map(|unit| unit.published.clone());
    let mut sources = Sources::new(root, published.collect());
    for input in &inputs {
        sources.note_input(input);
    }
    let mut walk = Walk::new(&mut sources);
    let mut crates = Vec::new();
    let mut read = HashMap::new();
    for (index, unit) in units.iter().enumerate() {
        let scope = walk.read_crate(index, unit.prefix.as_deref(), &unit.library);
        crates.push(CrateNames {
            root: scope,
            externs: unit.externs.clone(),
        });
        if unit.prefix.is_some() {
            read.insert(unit.package.replace('-', "_"), scope);
        }
    }
    let (scopes, raw, stamped) = (walk.scopes, walk.items, walk.stamped);
    let mut resolver = Resolver::new(scopes, crates, read);
    let naming = Naming::of(info.napi_derive.as_deref());
    read::mark_exported(&mut resolver, &raw);
    read::mark_tasks(&mut resolver, &raw);
    let reading = read::read_items(&sources.files, &units, &resolver, naming, &raw);
    let mut stray_impls = reading.stray_impls;
    stray_impls.sort_by(|a, b| a.span.cmp(&b.span));
    let mut items = read::settle_features(reading.items, &units);
    items.sort_by(|a, b| order(a).cmp(&order(b)));
    let unstamped = units
        .first()
        .filter(|_| !stamped)
        .and_then(|addon| check_stamp(addon, &sources));
    let mut diagnostics = sources.diagnostics;
    diagnostics.extend(found);
    diagnostics.extend(unstamped);
    diagnostics.extend(reading.diagnostics);
    diagnostics.extend(check_duplicates(&items));
    // What is wrong in a published crate is nothing that the author of the addon could mend.
    diagnostics.retain(|each| {
        let place = each.primary.as_ref();
        !place.is_some_and(|span| span.file.starts_with(REGISTRY))
    });
    diagnostics
        .sort_by(|a, b| (&a.primary, a.code, &a.message).cmp(&(&b.primary, b.code, &b.message)));
    diagnostics.dedup();
    let mut files: Vec<String> = sources.files.into_iter().map(|file| file.path).collect();
    files.sort();
    files.dedup();
    Ok(Manifest {
        schema: 1,
        contract: contract(&items),
        crate_info: info,
        items,
        stray_impls,
        files,
        inputs: sources.inputs.into_iter().collect(),
        diagnostics,
    })
}

/// By Rust path, then position.
fn order(item: &Item) -> (&str, &crate::manifest::Span) {
    (&item.base().id, &item.base().span)
}
