//! What a write needs of Unix: modes, owners, FIFOs.

use std::{
    fs::{File, Metadata, OpenOptions},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

use rustix::{fs::Access, io::Errno};

use super::{Cancel, FsError, IoFailure, pause};

pub(super) fn too_many_links() -> io::Error {
    Errno::LOOP.into()
}

/// A rename would replace a file that its owner has made read-only.
pub(super) fn check_writable(target: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(target, Access::WRITE_OK)?)
}

pub(super) fn set_mode(open: &mut OpenOptions, mode: Option<u32>) {
    open.mode(mode.unwrap_or(0o666));
}

pub(super) fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only root may give files away; the content matters more than the owner.
        let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    }
    if new.mode() == old.mode() {
        Ok(())
    } else {
        file.set_permissions(old.permissions())
    }
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A FIFO without a reader refuses a writer that does not wait; waiting could not be ended.
pub(super) fn open_writer(
    open: &OpenOptions,
    target: &Path,
    cancel: &Cancel,
) -> Result<File, FsError> {
    let mut open = open.clone();
    open.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    loop {
        match open.open(target) {
            Err(error) if Errno::from_io_error(&error) == Some(Errno::NXIO) => {
                cancel.check()?;
                pause();
            }
            result => return Ok(result.map_err(IoFailure::at("open", target))?),
        }
    }
}
