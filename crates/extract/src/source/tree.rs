//! Which file a `mod x;` means.

use std::path::{Path, PathBuf};

use syn::{Expr, ExprLit, Lit, Meta};

use super::{FlatAttribute, all};
use crate::manifest::Cfg;

/// Where items stand, for the files of the modules below.
#[derive(Debug, Clone)]
pub(crate) struct Location {
    /// Index of the file.
    pub(crate) file: usize,
    /// Folder in which `mod x;` looks for `x.rs`.
    pub(crate) folder: PathBuf,
    /// Folder that `#[path]` is relative to.
    pub(crate) path_base: PathBuf,
}

impl Location {
    /// Of a crate root, a `mod.rs`, or a file that `#[path]` names.
    pub(crate) fn owner(file: usize, path: &Path) -> Self {
        let folder = path.parent().unwrap_or(path).to_path_buf();
        Self {
            file,
            path_base: folder.clone(),
            folder,
        }
    }

    /// Of `x.rs` beside its parent.
    fn beside(file: usize, path: &Path) -> Self {
        let base = path.parent().unwrap_or(path).to_path_buf();
        Self {
            file,
            folder: base.join(path.file_stem().unwrap_or_default()),
            path_base: base,
        }
    }

    /// Of an inline module.
    pub(crate) fn inline(&self, name: &str, attributes: &[FlatAttribute]) -> Self {
        let folder = match explicit_paths(attributes).into_iter().next() {
            Some((_, path)) => self.path_base.join(path),
            None => self.folder.join(name),
        };
        Self {
            file: self.file,
            path_base: folder.clone(),
            folder,
        }
    }
}

/// A file that a `mod x;` may mean.
pub(crate) struct ModuleFile {
    pub(crate) path: PathBuf,
    pub(crate) when: Option<Cfg>,
    owner: bool,
}

impl ModuleFile {
    pub(crate) fn location(&self, file: usize) -> Location {
        if self.owner {
            Location::owner(file, &self.path)
        } else {
            Location::beside(file, &self.path)
        }
    }
}

/// The files of `mod name;`: one, or several where `cfg_attr(…, path = "…")` decides.
/// `Err` holds the paths that were looked for.
pub(crate) fn module_files(
    location: &Location,
    name: &str,
    attributes: &[FlatAttribute],
) -> Result<Vec<ModuleFile>, Vec<PathBuf>> {
    let explicit = explicit_paths(attributes);
    let mut missing = Vec::new();
    let mut found = Vec::new();
    for (when, path) in &explicit {
        let path = tidy(&location.path_base.join(path));
        if path.is_file() {
            found.push(ModuleFile {
                path,
                when: when.clone(),
                owner: true,
            });
        } else {
            missing.push(path);
        }
    }
    if explicit.iter().all(|(when, _)| when.is_some()) {
        // The default, for when none of the conditions holds.
        let rest = all(explicit
            .iter()
            .filter_map(|(when, _)| when.clone())
            .map(|when| Cfg::Not {
                predicate: Box::new(when),
            }));
        let (flat, nested) = (
            location.folder.join(format!("{name}.rs")),
            location.folder.join(name).join("mod.rs"),
        );
        let owner = !flat.is_file();
        let path = if owner { &nested } else { &flat };
        if path.is_file() {
            found.push(ModuleFile {
                path: path.clone(),
                when: rest,
                owner,
            });
        } else if explicit.is_empty() {
            missing.extend([flat, nested]);
        }
    }
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(missing)
    }
}

fn explicit_paths(attributes: &[FlatAttribute]) -> Vec<(Option<Cfg>, String)> {
    attributes
        .iter()
        .filter(|each| each.is("path"))
        .filter_map(|each| match &each.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => Some((each.when.clone(), text.value())),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// Takes `.` and `..` out, without asking the disk.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                tidied.pop();
            }
            part => tidied.push(part),
        }
    }
    tidied
}
