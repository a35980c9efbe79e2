//! Lists a folder or a tree.

use std::{
    ffi::OsStr,
    fs::Metadata,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use super::FsError;
use crate::{
    Cancel, EntryFailure, FileKind, IoFailure,
    walk::{Entry, Visitor, WalkError, WalkOptions, Walked, walk},
};

/// What is listed, and how.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches, as the caller sees them"
)]
pub struct ListOptions {
    /// Levels below the root: 1 lists its entries only, `None` everything.
    pub depth: Option<usize>,
    /// Read size, times and mode.
    pub stat: bool,
    /// Include names that begin with a dot.
    pub hidden: bool,
    /// Leave out what git ignores.
    pub gitignore: bool,
    /// Show what links lead to, and enter folders behind them.
    pub follow_symlinks: bool,
    /// Folder by folder, parents first, names by their bytes.
    pub sort: bool,
    /// At most this many entries.
    pub limit: Option<usize>,
}

impl Default for ListOptions {
    fn default() -> Self {
        Self {
            depth: Some(1),
            stat: true,
            hidden: true,
            gitignore: false,
            follow_symlinks: false,
            sort: true,
            limit: None,
        }
    }
}

/// The entries of a folder or a tree.
#[derive(Debug)]
pub struct Listing {
    walked: Walked,
    /// Whether `limit` left entries out.
    pub truncated: bool,
}

/// One entry of a [`Listing`].
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    folder: &'a Path,
    entry: &'a Entry,
}

struct All;

impl Visitor for All {
    fn keeps(&self, _: &Path, _: &OsStr, _: FileKind) -> bool {
        true
    }
}

/// Lists what is in a folder. An entry that cannot be read is reported in
/// [`Listing::errors`] and the rest is listed.
///
/// # Errors
/// [`FsError::Io`] when `root` itself cannot be read; [`FsError::Options`]; [`FsError::Cancelled`].
pub fn list_directory(
    root: &Path,
    options: &ListOptions,
    cancel: &Cancel,
) -> Result<Listing, FsError> {
    cancel.check()?;
    if options.depth == Some(0) {
        return Err(FsError::Options("depth must be at least 1"));
    }
    let walk_options = WalkOptions {
        depth: options.depth,
        hidden: options.hidden,
        gitignore: options.gitignore,
        follow: options.follow_symlinks,
        stat: options.stat,
    };
    let mut walked = walk(root, &walk_options, &All, cancel).map_err(|error| match error {
        WalkError::Root(source) => FsError::from(IoFailure::new("scandir", root, source)),
        WalkError::Cancelled => FsError::Cancelled(crate::Cancelled),
    })?;
    if options.sort {
        walked.sort();
    }
    let truncated = options.limit.is_some_and(|limit| walked.truncate(limit));
    Ok(Listing { walked, truncated })
}

impl Listing {
    /// The entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = Listed<'_>> {
        self.walked.folders.iter().flat_map(|folder| {
            folder.entries.iter().map(|entry| Listed {
                folder: &folder.path,
                entry,
            })
        })
    }

    /// What could not be looked at.
    #[must_use]
    pub fn errors(&self) -> &[EntryFailure] {
        &self.walked.errors
    }

    /// Takes what could not be looked at.
    pub fn take_errors(&mut self) -> Vec<EntryFailure> {
        std::mem::take(&mut self.walked.errors)
    }
}

impl Listed<'_> {
    /// Relative to the root that was listed.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.entry.name)
    }

    /// Last part of the path.
    #[must_use]
    pub fn name(&self) -> &OsStr {
        &self.entry.name
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.entry.kind
    }

    /// Size of the content in bytes; `None` without `stat`.
    #[must_use]
    pub fn size_bytes(&self) -> Option<u64> {
        self.entry.metadata.as_ref().map(Metadata::len)
    }

    /// When the content last changed, in milliseconds since 1970, negative before.
    #[must_use]
    pub fn modified_ms(&self) -> Option<f64> {
        self.entry.metadata.as_ref()?.modified().ok().map(unix_ms)
    }

    /// When it was created, in milliseconds since 1970; `None` where the file system does not say.
    #[must_use]
    pub fn created_ms(&self) -> Option<f64> {
        self.entry.metadata.as_ref()?.created().ok().map(unix_ms)
    }

    /// Type and permission bits, as `stat` gives them; `None` on Windows.
    #[must_use]
    pub fn mode(&self) -> Option<u32> {
        self.entry.metadata.as_ref().and_then(mode)
    }
}

fn unix_ms(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs_f64() * 1000.0,
        Err(before) => -before.duration().as_secs_f64() * 1000.0,
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "Windows has no mode")]
fn mode(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.mode())
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> Option<u32> {
    None
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
