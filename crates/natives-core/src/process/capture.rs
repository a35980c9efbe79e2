//! Reads what a child prints, and keeps it up to a limit.

use std::os::fd::OwnedFd;

use rustix::io::Errno;

const FIRST_READ: usize = 16 << 10;
const LARGE_READ: usize = 1 << 20;

/// A stream of the child, and what is kept of it.
pub(super) struct Capture {
    /// `None` once it has ended.
    pub(super) pipe: Option<OwnedFd>,
    pub(super) bytes: Vec<u8>,
    limit: usize,
    step: usize,
    pub(super) truncated: bool,
}

impl Capture {
    pub(super) fn new(pipe: Option<OwnedFd>, limit: usize) -> Self {
        Self {
            pipe,
            bytes: Vec::new(),
            limit,
            step: FIRST_READ,
            truncated: false,
        }
    }

    /// Reads once; `poll` has said that this does not block.
    pub(super) fn read(&mut self) {
        let Some(pipe) = &self.pipe else { return };
        let room = self.limit.saturating_sub(self.bytes.len());
        let mut dropped = Vec::new();
        let target = if room == 0 {
            &mut dropped
        } else {
            &mut self.bytes
        };
        target.reserve(self.step);
        match rustix::io::read(pipe, rustix::buffer::spare_capacity(target)) {
            Ok(0) => self.pipe = None,
            Ok(count) => {
                self.truncated |= count > room;
                if count >= FIRST_READ && self.step < LARGE_READ {
                    enlarge(pipe);
                    self.step = LARGE_READ;
                }
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => self.pipe = None,
        }
        self.bytes.truncate(self.limit);
    }
}

/// More data with each switch between child and host.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn enlarge(pipe: &OwnedFd) {
    // Refused when the user's share of pipe memory is used up; the pipe works as it is.
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, LARGE_READ);
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn enlarge(_: &OwnedFd) {}
