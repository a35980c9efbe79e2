//! Signals by their names.

macro_rules! signals {
    ($($variant:ident $name:literal $raw:ident, $doc:literal;)*) => {
        /// A signal that every system of ours has a name for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Signal { $(#[doc = $doc] $variant,)* }

        impl Signal {
            /// Every signal.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that Node uses.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            #[cfg(unix)]
            pub(crate) fn raw(self) -> rustix::process::Signal {
                use rustix::process::Signal as Raw;
                match self { $(Self::$variant => Raw::$raw,)* }
            }

            /// The number on this system.
            #[cfg(unix)]
            #[must_use]
            pub fn number(self) -> i32 {
                self.raw().as_raw()
            }
        }
    };
}

signals! {
    Hup "SIGHUP" HUP, "The terminal is gone.";
    Int "SIGINT" INT, "Interrupted from the keyboard.";
    Quit "SIGQUIT" QUIT, "Quit from the keyboard.";
    Ill "SIGILL" ILL, "Illegal instruction.";
    Trap "SIGTRAP" TRAP, "Breakpoint.";
    Abort "SIGABRT" ABORT, "Aborted.";
    Bus "SIGBUS" BUS, "Bad memory access.";
    Fpe "SIGFPE" FPE, "Arithmetic error.";
    Kill "SIGKILL" KILL, "Killed; cannot be caught.";
    Usr1 "SIGUSR1" USR1, "For the program's own use.";
    Segv "SIGSEGV" SEGV, "Invalid memory.";
    Usr2 "SIGUSR2" USR2, "For the program's own use.";
    Pipe "SIGPIPE" PIPE, "Nobody reads the pipe.";
    Alarm "SIGALRM" ALARM, "The timer ran out.";
    Term "SIGTERM" TERM, "Asked to end.";
    Child "SIGCHLD" CHILD, "A child changed its state.";
    Cont "SIGCONT" CONT, "Continue.";
    Stop "SIGSTOP" STOP, "Stop; cannot be caught.";
    Tstp "SIGTSTP" TSTP, "Stop from the keyboard.";
    Ttin "SIGTTIN" TTIN, "Terminal input in the background.";
    Ttou "SIGTTOU" TTOU, "Terminal output in the background.";
    Urg "SIGURG" URG, "Urgent data on a socket.";
    Xcpu "SIGXCPU" XCPU, "Limit of CPU time.";
    Xfsz "SIGXFSZ" XFSZ, "Limit of file size.";
    VtAlarm "SIGVTALRM" VTALARM, "The virtual timer ran out.";
    Prof "SIGPROF" PROF, "The profiling timer ran out.";
    Winch "SIGWINCH" WINCH, "The window changed its size.";
    Io "SIGIO" IO, "Input or output is possible.";
    Sys "SIGSYS" SYS, "Bad system call.";
}

impl Signal {
    /// The signal of a number of this system; `None` for real-time signals.
    #[cfg(unix)]
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|signal| signal.number() == number)
    }
}
