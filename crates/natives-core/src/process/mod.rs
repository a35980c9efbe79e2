//! Runs programs, and looks at processes that run.
//!
//! *Invariant*: spawning keeps the fast path of `std` (`posix_spawn`, `CLONE_VFORK`), whose cost
//! does not grow with the host's memory: the program is an absolute path, the group is set by
//! `process_group`, and there is no `pre_exec`.

mod command;
mod error;
mod handle;
mod program;
mod signal;
mod table;
mod tree;

#[cfg(unix)]
mod capture;
#[cfg(unix)]
mod exit_watch;
#[cfg(unix)]
#[path = "run_unix.rs"]
mod run;
#[cfg(windows)]
#[path = "run_windows.rs"]
mod run;
#[cfg(windows)]
mod windows;

pub use command::{
    CommandOptions, CommandOutput, CommandSpec, DEFAULT_MAX_BUFFER_BYTES, Ending, execute,
};
pub use error::ProcessError;
pub use handle::Process;
pub use signal::Signal;
pub use table::ProcessState;
