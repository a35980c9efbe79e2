//! Texts for cargo: Cargo.toml and Cargo.lock.

use std::{
    fs,
    io::{self, ErrorKind},
    path::Path,
};

/// The locks of the largest workspaces have half a megabyte; a table takes thirty bytes for each of its own.
const MOST_BYTES: u64 = 8 << 20;

/// The text of a file of moderate size; a pipe would never end, and a device would fill the memory.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    let refused = |reason: String| io::Error::new(ErrorKind::InvalidInput, reason);
    let state = fs::metadata(path)?;
    if !state.is_file() {
        return Err(refused("it is no file".to_owned()));
    }
    let bytes = state.len();
    if bytes > MOST_BYTES {
        let reason = format!("it has {bytes} bytes, and {MOST_BYTES} are the most");
        return Err(refused(reason));
    }
    String::from_utf8(fs::read(path)?).map_err(|_| refused("it is not UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::{MOST_BYTES, read_text};

    #[test]
    fn a_file_of_the_limit_is_read_and_a_larger_one_is_not() {
        let folder = std::env::temp_dir().join(format!("ferrotype-text-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("Cargo.toml");
        let file = File::create(&path).unwrap();
        file.set_len(MOST_BYTES).unwrap();
        assert_eq!(read_text(&path).unwrap().len() as u64, MOST_BYTES);
        file.set_len(MOST_BYTES + 1).unwrap();
        let error = read_text(&path).unwrap_err().to_string();
        assert_eq!(error, "it has 8388609 bytes, and 8388608 are the most");
        std::fs::write(&path, b"caf\xe9").unwrap();
        assert_eq!(read_text(&path).unwrap_err().to_string(), "it is not UTF-8");
        assert_eq!(read_text(&folder).unwrap_err().to_string(), "it is no file");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
