//! Golden files of the unit tests; `UPDATE_EXPECT=1` writes them.

use std::path::Path;

/// Compares a text with a committed file of this crate.
#[track_caller]
pub(crate) fn assert_expected(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, text).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        expected == text,
        "{path} differs; UPDATE_EXPECT=1 cargo test -p ferrotype-extract writes it. Now:\n{text}"
    );
}
