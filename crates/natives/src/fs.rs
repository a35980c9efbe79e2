//! Files and folders.

mod options;

use std::path::Path;

use ferrotype::{
    CancelToken, Job, PathArg, PathText, PlainObject, Row, Rows, napi,
    napi::{
        Either,
        bindgen_prelude::{Buffer, Uint8Array},
    },
    waiting,
};
use natives_core::{Cancel, fs as core};

pub use self::options::{ListOptions, ReadFileOptions, WriteFileOptions};
use crate::{
    cancel,
    errors::{FsError, entry_errors},
};

/// A path below the root that was asked for, with `/` between its parts on every platform. Names
/// that are not UTF-8 hold U+DC80 – U+DCFF for their bytes and can be passed back.
///
/// @brand
#[napi]
pub type RelativePath = PathText;

/// What an entry of a folder is.
#[napi(string_enum = "camelCase")]
#[derive(Clone, Copy)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Directory,
    /// A symbolic link that was not followed, or leads nowhere.
    Symlink,
    /// A named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// A block device.
    BlockDevice,
    /// A character device.
    CharacterDevice,
    /// Something else.
    Other,
}

/// Reads a file, or a part of it, as bytes. Devices and FIFOs are read to their end, or to
/// `length`.
///
/// # Errors
/// The system's code with `path`, `syscall` and `errno` (`ENOENT`, `EACCES`, `EISDIR` …);
/// `ERR_TOO_LARGE` when there is more than `maxBytes`.
#[napi]
pub fn read_file(
    path: PathArg,
    options: Option<ReadFileOptions>,
    token: CancelToken,
) -> Job<Buffer, FsError> {
    Job::run(move || {
        let bytes = read(&path, &options::read(options), &cancel(&token))?;
        Ok(bytes.into())
    })
}

/// Reads a file, or a part of it, as UTF-8. Bytes that are not UTF-8 become U+FFFD and a byte
/// order mark is kept, as with Node's `readFile(path, "utf8")`.
///
/// # Errors
/// As [`read_file`].
#[napi]
pub fn read_text_file(
    path: PathArg,
    options: Option<ReadFileOptions>,
    token: CancelToken,
) -> Job<String, FsError> {
    Job::run(move || {
        let bytes = read(&path, &options::read(options), &cancel(&token))?;
        Ok(core::decode_text(bytes))
    })
}

/// Writes a file, which is created when it is missing. `data` is copied before the function
/// returns; strings are written as UTF-8. A symbolic link is followed; devices and FIFOs are
/// written to and never replaced.
///
/// # Errors
/// The system's code with `path`, `syscall` and `errno` (`ENOENT`, `EACCES`, `EISDIR`, `EEXIST`,
/// `ENOSPC` …); `ERR_INVALID_ARG_VALUE` for options that exclude each other. After a failed
/// atomic write the file is as it was.
#[napi]
pub fn write_file(
    path: PathArg,
    data: Either<String, Uint8Array>,
    options: Option<WriteFileOptions>,
    token: CancelToken,
) -> Job<(), FsError> {
    let bytes = match data {
        Either::A(text) => text.into_bytes(),
        Either::B(bytes) => bytes.to_vec(),
    };
    Job::run(move || {
        let (options, cancel) = (options::write(options), cancel(&token));
        let write = || core::write_file(&path, &bytes, &options, &cancel);
        Ok(if core::may_wait_for_reader(&path) {
            waiting(write)
        } else {
            write()
        }?)
    })
}

/// Reads off the pool what may wait for a writer.
fn read(
    path: &Path,
    options: &core::ReadOptions,
    cancel: &Cancel,
) -> Result<Vec<u8>, core::FsError> {
    let file = core::OpenFile::open(path, cancel)?;
    if file.may_wait() {
        waiting(|| file.read(options, cancel))
    } else {
        file.read(options, cancel)
    }
}

/// An entry of a folder.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct FileInfo {
    /// Relative to the folder that was listed.
    pub path: RelativePath,
    /// Last part of the path.
    pub name: PathText,
    /// What it is.
    pub kind: FileKind,
    /// Whether it is a folder.
    pub is_dir: bool,
    /// Size in bytes; exact up to 2^53. Not there without `stat`.
    pub size_bytes: Option<f64>,
    /// When the content last changed, in milliseconds since 1970, negative before.
    pub modified_ms: Option<f64>,
    /// When it was created, in milliseconds since 1970, where the file system knows.
    pub created_ms: Option<f64>,
    /// Type and permission bits as `fs.Stats` has them; not on Windows.
    pub mode: Option<u32>,
}

/// An entry that could not be looked at while the rest could.
#[napi(object, object_from_js = false)]
pub struct EntryError {
    /// Relative to the root; empty for the root itself.
    pub path: RelativePath,
    /// The system's code: `EACCES`, `ENOENT` …
    pub code: String,
    /// Name of the call that failed: `scandir`, `lstat`, `open`, `read`.
    pub syscall: String,
    /// The whole story, as Node tells it.
    pub message: String,
}

/// What there is to say about a listing as a whole.
#[napi(object, object_from_js = false)]
pub struct ListSummary {
    /// What could not be looked at.
    pub errors: Vec<EntryError>,
    /// Whether `limit` left entries out.
    pub truncated: bool,
}

/// Lists what is in a folder; `true` includes the folders below. One unreadable entry is reported
/// in `errors` and the rest is listed.
///
/// # Errors
/// The system's code with `path`, `syscall` and `errno` when the folder itself cannot be read
/// (`ENOENT`, `ENOTDIR`, `EACCES` …).
#[napi]
pub fn list_directory(
    path: PathArg,
    recursive: Option<Either<bool, PlainObject<ListOptions>>>,
    token: CancelToken,
) -> Job<Rows<FileInfo, ListSummary>, FsError> {
    Job::run(move || {
        let options = options::list(recursive);
        let mut listing = core::list_directory(&path, &options, &cancel(&token))?;
        let errors = entry_errors(listing.take_errors());
        let summary = ListSummary {
            errors,
            truncated: listing.truncated,
        };
        Ok(Rows::new(listing.iter().map(FileInfo::from), summary))
    })
}

impl From<core::Listed<'_>> for FileInfo {
    #[expect(clippy::cast_precision_loss, reason = "documented: exact up to 2^53")]
    fn from(entry: core::Listed<'_>) -> Self {
        let kind = FileKind::from(entry.kind());
        Self {
            path: PathText::relative(&entry.path()),
            name: entry.name().into(),
            kind,
            is_dir: matches!(kind, FileKind::Directory),
            size_bytes: entry.size_bytes().map(|size| size as f64),
            modified_ms: entry.modified_ms(),
            created_ms: entry.created_ms(),
            mode: entry.mode(),
        }
    }
}

impl From<natives_core::FileKind> for FileKind {
    fn from(kind: natives_core::FileKind) -> Self {
        use natives_core::FileKind as Core;
        match kind {
            Core::File => Self::File,
            Core::Directory => Self::Directory,
            Core::Symlink => Self::Symlink,
            Core::Fifo => Self::Fifo,
            Core::Socket => Self::Socket,
            Core::BlockDevice => Self::BlockDevice,
            Core::CharacterDevice => Self::CharacterDevice,
            Core::Other => Self::Other,
        }
    }
}
