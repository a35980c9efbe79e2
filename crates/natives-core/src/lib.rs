//! File system, process, search and session functions in plain Rust.
//!
//! The core of the addon `@ferrotype/natives`; it knows nothing of Node. Long functions take a
//! [`Cancel`] and look at it inside files and folders, not only between them.
//!
//! *Invariant*: one bad entry (an unreadable folder, a vanished file) never loses the rest;
//! it is reported next to the result as an [`EntryFailure`].

mod cancel;
mod failure;
pub mod fs;
pub mod logger;
pub mod process;
pub mod search;
pub mod session;
mod walk;

pub use cancel::{Cancel, Cancelled};
pub use failure::{EntryFailure, IoFailure};
pub use walk::FileKind;
