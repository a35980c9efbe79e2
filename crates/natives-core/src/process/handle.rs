//! A process by its id, safe against the id being given to another one.

use std::ffi::OsString;

use super::{
    ProcessError, ProcessState, Signal,
    table::{self, Identity},
    tree::{Delivery, Tree},
};

/// A process that ran when the handle was made.
#[derive(Clone, Debug)]
pub struct Process {
    identity: Identity,
}

impl Process {
    /// The process with this id.
    ///
    /// # Errors
    /// [`ProcessError::NoSuchProcess`].
    pub fn from_pid(pid: u32) -> Result<Self, ProcessError> {
        let row = table::read(pid).ok_or(ProcessError::NoSuchProcess { pid })?;
        Ok(Self {
            identity: row.identity,
        })
    }

    /// Its id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.identity.pid
    }

    /// Id of its parent; `None` when it is gone or has none.
    #[must_use]
    pub fn parent_pid(&self) -> Option<u32> {
        table::read_same(self.identity)?.parent
    }

    /// What it is doing.
    #[must_use]
    pub fn state(&self) -> ProcessState {
        table::read_same(self.identity).map_or(ProcessState::Exited, |row| row.state)
    }

    /// Program and arguments as it was started; empty for a zombie.
    ///
    /// # Errors
    /// [`ProcessError::NoSuchProcess`] when it is gone.
    pub fn arguments(&self) -> Result<Vec<OsString>, ProcessError> {
        let arguments = table::arguments(self.identity.pid);
        match (table::read_same(self.identity), arguments) {
            (Some(_), Some(arguments)) => Ok(arguments),
            _ => Err(ProcessError::NoSuchProcess { pid: self.pid() }),
        }
    }

    /// Signals the process and everything below it, and returns how many got the signal.
    ///
    /// # Errors
    /// [`ProcessError::NotPermitted`] when none of them may be signalled.
    pub fn kill_tree(&self, signal: Signal) -> Result<usize, ProcessError> {
        if self.state() == ProcessState::Exited {
            return Ok(0);
        }
        let deliveries = Tree::new(self.identity).signal(signal);
        let sent = deliveries
            .iter()
            .filter(|delivery| **delivery == Delivery::Sent)
            .count();
        if sent == 0 && deliveries.contains(&Delivery::Refused) {
            return Err(ProcessError::NotPermitted { pid: self.pid() });
        }
        Ok(sent)
    }
}
