//! The walk with git's ignore rules, by the `ignore` crate.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::{Entry, FileKind, Folder, Visitor, WalkError, WalkOptions, Walked, lock, thread_count};
use crate::{Cancel, EntryFailure};

/// A builder with git's rules or without any.
pub(crate) fn builder(root: &Path, hidden: bool, gitignore: bool, follow: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .standard_filters(gitignore)
        .require_git(false)
        .ignore(false)
        .hidden(!hidden)
        .follow_links(follow)
        .threads(thread_count());
    if gitignore {
        // git never looks into its own folder.
        builder.filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git");
    }
    builder
}

/// Where an error of the `ignore` crate happened, and what the system said. `None`: a warning
/// about a rule file, which never loses an entry.
pub(crate) fn failure(root: &Path, error: ignore::Error) -> Option<EntryFailure> {
    let path = error_path(&error)
        .map(|path| relative(root, path))
        .unwrap_or_default();
    // A link cycle: the entry behind it is known under another name.
    if matches!(innermost(&error), ignore::Error::Loop { .. }) {
        return None;
    }
    let source = error.into_io_error()?;
    // The crate's own text names the path once more.
    let source = source
        .raw_os_error()
        .map_or(source, io::Error::from_raw_os_error);
    Some(EntryFailure {
        path,
        syscall: "scandir",
        source,
    })
}

fn innermost(error: &ignore::Error) -> &ignore::Error {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => innermost(err),
        other => other,
    }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(err)
        }
        _ => None,
    }
}

pub(crate) fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

#[derive(Default)]
struct Found {
    folders: HashMap<PathBuf, Vec<Entry>>,
    errors: Vec<EntryFailure>,
}

pub(super) fn walk(
    root: &Path,
    options: &WalkOptions,
    visitor: &dyn Visitor,
    cancel: &Cancel,
) -> Result<Walked, WalkError> {
    fs::read_dir(root).map_err(WalkError::Root)?;
    let mut builder = builder(root, options.hidden, true, options.follow);
    builder.max_depth(options.depth);
    let found = Mutex::new(Found::default());
    builder.build_parallel().run(|| {
        let found = &found;
        Box::new(move |entry| {
            if cancel.is_cancelled() {
                return WalkState::Quit;
            }
            match entry {
                Ok(entry) if entry.depth() == 0 => WalkState::Continue,
                Ok(entry) => visit(root, options, visitor, found, &entry),
                Err(error) => {
                    lock(found).errors.extend(failure(root, error));
                    WalkState::Continue
                }
            }
        })
    });
    let found = found
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let folders = found
        .folders
        .into_iter()
        .map(|(path, entries)| Folder { path, entries });
    Ok(Walked {
        folders: folders.collect(),
        errors: found.errors,
    })
}

fn visit(
    root: &Path,
    options: &WalkOptions,
    visitor: &dyn Visitor,
    found: &Mutex<Found>,
    entry: &DirEntry,
) -> WalkState {
    let parent = relative(root, entry.path().parent().unwrap_or(root));
    let name: OsString = entry.file_name().to_owned();
    let kind = entry.file_type().map_or(FileKind::Other, FileKind::of);
    let enters = kind != FileKind::Directory || visitor.enters(&parent, &name);
    if visitor.keeps(&parent, &name, kind) {
        let metadata = options.stat.then(|| fs_metadata(entry, options.follow));
        let mut found = lock(found);
        match metadata.transpose() {
            Ok(metadata) => {
                found.folders.entry(parent).or_default().push(Entry {
                    name,
                    kind,
                    metadata,
                });
            }
            Err(source) => {
                let path = parent.join(&name);
                found.errors.push(EntryFailure {
                    path,
                    syscall: "lstat",
                    source,
                });
            }
        }
    }
    if enters {
        WalkState::Continue
    } else {
        WalkState::Skip
    }
}

fn fs_metadata(entry: &DirEntry, follow: bool) -> io::Result<fs::Metadata> {
    if follow {
        fs::metadata(entry.path())
    } else {
        fs::symlink_metadata(entry.path())
    }
}
