//! What `#[code(system)]` stands for.

/// `ferrotype::SYSTEM_CODES`: Node's names of the errors of a system call, and `UNKNOWN`.
pub(super) const SYSTEM_CODES: [&str; 47] = [
    "E2BIG",
    "EACCES",
    "EADDRINUSE",
    "EADDRNOTAVAIL",
    "EAGAIN",
    "EBADF",
    "EBUSY",
    "ECANCELED",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EEXIST",
    "EFBIG",
    "EHOSTUNREACH",
    "EINTR",
    "EINVAL",
    "EIO",
    "EISDIR",
    "ELOOP",
    "EMFILE",
    "EMLINK",
    "ENAMETOOLONG",
    "ENETDOWN",
    "ENETUNREACH",
    "ENFILE",
    "ENODEV",
    "ENOENT",
    "ENOEXEC",
    "ENOMEM",
    "ENOSPC",
    "ENOSYS",
    "ENOTCONN",
    "ENOTDIR",
    "ENOTEMPTY",
    "ENOTSUP",
    "ENOTTY",
    "ENXIO",
    "EPERM",
    "EPIPE",
    "ERANGE",
    "EROFS",
    "ESPIPE",
    "ESRCH",
    "ETIMEDOUT",
    "ETXTBSY",
    "EXDEV",
    "UNKNOWN",
];

#[cfg(test)]
mod tests {
    use super::SYSTEM_CODES;

    #[test]
    fn they_are_ferrotypes() {
        let source = include_str!("../../../ferrotype/src/system_code.rs");
        let (_, table) = source
            .split_once("\nsystem_codes! {")
            .expect("the table of ferrotype");
        let names: Vec<&str> = table
            .split_once("\n}")
            .expect("its end")
            .0
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .chain(["UNKNOWN"])
            .collect();
        assert_eq!(names, SYSTEM_CODES);
    }
}
