//! Processes as `/proc` shows them.

use std::{ffi::OsString, fs, os::unix::ffi::OsStringExt};

use super::{Identity, ProcessRow, ProcessState};

/// Fields of `/proc/PID/stat` after the name, which may hold anything, parentheses too.
const STATE: usize = 0;
const PARENT: usize = 1;
const GROUP: usize = 2;
const START: usize = 19;

pub(in super::super) fn read(pid: u32) -> Option<ProcessRow> {
    parse(pid, &fs::read(format!("/proc/{pid}/stat")).ok()?)
}

pub(in super::super) fn snapshot() -> Vec<ProcessRow> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(read)
        .collect()
}

/// Empty for a zombie and for threads of the kernel.
pub(in super::super) fn arguments(pid: u32) -> Option<Vec<OsString>> {
    let bytes = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
    let text = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
    if text.is_empty() {
        return Some(Vec::new());
    }
    Some(
        text.split(|byte| *byte == 0)
            .map(|part| OsString::from_vec(part.to_owned()))
            .collect(),
    )
}

fn parse(pid: u32, stat: &[u8]) -> Option<ProcessRow> {
    let after_name = memchr::memrchr(b')', stat)? + 1;
    let rest = std::str::from_utf8(&stat[after_name..]).ok()?;
    let fields: Vec<&str> = rest.split_ascii_whitespace().take(START + 1).collect();
    Some(ProcessRow {
        identity: Identity {
            pid,
            start: fields.get(START)?.parse().ok()?,
        },
        parent: fields
            .get(PARENT)?
            .parse()
            .ok()
            .filter(|parent| *parent != 0),
        group: fields.get(GROUP)?.parse().ok(),
        state: state(fields.get(STATE)?),
    })
}

fn state(letter: &str) -> ProcessState {
    match letter {
        "R" => ProcessState::Running,
        "T" | "t" => ProcessState::Stopped,
        "Z" => ProcessState::Zombie,
        "X" | "x" => ProcessState::Exited,
        _ => ProcessState::Sleeping,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_and_blanks_does_not_shift_the_fields() {
        let stat = b"42 (a) b (c) S 7 8 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0";
        let row = parse(42, stat).unwrap();
        assert_eq!(
            row.identity,
            Identity {
                pid: 42,
                start: 12345
            }
        );
        assert_eq!((row.parent, row.group), (Some(7), Some(8)));
        assert_eq!(row.state, ProcessState::Sleeping);
    }

    #[test]
    fn this_process_is_in_the_table() {
        let own = std::process::id();
        let row = read(own).unwrap();
        assert!(
            snapshot()
                .iter()
                .any(|other| other.identity == row.identity)
        );
        assert!(!arguments(own).unwrap().is_empty());
    }
}
