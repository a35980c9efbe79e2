//! Writes a whole file: atomically by default.

#[cfg(not(unix))]
#[path = "write_other.rs"]
mod platform;
#[cfg(unix)]
#[path = "write_unix.rs"]
mod platform;

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use self::platform::{
    check_writable, keep_owner_and_mode, open_writer, set_mode, sync_folder, too_many_links,
};
use super::FsError;
use crate::{Cancel, IoFailure, failure::system_error};

/// How often a long write looks at its flag.
const CHUNK: usize = 4 << 20;

/// How many links in a row are followed, as the kernel does.
const MAX_LINKS: usize = 40;

/// How a file is written.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches, as the caller sees them"
)]
pub struct WriteOptions {
    /// Write beside the file and rename over it: readers see the old or the new content.
    pub atomic: bool,
    /// Permission bits of a new file, before the umask. An existing file keeps its own.
    pub mode: Option<u32>,
    /// Return only when the data is on the disk.
    pub flush: bool,
    /// Create missing parent folders.
    pub create_parents: bool,
    /// Fail when the file exists.
    pub exclusive: bool,
    /// Write at the end of what is there; never atomic.
    pub append: bool,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            atomic: true,
            mode: None,
            flush: false,
            create_parents: false,
            exclusive: false,
            append: false,
        }
    }
}

/// Writes `data` to a file, which is created when it is missing. A symbolic link is followed;
/// devices and FIFOs are written to and never replaced.
///
/// # Errors
/// [`FsError::Io`] with the failed call, [`FsError::Options`], [`FsError::Cancelled`]. After a
/// failed atomic write the file is as it was, and no temporary file is left.
pub fn write_file(
    path: &Path,
    data: &[u8],
    options: &WriteOptions,
    cancel: &Cancel,
) -> Result<(), FsError> {
    cancel.check()?;
    if options.append && options.exclusive {
        return Err(FsError::Options("append and exclusive exclude each other"));
    }
    if options.create_parents
        && let Some(parent) = path.parent()
    {
        fs::create_dir_all(parent).map_err(IoFailure::at("mkdir", parent))?;
    }
    // O_EXCL does not follow links either.
    let target = if options.exclusive {
        path.to_owned()
    } else {
        follow(path)?
    };
    let existing = fs::metadata(&target).ok();
    let replaces = options.atomic && !options.append;
    if replaces && existing.as_ref().is_none_or(Metadata::is_file) {
        replace(&target, data, options, existing.as_ref(), cancel)
    } else {
        write_in_place(&target, data, options, cancel)
    }
}

/// Whether a write may last as long as somebody else likes: true of all but regular files.
#[must_use]
pub fn may_wait_for_reader(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// The file at the end of a chain of links, which need not exist.
fn follow(path: &Path) -> Result<PathBuf, IoFailure> {
    let mut current = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = fs::read_link(&current) else {
            return Ok(current);
        };
        current = current.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(IoFailure::new("open", path, too_many_links()))
}

fn replace(
    target: &Path,
    data: &[u8],
    options: &WriteOptions,
    existing: Option<&Metadata>,
    cancel: &Cancel,
) -> Result<(), FsError> {
    let folder = match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if options.exclusive && fs::symlink_metadata(target).is_ok() {
        return Err(
            IoFailure::new("open", target, system_error(io::ErrorKind::AlreadyExists)).into(),
        );
    }
    if existing.is_some() {
        check_writable(target).map_err(IoFailure::at("open", target))?;
    }
    let mut create = OpenOptions::new();
    create.write(true).create_new(true);
    set_mode(&mut create, options.mode);
    // Opened here: errors of the crate's own opening hide the system's number behind a random path.
    let mut file = tempfile::Builder::new()
        .prefix(".ferrotype-")
        .suffix(".tmp")
        .make_in(folder, |path| create.open(path))
        .map_err(IoFailure::at("open", target))?;
    write_chunks(file.as_file_mut(), target, data, cancel)?;
    if let Some(metadata) = existing {
        keep_owner_and_mode(file.as_file(), metadata).map_err(IoFailure::at("fchmod", target))?;
    }
    if options.flush {
        file.as_file()
            .sync_all()
            .map_err(IoFailure::at("fsync", target))?;
    }
    cancel.check()?;
    let persisted = if options.exclusive {
        file.persist_noclobber(target)
    } else {
        file.persist(target)
    };
    persisted.map_err(|error| IoFailure::new("rename", target, error.error))?;
    if options.flush {
        sync_folder(folder).map_err(IoFailure::at("fsync", folder))?;
    }
    Ok(())
}

fn write_in_place(
    target: &Path,
    data: &[u8],
    options: &WriteOptions,
    cancel: &Cancel,
) -> Result<(), FsError> {
    let mut open = OpenOptions::new();
    open.write(true).create(true);
    if options.append {
        open.append(true);
    } else if options.exclusive {
        open.create_new(true);
    } else {
        open.truncate(true);
    }
    set_mode(&mut open, options.mode);
    let mut file = open_writer(&open, target, cancel)?;
    write_chunks(&mut file, target, data, cancel)?;
    if options.flush {
        file.sync_all().map_err(IoFailure::at("fsync", target))?;
    }
    Ok(())
}

fn write_chunks(
    file: &mut File,
    target: &Path,
    data: &[u8],
    cancel: &Cancel,
) -> Result<(), FsError> {
    let mut left = data;
    while !left.is_empty() {
        cancel.check()?;
        match file.write(&left[..left.len().min(CHUNK)]) {
            Ok(written) => left = &left[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => pause(),
            Err(error) => return Err(IoFailure::new("write", target, error).into()),
        }
    }
    Ok(())
}

/// Between two looks at a FIFO that nobody reads.
fn pause() {
    std::thread::sleep(std::time::Duration::from_millis(10));
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
