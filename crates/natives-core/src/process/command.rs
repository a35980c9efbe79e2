//! What is run, and what comes of it.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use super::{ProcessError, Signal, program, run};
use crate::{Cancel, IoFailure, failure::system_error};

/// 200 MiB for each of the two streams.
pub const DEFAULT_MAX_BUFFER_BYTES: usize = 200 << 20;

/// What a program is started with.
#[derive(Clone, Debug)]
pub struct CommandOptions {
    /// Working folder; the host's own when `None`.
    pub cwd: Option<PathBuf>,
    /// Variables to set, or with `None` to remove.
    pub env: Vec<(OsString, Option<OsString>)>,
    /// Start from the host's environment.
    pub extend_env: bool,
    /// What the program reads; an empty stream otherwise, never the host's own.
    pub input: Vec<u8>,
    /// What is kept of each stream; the rest is read and dropped.
    pub max_buffer_bytes: usize,
    /// Ends the program after this time.
    pub timeout: Option<Duration>,
    /// How it is ended.
    pub kill_signal: Signal,
    /// SIGKILL follows after this time.
    pub force_kill_after: Duration,
    /// End everything that the program has started, too.
    pub kill_tree: bool,
    /// No console window on Windows.
    pub windows_hide: bool,
}

impl Default for CommandOptions {
    fn default() -> Self {
        Self {
            cwd: None,
            env: Vec::new(),
            extend_env: true,
            input: Vec::new(),
            max_buffer_bytes: DEFAULT_MAX_BUFFER_BYTES,
            timeout: None,
            kill_signal: Signal::Term,
            force_kill_after: Duration::from_secs(2),
            kill_tree: true,
            windows_hide: true,
        }
    }
}

/// A program with arguments and options, and the environment of the moment when it was made.
#[derive(Debug)]
pub struct CommandSpec {
    program: OsString,
    arguments: Vec<OsString>,
    environment: BTreeMap<EnvName, OsString>,
    options: CommandOptions,
}

/// Names of variables: on Windows `Path` and `PATH` are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct EnvName(OsString);

impl EnvName {
    #[cfg(windows)]
    fn new(name: OsString) -> Self {
        Self(name.to_ascii_uppercase())
    }

    #[cfg(not(windows))]
    fn new(name: OsString) -> Self {
        Self(name)
    }
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself.
    Exited,
    /// It was ended because its time was over.
    TimedOut,
    /// It was ended because the caller gave up.
    Aborted,
}

/// What a program left.
#[derive(Debug)]
pub struct CommandOutput {
    /// What it printed, up to the limit.
    pub stdout: Vec<u8>,
    /// What it printed as errors, up to the limit.
    pub stderr: Vec<u8>,
    /// Its exit code; `None` when a signal ended it. A signal without a name of ours gives
    /// 128 + its number.
    pub exit_code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<Signal>,
    /// Why it ended.
    pub ending: Ending,
    /// Whether output was dropped.
    pub truncated: bool,
    /// From the start to the end of the output.
    pub duration: Duration,
    /// Its process id, which may belong to another process by now.
    pub pid: u32,
}

impl CommandSpec {
    /// Takes the environment of the host as it is now: call it on the thread that changes it.
    #[must_use]
    pub fn new(program: OsString, arguments: Vec<OsString>, options: CommandOptions) -> Self {
        let mut environment = BTreeMap::new();
        if options.extend_env {
            environment
                .extend(std::env::vars_os().map(|(name, value)| (EnvName::new(name), value)));
        }
        for (name, value) in &options.env {
            let name = EnvName::new(name.clone());
            match value {
                Some(value) => environment.insert(name, value.clone()),
                None => environment.remove(&name),
            };
        }
        Self {
            program,
            arguments,
            environment,
            options,
        }
    }

    fn variable(&self, name: &str) -> Option<&OsStr> {
        self.environment
            .get(&EnvName::new(name.into()))
            .map(OsString::as_os_str)
    }

    /// The host's folder, joined with the one that was asked for.
    fn cwd(&self) -> Result<PathBuf, ProcessError> {
        let asked = self.options.cwd.as_deref().unwrap_or(Path::new(""));
        let cwd = if asked.is_absolute() {
            Ok(asked.to_owned())
        } else {
            std::env::current_dir().map(|current| current.join(asked))
        };
        let checked = cwd.and_then(|cwd| {
            if std::fs::metadata(&cwd)?.is_dir() {
                Ok(cwd)
            } else {
                Err(system_error(io::ErrorKind::NotADirectory))
            }
        });
        Ok(checked.map_err(IoFailure::at("chdir", asked))?)
    }

    fn check_nul(&self) -> Result<(), ProcessError> {
        let has_nul = |text: &OsStr| text.as_encoded_bytes().contains(&0);
        if has_nul(&self.program) {
            return Err(ProcessError::Nul {
                what: "the command",
            });
        }
        if self.arguments.iter().any(|argument| has_nul(argument)) {
            return Err(ProcessError::Nul {
                what: "an argument",
            });
        }
        let bad_variable =
            |(name, value): (&EnvName, &OsString)| has_nul(&name.0) || has_nul(value);
        if self.environment.iter().any(bad_variable) {
            return Err(ProcessError::Nul {
                what: "a variable of the environment",
            });
        }
        Ok(())
    }

    /// The command of `std`, ready to be spawned on the fast path.
    fn command(&self) -> Result<Command, ProcessError> {
        self.check_nul()?;
        let cwd = self.cwd()?;
        let file = program::resolve(
            &self.program,
            &cwd,
            self.variable("PATH"),
            self.variable("PATHEXT"),
        )?;
        let mut command = Command::new(file);
        command
            .args(&self.arguments)
            .env_clear()
            .envs(
                self.environment
                    .iter()
                    .map(|(name, value)| (&name.0, value)),
            )
            .stdin(if self.options.input.is_empty() {
                Stdio::null()
            } else {
                Stdio::piped()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if self.options.cwd.is_some() {
            command.current_dir(cwd);
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.arg0(&self.program);
        }
        Ok(command)
    }
}

/// Runs a program to its end and keeps what it prints.
///
/// # Errors
/// [`ProcessError::Io`] when it cannot be started, [`ProcessError::Nul`],
/// [`ProcessError::Cancelled`] before it is. How it ends is no error here.
pub fn execute(spec: CommandSpec, cancel: &Cancel) -> Result<CommandOutput, ProcessError> {
    cancel.check()?;
    let command = spec.command()?;
    let start = Instant::now();
    let run = run::Run::start(command, &spec.program, spec.options, cancel)?;
    let finished = run.finish()?;
    let (exit_code, signal) = ending_of(finished.status);
    Ok(CommandOutput {
        stdout: finished.stdout,
        stderr: finished.stderr,
        exit_code,
        signal,
        ending: finished.ending,
        truncated: finished.truncated,
        duration: start.elapsed(),
        pid: finished.pid,
    })
}

/// What a run leaves.
pub(super) struct Finished {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) truncated: bool,
    pub(super) status: ExitStatus,
    pub(super) ending: Ending,
    pub(super) pid: u32,
}

#[cfg(unix)]
fn ending_of(status: ExitStatus) -> (Option<i32>, Option<Signal>) {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        None => (status.code(), None),
        Some(number) => match Signal::from_number(number) {
            Some(signal) => (None, Some(signal)),
            None => (Some(128 + number), None),
        },
    }
}

#[cfg(not(unix))]
fn ending_of(status: ExitStatus) -> (Option<i32>, Option<Signal>) {
    (status.code(), None)
}

#[cfg(unix)]
#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
