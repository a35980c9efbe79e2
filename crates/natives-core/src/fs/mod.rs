//! Files and folders: whole-file reads with limits, atomic writes, parallel listings.

mod error;
mod list;
mod read;
mod write;

pub use error::FsError;
pub use list::{ListOptions, Listed, Listing, list_directory};
pub use read::{DEFAULT_MAX_BYTES, OpenFile, ReadOptions, decode_text, read_file};
pub use write::{WriteOptions, may_wait_for_reader, write_file};
