//! Tells when a child ends, as a descriptor that `poll` can wait for.
//!
//! The child is not reaped: until it is, its id and its group cannot belong to anybody else.

use std::{os::fd::OwnedFd, time::Duration};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// Waits for the end of one child.
pub(super) struct ExitWatch {
    pid: Pid,
    descriptor: Option<OwnedFd>,
}

impl ExitWatch {
    pub(super) fn new(pid: Pid) -> Self {
        Self {
            pid,
            descriptor: open(pid),
        }
    }

    /// Readable when the child has ended; `None` where the system has no such thing.
    pub(super) fn descriptor(&self) -> Option<&OwnedFd> {
        self.descriptor.as_ref()
    }

    /// How long to wait between two calls of [`Self::has_ended`] without a descriptor.
    pub(super) fn tick(&self) -> Option<Duration> {
        self.descriptor
            .is_none()
            .then_some(Duration::from_millis(1))
    }

    pub(super) fn has_ended(&self) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        // An error means that somebody else has reaped the child.
        waitid(WaitId::Pid(self.pid), options).map_or(true, |status| status.is_some())
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn open(pid: Pid) -> Option<OwnedFd> {
    rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok()
}

#[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
fn open(pid: Pid) -> Option<OwnedFd> {
    use rustix::event::kqueue::{Event, EventFilter, EventFlags, ProcessEvents, kevent, kqueue};
    let queue = kqueue().ok()?;
    let filter = EventFilter::Proc {
        pid,
        flags: ProcessEvents::EXIT,
    };
    let event = Event::new(
        filter,
        EventFlags::ADD | EventFlags::ONESHOT,
        std::ptr::null_mut(),
    );
    let mut none: Vec<Event> = Vec::new();
    // SAFETY: the event names a process, not a descriptor that could be closed too early.
    unsafe {
        kevent(
            &queue,
            &[event],
            rustix::buffer::spare_capacity(&mut none),
            None,
        )
    }
    .ok()?;
    Some(queue)
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    target_os = "freebsd"
)))]
fn open(_: Pid) -> Option<OwnedFd> {
    None
}
