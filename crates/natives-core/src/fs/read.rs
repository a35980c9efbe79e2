//! Reads a file, or a part of it, into memory.

use std::{
    fs::{File, Metadata, OpenOptions},
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use super::FsError;
use crate::{Cancel, IoFailure, failure::system_error};

/// 2 GiB: above every source file, below what takes a machine down.
pub const DEFAULT_MAX_BYTES: u64 = 2 << 30;

/// How often a long read looks at its flag.
const CHUNK: u64 = 1 << 20;

/// Which part of a file is wanted.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// First byte.
    pub offset: u64,
    /// How many bytes at most; all when `None`.
    pub length: Option<u64>,
    /// More than this is refused.
    pub max_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            offset: 0,
            length: None,
            max_bytes: DEFAULT_MAX_BYTES,
        }
    }
}

/// Reads a file as bytes. Devices and FIFOs are read to their end or to `length`.
///
/// # Errors
/// [`FsError::Io`] with the failed call; [`FsError::TooLarge`] when more than `max_bytes` would
/// have to be returned; [`FsError::Cancelled`].
pub fn read_file(path: &Path, options: &ReadOptions, cancel: &Cancel) -> Result<Vec<u8>, FsError> {
    OpenFile::open(path, cancel)?.read(options, cancel)
}

/// A file that is open and not read yet.
#[derive(Debug)]
pub struct OpenFile<'a> {
    file: File,
    metadata: Metadata,
    path: &'a Path,
}

impl<'a> OpenFile<'a> {
    /// Opens without waiting for anybody, a FIFO's writer included.
    ///
    /// # Errors
    /// [`FsError::Io`] with the failed call; a folder is refused. [`FsError::Cancelled`].
    pub fn open(path: &'a Path, cancel: &Cancel) -> Result<Self, FsError> {
        cancel.check()?;
        let file = open(path).map_err(IoFailure::at("open", path))?;
        let metadata = file.metadata().map_err(IoFailure::at("fstat", path))?;
        if metadata.is_dir() {
            let error = system_error(io::ErrorKind::IsADirectory);
            return Err(IoFailure::new("read", path, error).into());
        }
        Ok(Self {
            file,
            metadata,
            path,
        })
    }

    /// Whether a read may last as long as somebody else likes: true of all but regular files.
    #[must_use]
    pub fn may_wait(&self) -> bool {
        !self.metadata.is_file()
    }

    /// Reads it, or a part of it.
    ///
    /// # Errors
    /// As [`read_file`].
    pub fn read(self, options: &ReadOptions, cancel: &Cancel) -> Result<Vec<u8>, FsError> {
        let Self {
            file,
            metadata,
            path,
        } = self;
        let mut source = Source {
            file,
            path,
            cancel,
            is_stream: is_stream(&metadata),
        };
        source.skip(options.offset)?;
        let known = metadata.len().saturating_sub(options.offset);
        let wanted = options.length.unwrap_or(u64::MAX);
        if known.min(wanted) > options.max_bytes {
            return Err(too_large(path, options.max_bytes));
        }
        let bytes = source.read(
            wanted.min(options.max_bytes.saturating_add(1)),
            known.min(wanted),
        )?;
        if bytes.len() as u64 > options.max_bytes {
            return Err(too_large(path, options.max_bytes));
        }
        Ok(bytes)
    }
}

/// The text of a file. What is not UTF-8 becomes U+FFFD and a byte order mark is kept, as
/// Node's `readFile(path, "utf8")` does.
#[must_use]
pub fn decode_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn too_large(path: &Path, max_bytes: u64) -> FsError {
    FsError::TooLarge {
        path: path.to_owned(),
        max_bytes,
    }
}

/// An open file that is read in pieces, with a look at the flag before each.
struct Source<'a> {
    file: File,
    path: &'a Path,
    cancel: &'a Cancel,
    is_stream: bool,
}

impl Source<'_> {
    /// Goes to the first byte: by seeking, or by reading where the file cannot seek.
    fn skip(&mut self, offset: u64) -> Result<(), FsError> {
        if offset == 0 || self.file.seek(SeekFrom::Start(offset)).is_ok() {
            return Ok(());
        }
        let mut left = offset;
        while left > 0 {
            let skipped = self.read(left.min(CHUNK), 0)?.len() as u64;
            if skipped == 0 {
                break;
            }
            left -= skipped;
        }
        Ok(())
    }

    fn read(&mut self, limit: u64, expected: u64) -> Result<Vec<u8>, FsError> {
        let mut bytes = Vec::new();
        // One more byte than expected lets `read_to_end` see the end without growing the buffer.
        let capacity = usize::try_from(expected.min(limit).saturating_add(1)).unwrap_or(usize::MAX);
        bytes.try_reserve_exact(capacity).map_err(|_| {
            IoFailure::new("read", self.path, system_error(io::ErrorKind::OutOfMemory))
        })?;
        loop {
            self.cancel.check()?;
            let left = limit - bytes.len() as u64;
            if left == 0 {
                return Ok(bytes);
            }
            let chunk = left.min(CHUNK);
            match (&mut self.file).take(chunk).read_to_end(&mut bytes) {
                Ok(count) if (count as u64) < chunk && self.ended() => return Ok(bytes),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    wait_readable(&self.file);
                }
                Err(error) => return Err(IoFailure::new("read", self.path, error).into()),
            }
        }
    }

    /// A FIFO that nobody has opened for writing yet reads as empty without being at its end.
    fn ended(&self) -> bool {
        !self.is_stream || stream_ended(&self.file)
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // Opening a FIFO blocks until a writer comes, where no flag could end it.
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
fn is_stream(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_stream(_: &std::fs::Metadata) -> bool {
    false
}

/// Waits for data, for the writer's end, or for the next look at the flag.
#[cfg(unix)]
fn wait_readable(file: &File) {
    poll_in(file, 10_000_000);
}

#[cfg(not(unix))]
fn wait_readable(_: &File) {
    std::thread::sleep(std::time::Duration::from_millis(10));
}

#[cfg(unix)]
fn stream_ended(file: &File) -> bool {
    use rustix::event::PollFlags;
    let state = poll_in(file, 10_000_000);
    state.contains(PollFlags::HUP) && !state.contains(PollFlags::IN)
}

#[cfg(not(unix))]
fn stream_ended(_: &File) -> bool {
    true
}

#[cfg(unix)]
fn poll_in(file: &File, nanos: i64) -> rustix::event::PollFlags {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut fds = [PollFd::new(file, PollFlags::IN)];
    let timeout = Timespec {
        tv_sec: 0,
        tv_nsec: nanos,
    };
    match poll(&mut fds, Some(&timeout)) {
        Ok(_) => fds[0].revents(),
        Err(_) => PollFlags::empty(),
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
