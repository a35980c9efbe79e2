//! What can go wrong with files.

use std::path::PathBuf;

use crate::{Cancelled, IoFailure};

/// What can go wrong with files and folders.
#[derive(Debug, thiserror::Error)]
pub enum FsError {
    /// A call of the system failed.
    #[error(transparent)]
    Io(#[from] IoFailure),
    /// There is more to read than the caller allows.
    #[error("'{}' holds more than {max_bytes} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit that it breaks.
        max_bytes: u64,
    },
    /// Options that exclude each other.
    #[error("{0}")]
    Options(&'static str),
    /// The caller gave up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
