//! A run on Windows: a thread for each stream, a job object for the tree.

use std::{
    ffi::OsStr,
    io::{Read, Write},
    os::windows::process::CommandExt,
    path::Path,
    process::{Child, Command, ExitStatus},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use super::{
    ProcessError,
    command::{CommandOptions, Ending, Finished},
    windows::{self, Job},
};
use crate::{Cancel, IoFailure};

const CREATE_SUSPENDED: u32 = 0x4;
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// How soon a raised flag is seen while nothing else happens.
const CANCEL_TICK: Duration = Duration::from_millis(10);
/// How long the streams may stay open after the end: somebody outside the tree holds them.
const PATIENCE: Duration = Duration::from_secs(1);
const READ: usize = 64 << 10;

#[derive(Default)]
struct Captured {
    bytes: Vec<u8>,
    truncated: bool,
}

/// A child that runs.
pub(super) struct Run<'a> {
    child: Child,
    job: Option<Job>,
    streams: [Arc<Mutex<Captured>>; 2],
    closed: mpsc::Receiver<()>,
    deadline: Option<Instant>,
    cancel: &'a Cancel,
}

impl<'a> Run<'a> {
    pub(super) fn start(
        mut command: Command,
        program: &OsStr,
        options: CommandOptions,
        cancel: &'a Cancel,
    ) -> Result<Self, ProcessError> {
        let failed = |error| IoFailure::new("spawn", Path::new(program), error);
        let hidden = if options.windows_hide {
            CREATE_NO_WINDOW
        } else {
            0
        };
        let suspended = if options.kill_tree {
            CREATE_SUSPENDED
        } else {
            0
        };
        command.creation_flags(hidden | suspended);
        let job = if options.kill_tree {
            Some(Job::new().map_err(failed)?)
        } else {
            None
        };
        let mut child = command.spawn().map_err(failed)?;
        if let Some(job) = &job {
            // Before it runs, so that nothing it starts can be missed.
            if let Err(error) = job.add(&child).and_then(|()| windows::resume(&child)) {
                let _ = child.kill();
                return Err(failed(error).into());
            }
        }
        if let Some(mut stdin) = child.stdin.take() {
            let input = options.input;
            // A child that does not read is no error.
            thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let streams: [Arc<Mutex<Captured>>; 2] = Default::default();
        let (done, closed) = mpsc::channel();
        let limit = options.max_buffer_bytes;
        if let Some(stdout) = child.stdout.take() {
            capture(stdout, Arc::clone(&streams[0]), limit, done.clone());
        }
        if let Some(stderr) = child.stderr.take() {
            capture(stderr, Arc::clone(&streams[1]), limit, done.clone());
        }
        let deadline = options
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout));
        Ok(Self {
            child,
            job,
            streams,
            closed,
            deadline,
            cancel,
        })
    }

    /// Waits for the end of the child and of its streams.
    pub(super) fn finish(mut self) -> Result<Finished, ProcessError> {
        let ending = self.wait();
        if ending != Ending::Exited {
            match &self.job {
                Some(job) => job.terminate(),
                None => drop(self.child.kill()),
            }
            windows::wait(&self.child, Some(PATIENCE));
            let patience = Instant::now() + PATIENCE;
            while self
                .closed
                .recv_timeout(patience - Instant::now().min(patience))
                .is_ok()
            {}
        }
        let status = match self.child.try_wait() {
            Ok(Some(status)) => status,
            _ => ExitStatus::default(),
        };
        let [stdout, stderr] = self.streams.map(|stream| {
            std::mem::take(&mut *stream.lock().unwrap_or_else(PoisonError::into_inner))
        });
        Ok(Finished {
            truncated: stdout.truncated || stderr.truncated,
            stdout: stdout.bytes,
            stderr: stderr.bytes,
            status,
            ending,
            pid: self.child.id(),
        })
    }

    /// Until the child and its streams have ended, or must be ended.
    fn wait(&self) -> Ending {
        let (mut has_ended, mut open) = (false, self.streams.len());
        loop {
            if has_ended && open == 0 {
                return Ending::Exited;
            }
            if self.cancel.is_cancelled() {
                return Ending::Aborted;
            }
            let left = self
                .deadline
                .map(|at| at.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ending::TimedOut;
            }
            let tick = left.map_or(CANCEL_TICK, |left| left.min(CANCEL_TICK));
            if has_ended {
                open -= usize::from(self.closed.recv_timeout(tick).is_ok());
            } else {
                has_ended = windows::wait(&self.child, Some(tick));
            }
        }
    }
}

fn capture(
    mut stream: impl Read + Send + 'static,
    into: Arc<Mutex<Captured>>,
    limit: usize,
    done: mpsc::Sender<()>,
) {
    thread::spawn(move || {
        let mut buffer = vec![0; READ];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let mut captured = into.lock().unwrap_or_else(PoisonError::into_inner);
            let room = limit.saturating_sub(captured.bytes.len()).min(count);
            captured.bytes.extend_from_slice(&buffer[..room]);
            captured.truncated |= room < count;
        }
        let _ = done.send(());
    });
}
