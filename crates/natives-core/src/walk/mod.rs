//! The parallel walk under listings, globs and fuzzy finds.
//!
//! Without ignore rules it reads folders itself, with them it leaves the walk to the `ignore`
//! crate, which knows git's rules. Either way the result is a list of folders with those of their
//! entries that the visitor keeps.
//!
//! *Invariant*: a link cycle is entered at most once per branch, and the flag is looked at inside
//! folders.

pub(crate) mod ignored;
mod raw;

use std::{
    cmp::Ordering,
    ffi::{OsStr, OsString},
    fs::{FileType, Metadata},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{Cancel, Cancelled, EntryFailure};

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Directory,
    /// A symbolic link that was not followed, or leads nowhere.
    Symlink,
    /// A named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// A block device.
    BlockDevice,
    /// A character device.
    CharacterDevice,
    /// Something that this list does not know.
    Other,
}

/// How a tree is walked.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct WalkOptions {
    /// 1: the entries of the root only. `None`: everything below.
    pub(crate) depth: Option<usize>,
    /// Names that begin with a dot, too.
    pub(crate) hidden: bool,
    /// Leave out what git ignores.
    pub(crate) gitignore: bool,
    /// Enter folders behind links.
    pub(crate) follow: bool,
    /// Read size, times and mode of every kept entry.
    pub(crate) stat: bool,
}

/// Decides what a walk enters and keeps. `parent` is relative to the root.
pub(crate) trait Visitor: Sync {
    fn enters(&self, _parent: &Path, _name: &OsStr) -> bool {
        true
    }

    fn keeps(&self, parent: &Path, name: &OsStr, kind: FileKind) -> bool;
}

/// An entry of a folder.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: OsString,
    pub(crate) kind: FileKind,
    pub(crate) metadata: Option<Metadata>,
}

/// A folder that was read, and those of its entries that were kept.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Relative to the root; empty for the root itself.
    pub(crate) path: PathBuf,
    pub(crate) entries: Vec<Entry>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    pub(crate) folders: Vec<Folder>,
    pub(crate) errors: Vec<EntryFailure>,
}

impl Walked {
    /// Folder by folder, parents first, names by their bytes.
    pub(crate) fn sort(&mut self) {
        self.folders.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        for folder in &mut self.folders {
            folder.entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        }
        self.errors.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Keeps the first `limit` entries; true when that left something out.
    pub(crate) fn truncate(&mut self, limit: usize) -> bool {
        let mut left = limit;
        let mut is_cut = false;
        for folder in &mut self.folders {
            is_cut |= folder.entries.len() > left;
            folder.entries.truncate(left);
            left -= folder.entries.len();
        }
        is_cut
    }
}

/// Walks the tree below `root`.
pub(crate) fn walk(
    root: &Path,
    options: &WalkOptions,
    visitor: &dyn Visitor,
    cancel: &Cancel,
) -> Result<Walked, WalkError> {
    let walked = if options.gitignore {
        ignored::walk(root, options, visitor, cancel)?
    } else {
        raw::walk(root, options, visitor, cancel)?
    };
    cancel.check()?;
    Ok(walked)
}

/// Why there is no result at all.
#[derive(Debug)]
pub(crate) enum WalkError {
    /// The root cannot be read.
    Root(io::Error),
    /// The caller gave up.
    Cancelled,
}

impl From<Cancelled> for WalkError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// How many threads a walk uses. More than eight wait for the kernel's locks.
pub(crate) fn thread_count() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8)
}

/// A lock whose holder panicked still guards sound data here.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

/// Relative paths with forward slashes, compared as users see them.
pub(crate) fn compare_paths(a: &Path, b: &Path) -> Ordering {
    a.as_os_str().cmp(b.as_os_str())
}

impl FileKind {
    pub(crate) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Directory
        } else if kind.is_symlink() {
            Self::Symlink
        } else {
            Self::special(kind)
        }
    }

    #[cfg(unix)]
    fn special(kind: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            Self::Fifo
        } else if kind.is_socket() {
            Self::Socket
        } else if kind.is_block_device() {
            Self::BlockDevice
        } else if kind.is_char_device() {
            Self::CharacterDevice
        } else {
            Self::Other
        }
    }

    #[cfg(not(unix))]
    fn special(_: FileType) -> Self {
        Self::Other
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
