//! Programs that are run, and processes that run.

mod options;
mod signal;

use ferrotype::{
    CancelToken, Job, PathArg, PathText, PlainObject, U32, napi,
    napi::{Either, bindgen_prelude::Buffer},
};
use natives_core::process as core;

pub use self::{
    options::{ExecuteOptions, OutputEncoding},
    signal::Signal,
};
use crate::{cancel, errors::ProcessError};

/// Id of a process.
///
/// @brand
#[napi]
pub type ProcessId = U32;

/// What a command left.
#[napi(object, object_from_js = false, use_nullable = true)]
pub struct CommandResult {
    /// What it printed, as text; empty with `encoding: "buffer"`.
    pub stdout: String,
    /// What it printed as errors, as text; empty with `encoding: "buffer"`.
    pub stderr: String,
    /// What it printed, as bytes; `null` without `encoding: "buffer"`.
    pub stdout_bytes: Option<Buffer>,
    /// What it printed as errors, as bytes; `null` without `encoding: "buffer"`.
    pub stderr_bytes: Option<Buffer>,
    /// Its exit code; `null` when a signal ended it. A signal without a name (real-time signals)
    /// gives 128 + its number.
    pub exit_code: Option<i32>,
    /// The signal that ended it, or `null`.
    pub signal: Option<Signal>,
    /// Whether it was ended because `timeoutMs` was over. What it had printed is here.
    pub timed_out: bool,
    /// Whether output beyond `maxBufferBytes` was dropped.
    pub truncated: bool,
    /// From its start to the end of its output, in milliseconds.
    pub duration_ms: f64,
    /// The id that it had.
    pub pid: ProcessId,
}

/// Runs a program to its end and gives what it printed. No shell is involved: `args` reach the
/// program as they are. It reads an empty input unless `input` is given, never the host's own.
/// How it ends is part of the result, unless `reject` is set. On timeout and abort everything
/// that it has started is ended, too.
///
/// # Errors
/// `ENOENT` (no such program, or no such working folder: `syscall` is then `chdir`), `EACCES`,
/// and other codes of the system; `ERR_INVALID_ARG_VALUE` for a NUL in an argument; with `reject`
/// also `ERR_COMMAND_FAILED` and `ERR_TIMEOUT`, which carry `stdout` and `stderr`.
#[napi]
pub fn execute_command(
    command: PathArg,
    args: Option<Vec<PathArg>>,
    cwd_or_options: Option<Either<PathArg, PlainObject<ExecuteOptions>>>,
    timeout_ms: Option<U32>,
    token: CancelToken,
) -> Job<CommandResult, ProcessError> {
    let (options, how) = options::read(cwd_or_options, timeout_ms);
    let arguments = args
        .unwrap_or_default()
        .into_iter()
        .map(options::into_os_string)
        .collect();
    // Here, because the host's environment may change while the job waits for its thread.
    let spec = core::CommandSpec::new(options::into_os_string(command), arguments, options);
    Job::wait(move || how.finish(core::execute(spec, &cancel(&token))?))
}

/// What a process is doing.
#[napi(string_enum = "lowercase")]
pub enum ProcessStatus {
    /// On a processor, or ready for one.
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

/// A process that ran when the object was made. It never stands for another one that was given
/// the same id later.
#[napi]
pub struct Process {
    process: core::Process,
}

#[napi]
impl Process {
    /// The process with this id.
    ///
    /// # Errors
    /// `ESRCH` when there is none.
    #[napi(factory)]
    pub fn from_pid(pid: ProcessId) -> ferrotype::Result<Self, ProcessError> {
        Ok(Self {
            process: core::Process::from_pid(pid.get())?,
        })
    }

    /// Its id.
    #[napi(getter)]
    #[must_use]
    pub fn pid(&self) -> ProcessId {
        self.process.pid().into()
    }

    /// Id of its parent; `null` when the process is gone or has no parent.
    #[napi(getter)]
    #[must_use]
    pub fn ppid(&self) -> Option<ProcessId> {
        self.process.parent_pid().map(ProcessId::from)
    }

    /// What it is doing.
    #[napi]
    #[must_use]
    pub fn status(&self) -> ProcessStatus {
        self.process.state().into()
    }

    /// Program and arguments as it was started; empty for a zombie.
    ///
    /// # Errors
    /// `ESRCH` when it is gone.
    #[napi]
    pub fn args(&self) -> ferrotype::Result<Vec<PathText>, ProcessError> {
        let arguments = self.process.arguments()?;
        Ok(arguments.into_iter().map(PathText::from).collect())
    }

    /// Signals the process and everything below it, and gives how many got the signal: 0 when
    /// all were gone. On Windows every signal ends the processes at once.
    ///
    /// # Errors
    /// `EPERM` when none of them may be signalled.
    #[napi]
    pub fn kill_tree(&self, signal: Option<Signal>) -> Job<u32, ProcessError> {
        let process = self.process.clone();
        let signal = signal.map_or(core::Signal::Term, core::Signal::from);
        Job::run(move || {
            let count = process.kill_tree(signal)?;
            Ok(u32::try_from(count).unwrap_or(u32::MAX))
        })
    }
}

impl From<core::ProcessState> for ProcessStatus {
    fn from(state: core::ProcessState) -> Self {
        use core::ProcessState as Core;
        match state {
            Core::Running => Self::Running,
            Core::Sleeping => Self::Sleeping,
            Core::Stopped => Self::Stopped,
            Core::Zombie => Self::Zombie,
            Core::Exited => Self::Exited,
        }
    }
}
