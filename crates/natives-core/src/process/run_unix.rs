//! A run on Unix: one `poll` over the child's end and its three streams.

use std::{
    ffi::OsStr,
    io::{self, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::{CommandExt, ExitStatusExt},
    },
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::Pid,
};

use super::{
    ProcessError, Signal,
    capture::Capture,
    command::{CommandOptions, Ending, Finished},
    exit_watch::ExitWatch,
    table::{self, Identity},
    tree::{self, Tree},
};
use crate::{Cancel, IoFailure};

/// How soon a raised flag is seen while nothing else happens.
const CANCEL_TICK: Duration = Duration::from_millis(10);
/// How soon the end of a tree that was asked to end is seen.
const ENDING_TICK: Duration = Duration::from_millis(5);
/// How long the streams may stay open after SIGKILL: somebody outside the tree holds them.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
enum Phase {
    Running,
    /// Asked to end; SIGKILL follows at this moment.
    Ending(Instant),
    /// Killed; the streams are given up at this moment.
    Killed(Instant),
}

/// A child that runs.
pub(super) struct Run<'a> {
    child: Child,
    pid: Pid,
    tree: Tree,
    watch: ExitWatch,
    has_ended: bool,
    stdin: Option<ChildStdin>,
    written: usize,
    stdout: Capture,
    stderr: Capture,
    phase: Phase,
    ending: Ending,
    deadline: Option<Instant>,
    options: CommandOptions,
    cancel: &'a Cancel,
}

impl<'a> Run<'a> {
    pub(super) fn start(
        mut command: Command,
        program: &OsStr,
        options: CommandOptions,
        cancel: &'a Cancel,
    ) -> Result<Self, ProcessError> {
        if options.kill_tree {
            command.process_group(0);
        }
        let failed = |error| IoFailure::new("spawn", Path::new(program), error);
        let mut child = command.spawn().map_err(failed)?;
        let id = child.id();
        let pid = tree::raw_pid(id).ok_or(ProcessError::NoSuchProcess { pid: id })?;
        let stdin = child.stdin.take();
        if let Some(stdin) = &stdin {
            rustix::io::ioctl_fionbio(stdin, true).map_err(|error| failed(error.into()))?;
        }
        let limit = options.max_buffer_bytes;
        let stdout = Capture::new(child.stdout.take().map(OwnedFd::from), limit);
        let stderr = Capture::new(child.stderr.take().map(OwnedFd::from), limit);
        Ok(Self {
            child,
            pid,
            tree: Tree::new(Identity { pid: id, start: 0 }),
            watch: ExitWatch::new(pid),
            has_ended: false,
            stdin,
            written: 0,
            stdout,
            stderr,
            phase: Phase::Running,
            ending: Ending::Exited,
            deadline: options
                .timeout
                .and_then(|timeout| Instant::now().checked_add(timeout)),
            options,
            cancel,
        })
    }

    /// Waits for the end of the child and of its streams.
    pub(super) fn finish(mut self) -> Result<Finished, ProcessError> {
        while !self.is_finished() {
            self.advance();
            if let Err(error) = self.wait() {
                self.signal(Signal::Kill);
                return Err(IoFailure::new("poll", Path::new(""), error.into()).into());
            }
        }
        let pid = self.child.id();
        let status = self.reap();
        Ok(Finished {
            truncated: self.stdout.truncated || self.stderr.truncated,
            stdout: self.stdout.bytes,
            stderr: self.stderr.bytes,
            status,
            ending: self.ending,
            pid,
        })
    }

    fn is_finished(&self) -> bool {
        let is_over = self.has_ended && self.stdout.pipe.is_none() && self.stderr.pipe.is_none();
        match self.phase {
            Phase::Running => is_over,
            Phase::Ending(_) => is_over && self.tree.is_gone(),
            Phase::Killed(patience) => is_over || Instant::now() >= patience,
        }
    }

    /// Goes to the next phase when it is time.
    fn advance(&mut self) {
        let now = Instant::now();
        match self.phase {
            Phase::Running if self.cancel.is_cancelled() => self.end(Ending::Aborted, now),
            Phase::Running if self.deadline.is_some_and(|deadline| now >= deadline) => {
                self.end(Ending::TimedOut, now);
            }
            Phase::Ending(force) if now >= force => {
                self.signal(Signal::Kill);
                self.phase = Phase::Killed(now + PATIENCE);
            }
            _ => {}
        }
    }

    fn end(&mut self, ending: Ending, now: Instant) {
        self.ending = ending;
        self.stdin = None;
        // Only now: reading the table costs more than most programs run.
        if let Some(row) = table::read(self.child.id()) {
            self.tree = Tree::new(row.identity);
        }
        self.signal(self.options.kill_signal);
        self.phase = if self.options.kill_signal == Signal::Kill {
            Phase::Killed(now + PATIENCE)
        } else {
            // A stopped process takes no signal but this one before it goes on.
            self.signal(Signal::Cont);
            Phase::Ending(now + self.options.force_kill_after)
        };
    }

    /// The child has not been reaped, so its id and its group are still its own.
    fn signal(&mut self, signal: Signal) {
        if self.options.kill_tree {
            self.tree.look();
            // The group in one go, for what forks faster than a table is read.
            let _ = rustix::process::kill_process_group(self.pid, signal.raw());
            self.tree.signal(signal);
        } else {
            let _ = rustix::process::kill_process(self.pid, signal.raw());
        }
    }

    fn timeout(&self) -> Option<Duration> {
        let now = Instant::now();
        let until = |moment: Instant| moment.saturating_duration_since(now);
        let tick = self.cancel.can_happen().then_some(CANCEL_TICK);
        let limits = match self.phase {
            Phase::Running => [self.deadline.map(until), tick],
            Phase::Ending(force) => [Some(until(force)), Some(ENDING_TICK)],
            Phase::Killed(patience) => [Some(until(patience)), None],
        };
        let watch = if self.has_ended {
            None
        } else {
            self.watch.tick()
        };
        limits.into_iter().flatten().chain(watch).min()
    }

    /// Waits until something happens, and takes it.
    fn wait(&mut self) -> Result<(), Errno> {
        let timeout = self.timeout().map(|timeout| Timespec {
            tv_sec: timeout.as_secs().try_into().unwrap_or(i64::MAX),
            tv_nsec: timeout.subsec_nanos().into(),
        });
        let exit = self.watch.descriptor().filter(|_| !self.has_ended);
        let sources = [
            (exit.map(AsFd::as_fd), PollFlags::IN),
            (self.stdout.pipe.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.stderr.pipe.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.stdin.as_ref().map(AsFd::as_fd), PollFlags::OUT),
        ];
        let mut fds = Vec::with_capacity(sources.len());
        let mut which = Vec::with_capacity(sources.len());
        for (index, (descriptor, flags)) in sources.iter().enumerate() {
            if let Some(descriptor) = descriptor {
                fds.push(PollFd::from_borrowed_fd(*descriptor, *flags));
                which.push(index);
            }
        }
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
        let mut ready = [false; 4];
        for (poll, index) in fds.iter().zip(which) {
            ready[index] = !poll.revents().is_empty();
        }
        if ready[0] || (!self.has_ended && self.watch.descriptor().is_none()) {
            self.has_ended = self.watch.has_ended();
        }
        if ready[1] {
            self.stdout.read();
        }
        if ready[2] {
            self.stderr.read();
        }
        if ready[3] {
            self.write();
        }
        Ok(())
    }

    /// Gives the child what it can take. A child that does not read is no error.
    fn write(&mut self) {
        let Some(stdin) = &mut self.stdin else { return };
        match stdin.write(&self.options.input[self.written..]) {
            Ok(count) => self.written += count,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) => {}
            Err(_) => self.written = self.options.input.len(),
        }
        if self.written == self.options.input.len() {
            self.stdin = None;
        }
    }

    fn reap(&mut self) -> ExitStatus {
        if self.has_ended {
            return self.child.wait().unwrap_or_default();
        }
        // In uninterruptible sleep: it dies when the kernel lets it.
        ExitStatus::from_raw(Signal::Kill.number())
    }
}
