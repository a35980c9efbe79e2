//! What can go wrong with processes.

use std::{ffi::OsString, path::PathBuf};

use crate::{Cancelled, IoFailure};

/// What can go wrong with processes.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// No such program.
    #[error("program '{}' was not found", program.display())]
    ProgramNotFound {
        /// As the caller wrote it.
        program: OsString,
    },
    /// The program's file may not be executed.
    #[error("'{}' is not executable", program.display())]
    NotExecutable {
        /// The file.
        program: PathBuf,
    },
    /// The working folder is missing or not a folder.
    #[error("the working folder '{}' cannot be used: {source}", cwd.display())]
    Cwd {
        /// As the caller wrote it.
        cwd: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A NUL in the program, an argument or the environment.
    #[error("{what} holds a NUL character")]
    Nul {
        /// Which of them.
        what: &'static str,
    },
    /// A call of the system failed.
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
