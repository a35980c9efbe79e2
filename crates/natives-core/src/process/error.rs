//! What can go wrong with processes.

use crate::{Cancelled, IoFailure};

/// What can go wrong with processes.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// A NUL in the program, an argument or the environment.
    #[error("{what} holds a NUL character")]
    Nul {
        /// Which of them.
        what: &'static str,
    },
    /// A call of the system failed: `spawn` for a program that is missing or not executable,
    /// `chdir` for a working folder that cannot be used.
    #[error(transparent)]
    Io(#[from] IoFailure),
    /// No process with this id, or another one than the handle was made for.
    #[error("process {pid} does not exist")]
    NoSuchProcess {
        /// The id.
        pid: u32,
    },
    /// Somebody else's process.
    #[error("process {pid} may not be signalled")]
    NotPermitted {
        /// The id.
        pid: u32,
    },
    /// The caller gave up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
