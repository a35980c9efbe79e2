//! Signals by their names.

use ferrotype::napi;
use natives_core::process as core;

/// A signal, by the name that Node gives it.
#[napi(string_enum)]
#[derive(Clone, Copy)]
pub enum Signal {
    /// The terminal is gone.
    #[napi(value = "SIGHUP")]
    Hup,
    /// Interrupted from the keyboard.
    #[napi(value = "SIGINT")]
    Int,
    /// Quit from the keyboard.
    #[napi(value = "SIGQUIT")]
    Quit,
    /// Illegal instruction.
    #[napi(value = "SIGILL")]
    Ill,
    /// Breakpoint.
    #[napi(value = "SIGTRAP")]
    Trap,
    /// Aborted.
    #[napi(value = "SIGABRT")]
    Abort,
    /// Bad memory access.
    #[napi(value = "SIGBUS")]
    Bus,
    /// Arithmetic error.
    #[napi(value = "SIGFPE")]
    Fpe,
    /// Killed; cannot be caught.
    #[napi(value = "SIGKILL")]
    Kill,
    /// For the program's own use.
    #[napi(value = "SIGUSR1")]
    Usr1,
    /// Invalid memory.
    #[napi(value = "SIGSEGV")]
    Segv,
    /// For the program's own use.
    #[napi(value = "SIGUSR2")]
    Usr2,
    /// Nobody reads the pipe.
    #[napi(value = "SIGPIPE")]
    Pipe,
    /// The timer ran out.
    #[napi(value = "SIGALRM")]
    Alarm,
    /// Asked to end.
    #[napi(value = "SIGTERM")]
    Term,
    /// A child changed its state.
    #[napi(value = "SIGCHLD")]
    Child,
    /// Continue.
    #[napi(value = "SIGCONT")]
    Cont,
    /// Stop; cannot be caught.
    #[napi(value = "SIGSTOP")]
    Stop,
    /// Stop from the keyboard.
    #[napi(value = "SIGTSTP")]
    Tstp,
    /// Terminal input in the background.
    #[napi(value = "SIGTTIN")]
    Ttin,
    /// Terminal output in the background.
    #[napi(value = "SIGTTOU")]
    Ttou,
    /// Urgent data on a socket.
    #[napi(value = "SIGURG")]
    Urg,
    /// Limit of CPU time.
    #[napi(value = "SIGXCPU")]
    Xcpu,
    /// Limit of file size.
    #[napi(value = "SIGXFSZ")]
    Xfsz,
    /// The virtual timer ran out.
    #[napi(value = "SIGVTALRM")]
    VtAlarm,
    /// The profiling timer ran out.
    #[napi(value = "SIGPROF")]
    Prof,
    /// The window changed its size.
    #[napi(value = "SIGWINCH")]
    Winch,
    /// Input or output is possible.
    #[napi(value = "SIGIO")]
    Io,
    /// Bad system call.
    #[napi(value = "SIGSYS")]
    Sys,
}

impl From<Signal> for core::Signal {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Hup => Self::Hup,
            Signal::Int => Self::Int,
            Signal::Quit => Self::Quit,
            Signal::Ill => Self::Ill,
            Signal::Trap => Self::Trap,
            Signal::Abort => Self::Abort,
            Signal::Bus => Self::Bus,
            Signal::Fpe => Self::Fpe,
            Signal::Kill => Self::Kill,
            Signal::Usr1 => Self::Usr1,
            Signal::Segv => Self::Segv,
            Signal::Usr2 => Self::Usr2,
            Signal::Pipe => Self::Pipe,
            Signal::Alarm => Self::Alarm,
            Signal::Term => Self::Term,
            Signal::Child => Self::Child,
            Signal::Cont => Self::Cont,
            Signal::Stop => Self::Stop,
            Signal::Tstp => Self::Tstp,
            Signal::Ttin => Self::Ttin,
            Signal::Ttou => Self::Ttou,
            Signal::Urg => Self::Urg,
            Signal::Xcpu => Self::Xcpu,
            Signal::Xfsz => Self::Xfsz,
            Signal::VtAlarm => Self::VtAlarm,
            Signal::Prof => Self::Prof,
            Signal::Winch => Self::Winch,
            Signal::Io => Self::Io,
            Signal::Sys => Self::Sys,
        }
    }
}

impl From<core::Signal> for Signal {
    fn from(signal: core::Signal) -> Self {
        use core::Signal as Core;
        match signal {
            Core::Hup => Self::Hup,
            Core::Int => Self::Int,
            Core::Quit => Self::Quit,
            Core::Ill => Self::Ill,
            Core::Trap => Self::Trap,
            Core::Abort => Self::Abort,
            Core::Bus => Self::Bus,
            Core::Fpe => Self::Fpe,
            Core::Kill => Self::Kill,
            Core::Usr1 => Self::Usr1,
            Core::Segv => Self::Segv,
            Core::Usr2 => Self::Usr2,
            Core::Pipe => Self::Pipe,
            Core::Alarm => Self::Alarm,
            Core::Term => Self::Term,
            Core::Child => Self::Child,
            Core::Cont => Self::Cont,
            Core::Stop => Self::Stop,
            Core::Tstp => Self::Tstp,
            Core::Ttin => Self::Ttin,
            Core::Ttou => Self::Ttou,
            Core::Urg => Self::Urg,
            Core::Xcpu => Self::Xcpu,
            Core::Xfsz => Self::Xfsz,
            Core::VtAlarm => Self::VtAlarm,
            Core::Prof => Self::Prof,
            Core::Winch => Self::Winch,
            Core::Io => Self::Io,
            Core::Sys => Self::Sys,
        }
    }
}
