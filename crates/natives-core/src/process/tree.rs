//! A process and everything that came from it.

use std::collections::HashSet;

use super::{
    Signal,
    table::{self, Identity, ProcessRow},
};

/// A tree that forks while it is signalled is looked at again this often.
const MAX_ROUNDS: usize = 6;

/// A process with its descendants, as far as they are known.
#[derive(Debug)]
pub(super) struct Tree {
    root: Identity,
    members: HashSet<Identity>,
}

/// What came of one signal to one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    Sent,
    Gone,
    Refused,
}

impl Tree {
    pub(super) fn new(root: Identity) -> Self {
        Self {
            root,
            members: HashSet::from([root]),
        }
    }

    /// Takes note of everything that is below the root now. A child whose parent has ended cannot
    /// be told from any other process, so look before the parent is signalled.
    pub(super) fn look(&mut self) {
        self.grow(&table::snapshot());
    }

    /// Signals the root and its descendants, those included that appear meanwhile.
    pub(super) fn signal(&mut self, signal: Signal) -> Vec<Delivery> {
        let mut signalled = HashSet::new();
        let mut deliveries = Vec::new();
        for _ in 0..MAX_ROUNDS {
            self.look();
            let new: Vec<_> = self.members.difference(&signalled).copied().collect();
            if new.is_empty() {
                break;
            }
            // The root first: it must not start anew what is ended below it.
            if new.contains(&self.root) {
                deliveries.push(send(self.root, signal));
            }
            let below = new.iter().filter(|member| **member != self.root);
            deliveries.extend(below.map(|member| send(*member, signal)));
            signalled.extend(new);
        }
        deliveries
    }

    /// Whether nothing of the tree runs any more. A zombie does not.
    #[cfg(unix)]
    pub(super) fn is_gone(&self) -> bool {
        use super::ProcessState as State;
        self.members.iter().all(|member| {
            table::read_same(*member)
                .is_none_or(|row| matches!(row.state, State::Zombie | State::Exited))
        })
    }

    /// Adds whom the table shows below the members or in a group that a member leads.
    fn grow(&mut self, table: &[ProcessRow]) {
        let this = std::process::id();
        loop {
            let pids: HashSet<u32> = self.members.iter().map(|member| member.pid).collect();
            let belongs = |pid: Option<u32>| pid.is_some_and(|pid| pids.contains(&pid));
            let before = self.members.len();
            self.members.extend(
                table
                    .iter()
                    .filter(|row| row.identity.pid != this)
                    // A process that is older than the root only has the id of a dead parent.
                    .filter(|row| row.identity.start >= self.root.start)
                    .filter(|row| belongs(row.parent) || belongs(row.group))
                    .map(|row| row.identity),
            );
            if self.members.len() == before {
                return;
            }
        }
    }
}

/// Signals one process, if it is still the one that was meant.
#[cfg(target_os = "linux")]
pub(super) fn send(identity: Identity, signal: Signal) -> Delivery {
    use rustix::{
        io::Errno,
        process::{PidfdFlags, pidfd_open, pidfd_send_signal},
    };
    let Some(pid) = raw_pid(identity.pid) else {
        return Delivery::Gone;
    };
    match pidfd_open(pid, PidfdFlags::empty()) {
        // The descriptor pins the process, so the check below cannot be overtaken.
        Ok(descriptor) => {
            if table::read_same(identity).is_none() {
                return Delivery::Gone;
            }
            delivery(pidfd_send_signal(descriptor, signal.raw()))
        }
        Err(Errno::NOSYS | Errno::PERM) => kill(identity, signal),
        Err(error) => delivery(Err(error)),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn send(identity: Identity, signal: Signal) -> Delivery {
    kill(identity, signal)
}

#[cfg(windows)]
pub(super) fn send(identity: Identity, _: Signal) -> Delivery {
    if table::read_same(identity).is_none() {
        return Delivery::Gone;
    }
    super::windows::terminate(identity.pid)
}

#[cfg(unix)]
fn kill(identity: Identity, signal: Signal) -> Delivery {
    match (raw_pid(identity.pid), table::read_same(identity)) {
        (Some(pid), Some(_)) => delivery(rustix::process::kill_process(pid, signal.raw())),
        _ => Delivery::Gone,
    }
}

#[cfg(unix)]
fn delivery(result: rustix::io::Result<()>) -> Delivery {
    match result {
        Ok(()) => Delivery::Sent,
        Err(rustix::io::Errno::PERM) => Delivery::Refused,
        Err(_) => Delivery::Gone,
    }
}

#[cfg(unix)]
pub(super) fn raw_pid(pid: u32) -> Option<rustix::process::Pid> {
    i32::try_from(pid)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pid: u32, parent: u32, group: u32, start: u64) -> ProcessRow {
        ProcessRow {
            identity: Identity { pid, start },
            parent: Some(parent),
            group: Some(group),
            state: crate::process::ProcessState::Sleeping,
        }
    }

    fn pids(tree: &Tree) -> Vec<u32> {
        let mut pids: Vec<_> = tree.members.iter().map(|member| member.pid).collect();
        pids.sort_unstable();
        pids
    }

    #[test]
    fn grandchildren_belong_in_any_order_of_the_table() {
        let mut tree = Tree::new(Identity {
            pid: 10_000_001,
            start: 5,
        });
        tree.grow(&[
            row(10_000_003, 10_000_002, 1, 7),
            row(10_000_002, 10_000_001, 1, 6),
            row(10_000_009, 1, 1, 9),
        ]);
        assert_eq!(pids(&tree), [10_000_001, 10_000_002, 10_000_003]);
    }

    #[test]
    fn orphans_of_the_group_belong_and_older_processes_do_not() {
        let mut tree = Tree::new(Identity {
            pid: 10_000_001,
            start: 5,
        });
        tree.grow(&[
            row(10_000_004, 1, 10_000_001, 8),
            row(10_000_005, 10_000_001, 1, 4),
        ]);
        assert_eq!(pids(&tree), [10_000_001, 10_000_004]);
    }
}
