//! Golden files of the unit tests; `UPDATE_EXPECT=1` writes them.

use std::path::Path;

use serde_json::Value;

/// Compares a value with a committed file of this crate, whose layout is the formatter's.
#[track_caller]
pub(crate) fn assert_expected_json(path: &str, value: &Value) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let read =
        || -> Option<Value> { serde_json::from_str(&std::fs::read_to_string(&file).ok()?).ok() };
    if std::env::var_os("UPDATE_EXPECT").is_some() && read().as_ref() != Some(value) {
        let text = serde_json::to_string_pretty(value).expect("a value is JSON");
        std::fs::write(&file, text + "\n").expect("the golden file can be written");
    }
    assert!(
        read().as_ref() == Some(value),
        "{path} differs; `UPDATE_EXPECT=1 cargo test -p ferrotype-extract` and prettier write it"
    );
}
