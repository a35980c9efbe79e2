//! The coded errors: what the core reports, as JavaScript sees it.

use ferrotype::{CodedError, ErrorCode, PathText};
use natives_core::{EntryFailure, IoFailure, process, search};

use crate::fs::EntryError;

/// What can go wrong with files and folders.
#[derive(Debug, ErrorCode, thiserror::Error)]
pub enum FsError {
    /// A call of the system failed.
    #[error("{source}")]
    #[code(system)]
    System {
        /// What the system said.
        source: std::io::Error,
        /// Name of the call.
        syscall: &'static str,
        /// What it was about.
        path: PathText,
    },
    /// There is more to read than `maxBytes` allows.
    #[error("{} holds more than {max_bytes} bytes", path.to_string_lossy())]
    #[code("ERR_TOO_LARGE")]
    TooLarge {
        /// The file.
        path: PathText,
        /// The limit.
        max_bytes: u64,
    },
    /// Options that exclude each other or make no sense.
    #[error("{message}")]
    #[code("ERR_INVALID_ARG_VALUE", type_error)]
    Options {
        /// What is wrong with them.
        message: String,
    },
    /// The caller gave up.
    #[error("The operation was aborted")]
    #[code("ABORT_ERR")]
    Aborted,
}

/// What can go wrong with processes.
#[derive(Debug, ErrorCode, thiserror::Error)]
pub enum ProcessError {
    /// A call of the system failed; `ENOENT`: no such program or working folder.
    #[error("{source}")]
    #[code(system)]
    System {
        /// What the system said.
        source: std::io::Error,
        /// Name of the call.
        syscall: &'static str,
        /// The program or the folder.
        path: PathText,
    },
    /// No such process.
    #[error("ESRCH: no such process, {pid}")]
    #[code("ESRCH")]
    NoSuchProcess {
        /// Its id.
        pid: u32,
    },
    /// Somebody else's process.
    #[error("EPERM: operation not permitted, kill {pid}")]
    #[code("EPERM")]
    NotPermitted {
        /// Its id.
        pid: u32,
    },
    /// An argument that no program can be given.
    #[error("{message}")]
    #[code("ERR_INVALID_ARG_VALUE", type_error)]
    Argument {
        /// What is wrong with it.
        message: String,
    },
    /// The command failed and `reject` was set.
    #[error("{message}")]
    #[code("ERR_COMMAND_FAILED")]
    Failed {
        /// What happened.
        message: String,
        /// Its exit code.
        exit_code: Option<i32>,
        /// Name of the signal that ended it.
        signal: Option<&'static str>,
        /// What it printed.
        stdout: String,
        /// What it printed as errors.
        stderr: String,
    },
    /// The command took longer than `timeoutMs` and `reject` was set.
    #[error("{message}")]
    #[code("ERR_TIMEOUT")]
    TimedOut {
        /// What happened.
        message: String,
        /// What it printed.
        stdout: String,
        /// What it printed as errors.
        stderr: String,
    },
    /// The caller gave up.
    #[error("The operation was aborted")]
    #[code("ABORT_ERR")]
    Aborted,
}

/// What can go wrong with searches.
#[derive(Debug, ErrorCode, thiserror::Error)]
pub enum SearchError {
    /// A call of the system failed.
    #[error("{source}")]
    #[code(system)]
    System {
        /// What the system said.
        source: std::io::Error,
        /// Name of the call.
        syscall: &'static str,
        /// What it was about.
        path: PathText,
    },
    /// The regular expression is invalid or too large.
    #[error("{message}")]
    #[code("ERR_REGEX")]
    Regex {
        /// What is wrong, and where.
        message: String,
        /// Where it is wrong, in UTF-16 code units from the start of the pattern.
        position: u32,
    },
    /// The glob is invalid or not supported.
    #[error("{message}")]
    #[code("ERR_GLOB")]
    Glob {
        /// What is wrong.
        message: String,
    },
    /// The caller gave up.
    #[error("The operation was aborted")]
    #[code("ABORT_ERR")]
    Aborted,
}

/// What can go wrong with sessions.
#[derive(Clone, Copy, Debug, ErrorCode, thiserror::Error)]
pub enum SessionError {
    /// The session has been disposed of.
    #[error("The session is closed")]
    #[code("ERR_SESSION_CLOSED")]
    Closed,
}

impl From<IoFailure> for FsError {
    fn from(failure: IoFailure) -> Self {
        let IoFailure {
            syscall,
            path,
            source,
        } = failure;
        Self::System {
            source,
            syscall,
            path: path.into(),
        }
    }
}

impl From<natives_core::fs::FsError> for FsError {
    fn from(error: natives_core::fs::FsError) -> Self {
        use natives_core::fs::FsError as Core;
        match error {
            Core::Io(failure) => failure.into(),
            Core::TooLarge { path, max_bytes } => Self::TooLarge {
                path: path.into(),
                max_bytes,
            },
            Core::Options(message) => Self::Options {
                message: message.to_owned(),
            },
            Core::Cancelled(_) => Self::Aborted,
        }
    }
}

impl From<process::ProcessError> for ProcessError {
    fn from(error: process::ProcessError) -> Self {
        use natives_core::process::ProcessError as Core;
        match error {
            Core::Nul { .. } => Self::Argument {
                message: error.to_string(),
            },
            Core::Io(IoFailure {
                syscall,
                path,
                source,
            }) => Self::System {
                source,
                syscall,
                path: path.into(),
            },
            Core::NoSuchProcess { pid } => Self::NoSuchProcess { pid },
            Core::NotPermitted { pid } => Self::NotPermitted { pid },
            Core::Cancelled(_) => Self::Aborted,
        }
    }
}

impl From<search::SearchError> for SearchError {
    fn from(error: search::SearchError) -> Self {
        use natives_core::search::SearchError as Core;
        let message = error.to_string();
        match error {
            Core::Regex { position, .. } => Self::Regex { message, position },
            Core::Glob { .. } => Self::Glob { message },
            Core::Io(IoFailure {
                syscall,
                path,
                source,
            }) => Self::System {
                source,
                syscall,
                path: path.into(),
            },
            Core::Cancelled(_) => Self::Aborted,
        }
    }
}

impl From<EntryFailure> for EntryError {
    fn from(failure: EntryFailure) -> Self {
        let path = PathText::relative(&failure.path);
        let error = CodedError::from(failure.source)
            .syscall(failure.syscall)
            .path(path.clone());
        Self {
            path,
            code: error.code().to_owned(),
            syscall: failure.syscall.to_owned(),
            message: error.to_string(),
        }
    }
}

/// What could not be looked at, for a summary.
pub(crate) fn entry_errors(failures: Vec<EntryFailure>) -> Vec<EntryError> {
    failures.into_iter().map(EntryError::from).collect()
}
