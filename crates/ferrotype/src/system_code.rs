//! The errors of the system, by Node's names.

use std::io;

use crate::CodedError;

/// One error of the system.
#[derive(Clone, Copy)]
pub(crate) struct SystemCode {
    pub(crate) code: &'static str,
    pub(crate) description: &'static str,
    /// Negative, as Node has it on this platform.
    pub(crate) errno: i32,
}

/// Name, what Node says, the number that Node has on Windows, libuv's order.
macro_rules! system_codes {
    ($($name:ident $windows:literal $description:literal)+) => {
        const TABLE: &[SystemCode] = &[
            $(SystemCode {
                code: stringify!($name),
                description: $description,
                #[cfg(unix)]
                errno: -libc::$name,
                #[cfg(not(unix))]
                errno: $windows,
            }),+
        ];

        /// The codes that `#[code(system)]` stands for: Node's names of the errors of a system
        /// call, and `UNKNOWN` for any other.
        pub const SYSTEM_CODES: &[&str] = &[$(stringify!($name)),+, "UNKNOWN"];
    };
}

system_codes! {
    E2BIG -4093 "argument list too long"
    EACCES -4092 "permission denied"
    EADDRINUSE -4091 "address already in use"
    EADDRNOTAVAIL -4090 "address not available"
    EAGAIN -4088 "resource temporarily unavailable"
    EBADF -4083 "bad file descriptor"
    EBUSY -4082 "resource busy or locked"
    ECANCELED -4081 "operation canceled"
    ECONNABORTED -4079 "software caused connection abort"
    ECONNREFUSED -4078 "connection refused"
    ECONNRESET -4077 "connection reset by peer"
    EEXIST -4075 "file already exists"
    EFBIG -4036 "file too large"
    EHOSTUNREACH -4073 "host is unreachable"
    EINTR -4072 "interrupted system call"
    EINVAL -4071 "invalid argument"
    EIO -4070 "i/o error"
    EISDIR -4068 "illegal operation on a directory"
    ELOOP -4067 "too many symbolic links encountered"
    EMFILE -4066 "too many open files"
    EMLINK -4032 "too many links"
    ENAMETOOLONG -4064 "name too long"
    ENETDOWN -4063 "network is down"
    ENETUNREACH -4062 "network is unreachable"
    ENFILE -4061 "file table overflow"
    ENODEV -4059 "no such device"
    ENOENT -4058 "no such file or directory"
    ENOEXEC -4028 "exec format error"
    ENOMEM -4057 "not enough memory"
    ENOSPC -4055 "no space left on device"
    ENOSYS -4054 "function not implemented"
    ENOTCONN -4053 "socket is not connected"
    ENOTDIR -4052 "not a directory"
    ENOTEMPTY -4051 "directory not empty"
    ENOTSUP -4049 "operation not supported on socket"
    ENOTTY -4029 "inappropriate ioctl for device"
    ENXIO -4033 "no such device or address"
    EPERM -4048 "operation not permitted"
    EPIPE -4047 "broken pipe"
    ERANGE -4034 "result too large"
    EROFS -4043 "read-only file system"
    ESPIPE -4041 "invalid seek"
    ESRCH -4040 "no such process"
    ETIMEDOUT -4039 "connection timed out"
    ETXTBSY -4038 "text file is busy"
    EXDEV -4037 "cross-device link not permitted"
}

const UNKNOWN: SystemCode = SystemCode {
    code: "UNKNOWN",
    description: "unknown error",
    errno: -4094,
};

/// What Node would call `error`.
pub(crate) fn of(error: &io::Error) -> SystemCode {
    error
        .raw_os_error()
        .and_then(of_raw)
        .or_else(|| of_kind(error.kind()))
        .unwrap_or(UNKNOWN)
}

/// Passes on an error whose code was chosen at run time, and checks it in debug builds: a code
/// that `#[code(..)]` does not list is unknown to TypeScript.
#[doc(hidden)]
#[must_use]
pub fn listed(error: CodedError, codes: &[&str], system: bool) -> CodedError {
    debug_assert!(
        codes.contains(&error.code()) || (system && SYSTEM_CODES.contains(&error.code())),
        "`#[code(..)]` does not list {:?}",
        error.code()
    );
    error
}

fn named(code: &str) -> Option<SystemCode> {
    TABLE.iter().find(|known| known.code == code).copied()
}

#[cfg(unix)]
fn of_raw(number: i32) -> Option<SystemCode> {
    TABLE.iter().find(|known| known.errno == -number).copied()
}

/// Windows numbers as libuv translates them.
#[cfg(windows)]
fn of_raw(number: i32) -> Option<SystemCode> {
    named(match number {
        // ERROR_FILE_NOT_FOUND, PATH_NOT_FOUND, INVALID_DRIVE, INVALID_NAME, MOD_NOT_FOUND,
        // BAD_PATHNAME, DIRECTORY, ENVVAR_NOT_FOUND, INVALID_REPARSE_DATA
        2 | 3 | 15 | 123 | 126 | 161 | 203 | 267 | 4392 => "ENOENT",
        // ERROR_TOO_MANY_OPEN_FILES
        4 => "EMFILE",
        // ERROR_ACCESS_DENIED, PRIVILEGE_NOT_HELD
        5 | 1314 => "EPERM",
        // ERROR_INVALID_HANDLE
        6 => "EBADF",
        // ERROR_NOT_ENOUGH_MEMORY, OUTOFMEMORY
        8 | 14 => "ENOMEM",
        // ERROR_CURRENT_DIRECTORY
        16 => "EBUSY",
        // ERROR_NOT_SAME_DEVICE
        17 => "EXDEV",
        // ERROR_WRITE_PROTECT
        19 => "EROFS",
        // ERROR_CRC, SEEK, GEN_FAILURE, IO_DEVICE
        23 | 25 | 31 | 1117 => "EIO",
        // ERROR_SHARING_VIOLATION, LOCK_VIOLATION, BUSY, PIPE_BUSY
        32 | 33 | 170 | 231 => "EBUSY",
        // ERROR_HANDLE_DISK_FULL, DISK_FULL
        39 | 112 => "ENOSPC",
        // ERROR_NOT_SUPPORTED
        50 => "ENOTSUP",
        // ERROR_FILE_EXISTS, ALREADY_EXISTS
        80 | 183 => "EEXIST",
        // ERROR_INVALID_PARAMETER
        87 => "EINVAL",
        // ERROR_BROKEN_PIPE, BAD_PIPE, NO_DATA
        109 | 230 | 232 => "EPIPE",
        // ERROR_SEM_TIMEOUT, WAIT_TIMEOUT
        121 | 258 => "ETIMEDOUT",
        // ERROR_DIR_NOT_EMPTY
        145 => "ENOTEMPTY",
        // ERROR_BAD_EXE_FORMAT
        193 => "ENOEXEC",
        // ERROR_FILENAME_EXCED_RANGE
        206 => "ENAMETOOLONG",
        // ERROR_OPERATION_ABORTED
        995 => "ECANCELED",
        // ERROR_NOACCESS, CANT_ACCESS_FILE, ELEVATION_REQUIRED
        998 | 1920 | 740 => "EACCES",
        // ERROR_CANT_RESOLVE_FILENAME
        1921 => "ELOOP",
        _ => return None,
    })
}

#[cfg(not(any(unix, windows)))]
fn of_raw(_number: i32) -> Option<SystemCode> {
    None
}

/// For errors that the standard library makes itself.
fn of_kind(kind: io::ErrorKind) -> Option<SystemCode> {
    use io::ErrorKind as Kind;

    named(match kind {
        Kind::NotFound => "ENOENT",
        Kind::PermissionDenied => "EACCES",
        Kind::AlreadyExists => "EEXIST",
        Kind::NotADirectory => "ENOTDIR",
        Kind::IsADirectory => "EISDIR",
        Kind::DirectoryNotEmpty => "ENOTEMPTY",
        Kind::ReadOnlyFilesystem => "EROFS",
        Kind::StorageFull => "ENOSPC",
        Kind::FileTooLarge => "EFBIG",
        Kind::ResourceBusy => "EBUSY",
        Kind::ExecutableFileBusy => "ETXTBSY",
        Kind::CrossesDevices => "EXDEV",
        Kind::InvalidInput | Kind::InvalidData => "EINVAL",
        Kind::TimedOut => "ETIMEDOUT",
        Kind::Interrupted => "EINTR",
        Kind::WouldBlock => "EAGAIN",
        Kind::BrokenPipe => "EPIPE",
        Kind::ConnectionRefused => "ECONNREFUSED",
        Kind::ConnectionReset => "ECONNRESET",
        Kind::Unsupported => "ENOSYS",
        Kind::OutOfMemory => "ENOMEM",
        Kind::UnexpectedEof | Kind::WriteZero => "EIO",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_the_names_of_node() {
        assert_eq!(of(&io::Error::from(io::ErrorKind::NotFound)).code, "ENOENT");
        assert_eq!(of(&io::Error::other("odd")).code, "UNKNOWN");
    }

    #[test]
    fn the_list_is_sorted_without_doubles() {
        let named = &SYSTEM_CODES[..SYSTEM_CODES.len() - 1];
        assert!(named.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(SYSTEM_CODES.len(), TABLE.len() + 1);
    }

    #[cfg(unix)]
    #[test]
    fn numbers_of_the_system_have_the_names_of_node() {
        for (number, code) in [
            (libc::ENOENT, "ENOENT"),
            (libc::EACCES, "EACCES"),
            (libc::ENOTEMPTY, "ENOTEMPTY"),
            (libc::EMFILE, "EMFILE"),
            (libc::EWOULDBLOCK, "EAGAIN"),
        ] {
            let known = of(&io::Error::from_raw_os_error(number));
            assert_eq!((known.code, known.errno), (code, -number));
        }
    }
}
