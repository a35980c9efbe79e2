//! Files and folders: whole-file reads with limits, atomic writes, parallel listings.

mod error;
mod list;
mod read;
mod write;

pub use error::FsError;
pub use list::{ListOptions, Listed, Listing, list_directory};
pub use read::{DEFAULT_MAX_BYTES, ReadOptions, read_file, read_text_file};
pub use write::{WriteOptions, write_file};
