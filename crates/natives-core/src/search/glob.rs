//! Finds files by globs.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{SearchError, glob_pattern::Globs};
use crate::{
    Cancel, EntryFailure, FileKind, IoFailure,
    walk::{Visitor, WalkError, WalkOptions, Walked, walk},
};

/// Where globs look, and what they find.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches, as the caller sees them"
)]
pub struct GlobOptions {
    /// The folder that patterns are relative to.
    pub cwd: PathBuf,
    /// What is left out, with all below it.
    pub ignore: Vec<String>,
    /// Wildcards match names that begin with a dot.
    pub dot: bool,
    /// Levels below `cwd`.
    pub deep: Option<usize>,
    /// Files only.
    pub only_files: bool,
    /// Folders only.
    pub only_directories: bool,
    /// Enter folders behind links, and take links for what they lead to.
    pub follow_symbolic_links: bool,
    /// `A` is not `a`.
    pub case_sensitive: bool,
    /// Leave out what git ignores.
    pub gitignore: bool,
}

impl Default for GlobOptions {
    fn default() -> Self {
        Self {
            cwd: PathBuf::from("."),
            ignore: Vec::new(),
            dot: false,
            deep: None,
            only_files: true,
            only_directories: false,
            follow_symbolic_links: true,
            case_sensitive: true,
            gitignore: false,
        }
    }
}

/// What matched.
#[derive(Debug)]
pub struct GlobResult {
    walked: Walked,
}

/// A path that matched.
#[derive(Debug)]
pub struct GlobEntry {
    /// Relative to `cwd`.
    pub path: PathBuf,
    /// What it is.
    pub kind: FileKind,
}

impl GlobResult {
    /// The paths, folder by folder.
    pub fn iter(&self) -> impl Iterator<Item = GlobEntry> {
        self.walked.folders.iter().flat_map(|folder| {
            folder.entries.iter().map(|entry| GlobEntry {
                path: folder.path.join(&entry.name),
                kind: entry.kind,
            })
        })
    }

    /// Takes what could not be looked at.
    pub fn take_errors(&mut self) -> Vec<EntryFailure> {
        std::mem::take(&mut self.walked.errors)
    }
}

struct Matching<'a> {
    globs: Globs,
    options: &'a GlobOptions,
}

impl Visitor for Matching<'_> {
    fn enters(&self, parent: &Path, name: &OsStr) -> bool {
        self.globs.enters(&parent.join(name))
    }

    fn keeps(&self, parent: &Path, name: &OsStr, kind: FileKind) -> bool {
        let is_folder = kind == FileKind::Directory;
        let is_wanted = if self.options.only_directories {
            is_folder
        } else {
            !self.options.only_files || kind == FileKind::File
        };
        is_wanted && self.globs.matches(&parent.join(name), is_folder)
    }
}

/// Finds what matches one of the patterns. Those with `!` leave out.
///
/// # Errors
/// [`SearchError::Glob`], [`SearchError::Io`] when `cwd` cannot be read,
/// [`SearchError::Cancelled`].
pub fn glob(
    patterns: &[String],
    options: &GlobOptions,
    cancel: &Cancel,
) -> Result<GlobResult, SearchError> {
    cancel.check()?;
    let globs = Globs::new(
        patterns,
        &options.ignore,
        options.dot,
        options.case_sensitive,
    )?;
    let walk_options = WalkOptions {
        depth: options.deep,
        // A pattern may name a hidden folder, so the globs decide.
        hidden: true,
        gitignore: options.gitignore,
        follow: options.follow_symbolic_links,
        stat: false,
    };
    let visitor = Matching { globs, options };
    let mut walked =
        walk(&options.cwd, &walk_options, &visitor, cancel).map_err(|error| match error {
            WalkError::Root(source) => {
                SearchError::from(IoFailure::new("scandir", &options.cwd, source))
            }
            WalkError::Cancelled => SearchError::Cancelled(crate::Cancelled),
        })?;
    walked.sort();
    Ok(GlobResult { walked })
}

#[cfg(test)]
#[path = "glob_tests.rs"]
mod tests;
