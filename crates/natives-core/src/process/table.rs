//! What the system tells about processes: one row for each.

#[cfg(target_os = "linux")]
#[path = "table_linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "table_portable.rs"]
mod system;

pub(super) use system::{arguments, read, snapshot};

/// What a process is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessState {
    /// On a CPU or ready for one.
    Running,
    /// Waiting for something.
    Sleeping,
    /// Stopped by a signal or a debugger.
    Stopped,
    /// Ended, but its parent has not asked how.
    Zombie,
    /// Gone.
    Exited,
}

/// A process and the moment of its start, which tells it from a later one with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    pub(super) pid: u32,
    /// In units of the system.
    pub(super) start: u64,
}

/// One process.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProcessRow {
    pub(super) identity: Identity,
    pub(super) parent: Option<u32>,
    /// Its process group, where that can be read cheaply.
    pub(super) group: Option<u32>,
    pub(super) state: ProcessState,
}

/// The row of a process, if it is still the one that was meant.
pub(super) fn read_same(identity: Identity) -> Option<ProcessRow> {
    read(identity.pid).filter(|row| row.identity == identity)
}
