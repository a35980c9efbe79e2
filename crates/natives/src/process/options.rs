//! Options of commands, and their results in the form that was asked for.

use std::{ffi::OsString, time::Duration};

use ferrotype::{
    Entries, PathArg, PlainObject, U32, U53, napi,
    napi::{
        Either,
        bindgen_prelude::{Buffer, Uint8Array},
    },
};
use natives_core::process as core;

use super::{CommandResult, Signal};
use crate::errors::ProcessError;

/// The form of a command's output.
#[napi(string_enum = "lowercase")]
#[derive(Clone, Copy)]
pub enum OutputEncoding {
    /// Text; what is not UTF-8 becomes U+FFFD.
    Utf8,
    /// Bytes.
    Buffer,
}

/// Options of `executeCommand`.
#[napi(object, object_to_js = false)]
pub struct ExecuteOptions {
    /// Working folder. Relative programs and relative entries of `PATH` are looked up from here.
    ///
    /// @default the host's own
    pub cwd: Option<PathArg>,
    /// Variables to set; `undefined` or `null` removes one.
    pub env: Option<Entries<Option<String>>>,
    /// Start from the host's environment.
    ///
    /// @default true
    pub extend_env: Option<bool>,
    /// What the program reads.
    ///
    /// @default an empty input
    pub input: Option<Either<String, Uint8Array>>,
    /// Text or bytes.
    ///
    /// @default "utf8"
    pub encoding: Option<OutputEncoding>,
    /// How many bytes of each stream are kept; the rest is read and dropped.
    ///
    /// @default 209715200
    pub max_buffer_bytes: Option<U53>,
    /// End the program after this time; 0: never.
    ///
    /// @default 0
    pub timeout_ms: Option<U32>,
    /// How the program is ended on timeout and abort.
    ///
    /// @default "SIGTERM"
    pub kill_signal: Option<Signal>,
    /// `SIGKILL` follows after this time.
    ///
    /// @default 2000
    pub force_kill_after_ms: Option<U32>,
    /// End everything that the program has started, too. It then runs in a process group of its
    /// own, which the terminal's Ctrl-C does not reach.
    ///
    /// @default true
    pub kill_tree: Option<bool>,
    /// Reject when the exit code is not 0, a signal ended the program, or its time was over.
    ///
    /// @default false
    pub reject: Option<bool>,
    /// No console window on Windows.
    ///
    /// @default true
    pub windows_hide: Option<bool>,
}

/// In which form a result is wanted.
pub(super) struct Outcome {
    encoding: OutputEncoding,
    reject: bool,
    timeout: Option<Duration>,
}

/// The core's options. A timeout of the options wins over the positional one.
pub(super) fn read(
    given: Option<Either<PathArg, PlainObject<ExecuteOptions>>>,
    timeout_ms: Option<U32>,
) -> (core::CommandOptions, Outcome) {
    let defaults = core::CommandOptions {
        timeout: timeout(timeout_ms),
        ..Default::default()
    };
    let outcome = Outcome {
        encoding: OutputEncoding::Utf8,
        reject: false,
        timeout: defaults.timeout,
    };
    let options = match given {
        None => return (defaults, outcome),
        Some(Either::A(cwd)) => {
            let cwd = Some(cwd.into_path_buf());
            return (core::CommandOptions { cwd, ..defaults }, outcome);
        }
        Some(Either::B(options)) => options.into_inner(),
    };
    let outcome = Outcome {
        encoding: options.encoding.unwrap_or(outcome.encoding),
        reject: options.reject.unwrap_or(outcome.reject),
        timeout: options
            .timeout_ms
            .map_or(outcome.timeout, |given| timeout(Some(given))),
    };
    let limit = options.max_buffer_bytes.map(U53::get);
    let core_options = core::CommandOptions {
        cwd: options.cwd.map(PathArg::into_path_buf),
        env: options.env.map_or(defaults.env, variables),
        extend_env: options.extend_env.unwrap_or(defaults.extend_env),
        input: options.input.map_or(defaults.input, bytes),
        max_buffer_bytes: limit.map_or(defaults.max_buffer_bytes, |limit| {
            usize::try_from(limit).unwrap_or(usize::MAX)
        }),
        timeout: outcome.timeout,
        kill_signal: options
            .kill_signal
            .map_or(defaults.kill_signal, core::Signal::from),
        force_kill_after: options
            .force_kill_after_ms
            .map_or(defaults.force_kill_after, millis),
        kill_tree: options.kill_tree.unwrap_or(defaults.kill_tree),
        windows_hide: options.windows_hide.unwrap_or(defaults.windows_hide),
    };
    (core_options, outcome)
}

pub(super) fn into_os_string(argument: PathArg) -> OsString {
    argument.into_path_buf().into_os_string()
}

fn millis(given: U32) -> Duration {
    Duration::from_millis(given.get().into())
}

fn timeout(given: Option<U32>) -> Option<Duration> {
    given.map(millis).filter(|timeout| !timeout.is_zero())
}

fn bytes(input: Either<String, Uint8Array>) -> Vec<u8> {
    match input {
        Either::A(text) => text.into_bytes(),
        Either::B(bytes) => bytes.to_vec(),
    }
}

fn variables(env: Entries<Option<String>>) -> Vec<(OsString, Option<OsString>)> {
    env.into_iter()
        .map(|(name, value)| (name.into(), value.map(OsString::from)))
        .collect()
}

impl Outcome {
    pub(super) fn finish(self, output: core::CommandOutput) -> Result<CommandResult, ProcessError> {
        match output.ending {
            core::Ending::Aborted => return Err(ProcessError::Aborted),
            core::Ending::TimedOut if self.reject => return Err(self.timed_out(output)),
            core::Ending::Exited if self.reject && output.exit_code != Some(0) => {
                return Err(failed(output));
            }
            _ => {}
        }
        let (stdout, stdout_bytes) = self.encode(output.stdout);
        let (stderr, stderr_bytes) = self.encode(output.stderr);
        Ok(CommandResult {
            stdout,
            stderr,
            stdout_bytes,
            stderr_bytes,
            exit_code: output.exit_code,
            signal: output.signal.map(Signal::from),
            timed_out: output.ending == core::Ending::TimedOut,
            truncated: output.truncated,
            duration_ms: output.duration.as_secs_f64() * 1000.0,
            pid: output.pid.into(),
        })
    }

    fn timed_out(&self, output: core::CommandOutput) -> ProcessError {
        let limit = self.timeout.unwrap_or(output.duration);
        ProcessError::TimedOut {
            message: format!("The command took longer than {} ms", limit.as_millis()),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn encode(&self, bytes: Vec<u8>) -> (String, Option<Buffer>) {
        match self.encoding {
            OutputEncoding::Utf8 => (text(bytes), None),
            OutputEncoding::Buffer => (String::new(), Some(bytes.into())),
        }
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn failed(output: core::CommandOutput) -> ProcessError {
    let signal = output.signal.map(core::Signal::name);
    let message = match (output.exit_code, signal) {
        (Some(code), _) => format!("The command ended with exit code {code}"),
        (None, Some(name)) => format!("The command was ended by {name}"),
        (None, None) => "The command failed".to_owned(),
    };
    ProcessError::Failed {
        message,
        exit_code: output.exit_code,
        signal,
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}
