//! Options of reads, writes and listings.

use ferrotype::{PlainObject, U32, U53, napi, napi::Either};
use natives_core::fs as core;

/// Options of `readFile` and `readTextFile`.
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

pub(super) fn read(options: Option<ReadFileOptions>) -> core::ReadOptions {
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

/// Options of `writeFile`.
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

pub(super) fn write(options: Option<WriteFileOptions>) -> core::WriteOptions {
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

/// Options of `listDirectory`.
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

pub(super) fn list(options: Option<Either<bool, PlainObject<ListOptions>>>) -> core::ListOptions {
    let defaults = core::ListOptions::default();
    let options = match options {
        None | Some(Either::A(false)) => return defaults,
        Some(Either::A(true)) => {
            return core::ListOptions {
                depth: None,
                ..defaults
            };
        }
        Some(Either::B(options)) => options.into_inner(),
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
