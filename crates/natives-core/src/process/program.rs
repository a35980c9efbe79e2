//! Finds the file of a program, as the child itself would.
//!
//! `std` looks a bare name up in the child only after a full fork when the environment is changed,
//! and reports a missing program and a missing folder alike.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use super::ProcessError;
use crate::{IoFailure, failure::system_error};

/// The absolute path of `program`. A name without separators is looked up in `search_path`, the
/// rest is relative to `cwd`.
pub(super) fn resolve(
    program: &OsStr,
    cwd: &Path,
    search_path: Option<&OsStr>,
    extensions: Option<&OsStr>,
) -> Result<PathBuf, ProcessError> {
    let not_found = || failed(Path::new(program), io::ErrorKind::NotFound);
    if program.is_empty() {
        return Err(not_found());
    }
    if has_separator(program) {
        return in_place(&cwd.join(program), extensions).unwrap_or_else(|| Err(not_found()));
    }
    let default = default_search_path();
    let mut refused = None;
    for folder in std::env::split_paths(search_path.unwrap_or(default.as_ref())) {
        match in_place(&cwd.join(folder).join(program), extensions) {
            Some(Ok(path)) => return Ok(path),
            // Like execvp: go on, and tell of it when nothing better comes.
            Some(Err(error)) => refused = refused.or(Some(error)),
            None => {}
        }
    }
    Err(refused.unwrap_or_else(not_found))
}

fn failed(program: &Path, kind: io::ErrorKind) -> ProcessError {
    IoFailure::new("spawn", program, system_error(kind)).into()
}

#[cfg(unix)]
fn has_separator(program: &OsStr) -> bool {
    program.as_encoded_bytes().contains(&b'/')
}

#[cfg(not(unix))]
fn has_separator(program: &OsStr) -> bool {
    program
        .as_encoded_bytes()
        .iter()
        .any(|byte| matches!(byte, b'/' | b'\\' | b':'))
}

#[cfg(unix)]
fn default_search_path() -> &'static str {
    "/usr/local/bin:/bin:/usr/bin"
}

#[cfg(not(unix))]
fn default_search_path() -> &'static str {
    ""
}

/// `None`: nothing there. An error: something there that may not be executed.
#[cfg(unix)]
fn in_place(candidate: &Path, _: Option<&OsStr>) -> Option<Result<PathBuf, ProcessError>> {
    let metadata = std::fs::metadata(candidate).ok()?;
    let executable =
        metadata.is_file() && rustix::fs::access(candidate, rustix::fs::Access::EXEC_OK).is_ok();
    let path = candidate.to_owned();
    Some(if executable {
        Ok(path)
    } else {
        Err(failed(&path, io::ErrorKind::PermissionDenied))
    })
}

#[cfg(not(unix))]
fn in_place(candidate: &Path, extensions: Option<&OsStr>) -> Option<Result<PathBuf, ProcessError>> {
    if candidate.extension().is_some() && candidate.is_file() {
        return Some(Ok(candidate.to_owned()));
    }
    let extensions = extensions
        .and_then(OsStr::to_str)
        .unwrap_or(".COM;.EXE;.BAT;.CMD");
    extensions
        .split(';')
        .filter(|extension| !extension.is_empty())
        .find_map(|extension| {
            let mut name = candidate.as_os_str().to_owned();
            name.push(extension);
            let path = PathBuf::from(name);
            path.is_file().then_some(Ok(path))
        })
}

#[cfg(unix)]
#[cfg(test)]
#[path = "program_tests.rs"]
mod tests;
