//! Failures of the system, with what was asked and where.

use std::{
    io,
    path::{Path, PathBuf},
};

/// A call of the system that failed: which, on what, and why.
#[derive(Debug, thiserror::Error)]
#[error("{syscall} '{}': {source}", path.display())]
pub struct IoFailure {
    /// Name of the call as Node gives it: `open`, `read`, `scandir`, `spawn` …
    pub syscall: &'static str,
    /// What the call was about.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl IoFailure {
    /// Puts call and path to an error.
    #[must_use]
    pub fn new(syscall: &'static str, path: &Path, source: io::Error) -> Self {
        Self {
            syscall,
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err`: puts call and path to an error.
    pub fn at(syscall: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::new(syscall, path, source)
    }
}

/// An entry that could not be looked at while the rest could.
#[derive(Debug)]
pub struct EntryFailure {
    /// Where, relative to the root that was asked for; empty for the root itself.
    pub path: PathBuf,
    /// Name of the call as Node gives it.
    pub syscall: &'static str,
    /// What the system said.
    pub source: io::Error,
}

/// An error with a number, as if the system had said it: Node's code and text depend on that.
pub(crate) fn system_error(kind: io::ErrorKind) -> io::Error {
    #[cfg(unix)]
    let code = match kind {
        io::ErrorKind::NotFound => Some(rustix::io::Errno::NOENT),
        io::ErrorKind::PermissionDenied => Some(rustix::io::Errno::ACCESS),
        io::ErrorKind::NotADirectory => Some(rustix::io::Errno::NOTDIR),
        io::ErrorKind::IsADirectory => Some(rustix::io::Errno::ISDIR),
        io::ErrorKind::AlreadyExists => Some(rustix::io::Errno::EXIST),
        io::ErrorKind::OutOfMemory => Some(rustix::io::Errno::NOMEM),
        _ => None,
    };
    #[cfg(not(unix))]
    let code = match kind {
        io::ErrorKind::NotFound => Some(2),
        io::ErrorKind::PermissionDenied => Some(5),
        io::ErrorKind::OutOfMemory => Some(8),
        io::ErrorKind::AlreadyExists => Some(80),
        _ => None,
    }
    .map(io::Error::from_raw_os_error);
    code.map_or_else(|| io::Error::from(kind), io::Error::from)
}
