//! Files and folders.

use ferrotype::{
    CancelToken, Job, PathArg, PathText, Row, Rows, U32, U53, napi,
    napi::{
        Either,
        bindgen_prelude::{Buffer, Uint8Array},
    },
};
use natives_core::fs as core;

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

/// Options of [`read_file`] and [`read_text_file`].
#[napi(object, object_to_js = false)]
pub struct ReadFileOptions {
    /// First byte that is read.
    ///
    /// @default 0
    pub offset: Option<U53>,
    /// How many bytes are read at most; all when left out.
    pub length: Option<U53>,
    /// More bytes than this are refused with `ERR_TOO_LARGE`.
    ///
    /// @default 2147483648
    pub max_bytes: Option<U53>,
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
        let bytes = core::read_file(&path, &read_options(options), &cancel(&token))?;
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
        Ok(core::read_text_file(
            &path,
            &read_options(options),
            &cancel(&token),
        )?)
    })
}

fn read_options(options: Option<ReadFileOptions>) -> core::ReadOptions {
    let defaults = core::ReadOptions::default();
    let Some(options) = options else {
        return defaults;
    };
    core::ReadOptions {
        offset: options.offset.map_or(defaults.offset, U53::get),
        length: options.length.map(U53::get),
        max_bytes: options.max_bytes.map_or(defaults.max_bytes, U53::get),
    }
}

/// Options of [`write_file`].
#[napi(object, object_to_js = false)]
pub struct WriteFileOptions {
    /// Write beside the file and rename over it, so that readers see the old content or the new
    /// one and nothing between. `false` keeps hard links together.
    ///
    /// @default true
    pub atomic: Option<bool>,
    /// Permission bits of a new file, before the umask. An existing file keeps its own.
    ///
    /// @default 0o666
    pub mode: Option<U32>,
    /// Fulfil only when the data is on the disk.
    ///
    /// @default false
    pub flush: Option<bool>,
    /// Create missing parent folders.
    ///
    /// @default false
    pub create_parents: Option<bool>,
    /// Reject with `EEXIST` when the file exists.
    ///
    /// @default false
    pub exclusive: Option<bool>,
    /// Write at the end of what is there; never atomic.
    ///
    /// @default false
    pub append: Option<bool>,
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
        Ok(core::write_file(
            &path,
            &bytes,
            &write_options(options),
            &cancel(&token),
        )?)
    })
}

fn write_options(options: Option<WriteFileOptions>) -> core::WriteOptions {
    let defaults = core::WriteOptions::default();
    let Some(options) = options else {
        return defaults;
    };
    core::WriteOptions {
        atomic: options.atomic.unwrap_or(defaults.atomic),
        mode: options.mode.map(U32::get),
        flush: options.flush.unwrap_or(defaults.flush),
        create_parents: options.create_parents.unwrap_or(defaults.create_parents),
        exclusive: options.exclusive.unwrap_or(defaults.exclusive),
        append: options.append.unwrap_or(defaults.append),
    }
}

/// Options of [`list_directory`].
#[napi(object, object_to_js = false)]
pub struct ListOptions {
    /// List what is in the folders below, too.
    ///
    /// @default false
    pub recursive: Option<bool>,
    /// Levels below the root, at least 1; more than 1 makes the listing recursive. All of them
    /// when `recursive` is set and this is not.
    pub depth: Option<U32>,
    /// Read size, times and mode of every entry.
    ///
    /// @default true
    pub stat: Option<bool>,
    /// Include names that begin with a dot.
    ///
    /// @default true
    pub hidden: Option<bool>,
    /// Leave out what git ignores.
    ///
    /// @default false
    pub gitignore: Option<bool>,
    /// Describe what links lead to, and list the folders behind them. A folder that leads back
    /// to one above it is listed and not entered.
    ///
    /// @default false
    pub follow_symlinks: Option<bool>,
    /// Folder by folder, parents first, names by their bytes. Else in the order of the system.
    ///
    /// @default true
    pub sort: Option<bool>,
    /// List at most this many entries; `truncated` tells when there were more.
    pub limit: Option<U32>,
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
    recursive: Option<Either<bool, ListOptions>>,
    token: CancelToken,
) -> Job<Rows<FileInfo, ListSummary>, FsError> {
    Job::run(move || {
        let options = list_options(recursive);
        let mut listing = core::list_directory(&path, &options, &cancel(&token))?;
        let errors = entry_errors(listing.take_errors());
        let summary = ListSummary {
            errors,
            truncated: listing.truncated,
        };
        Ok(Rows::new(listing.iter().map(FileInfo::from), summary))
    })
}

fn list_options(options: Option<Either<bool, ListOptions>>) -> core::ListOptions {
    let defaults = core::ListOptions::default();
    let options = match options {
        None | Some(Either::A(false)) => return defaults,
        Some(Either::A(true)) => {
            return core::ListOptions {
                depth: None,
                ..defaults
            };
        }
        Some(Either::B(options)) => options,
    };
    let depth = match (options.depth, options.recursive) {
        (Some(depth), _) => Some(depth.get() as usize),
        (None, Some(true)) => None,
        (None, _) => defaults.depth,
    };
    core::ListOptions {
        depth,
        stat: options.stat.unwrap_or(defaults.stat),
        hidden: options.hidden.unwrap_or(defaults.hidden),
        gitignore: options.gitignore.unwrap_or(defaults.gitignore),
        follow_symlinks: options.follow_symlinks.unwrap_or(defaults.follow_symlinks),
        sort: options.sort.unwrap_or(defaults.sort),
        limit: options.limit.map(|limit| limit.get() as usize),
    }
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
