//! What a write needs of Windows: nearly nothing.

use std::{
    fs::{File, Metadata, OpenOptions},
    io,
    path::Path,
};

use super::{Cancel, FsError, IoFailure};

pub(super) fn too_many_links() -> io::Error {
    // ERROR_CANT_RESOLVE_FILENAME, which Node calls ELOOP.
    io::Error::from_raw_os_error(1921)
}

pub(super) fn check_writable(target: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(target).map(drop)
}

pub(super) fn set_mode(_: &mut OpenOptions, _: Option<u32>) {}

#[expect(clippy::unnecessary_wraps, reason = "can fail on unix")]
pub(super) fn keep_owner_and_mode(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "can fail on unix")]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn open_writer(open: &OpenOptions, target: &Path, _: &Cancel) -> Result<File, FsError> {
    Ok(open.open(target).map_err(IoFailure::at("open", target))?)
}
