//! What is part of the contract, and what is not.

use crate::sample;

const BASE: &str = r#"
use ferrotype::{napi, ErrorCode};

/// Reads a file.
#[napi]
pub fn read_file(path: String, size: u32) -> u32 {
    size
}

#[napi(object)]
pub struct Options {
    pub depth: u32,
    pub name: Option<String>,
}

#[napi(string_enum)]
pub enum Kind {
    One,
    Two,
}

#[napi]
pub type Id = u32;

#[derive(ErrorCode)]
pub enum FsError {
    #[code("ENOENT")]
    NotFound,
}

#[napi]
pub struct Handle {
    inner: u32,
}

#[napi]
impl Handle {
    #[napi(getter)]
    pub fn get_size(&self) -> u32 {
        self.inner
    }
}

mod search {
    use ferrotype::napi;
    #[napi]
    pub fn grep(id: super::Id) {}
}
"#;

fn edited(from: &str, to: &str) -> String {
    assert!(BASE.contains(from), "the base has no {from}");
    BASE.replacen(from, to, 1)
}

#[track_caller]
fn assert_changes(from: &str, to: &str, exports: &[&str]) {
    let (before, after) = (sample::of(BASE), sample::of(&edited(from, to)));
    assert_ne!(before.contract.hash, after.contract.hash, "{from} → {to}");
    let mut changed: Vec<&str> = before
        .contract
        .exports
        .iter()
        .filter(|(name, hash)| after.contract.exports.get(*name) != Some(hash))
        .map(|(name, _)| name.as_str())
        .collect();
    let added = after
        .contract
        .exports
        .keys()
        .filter(|name| !before.contract.exports.contains_key(*name));
    changed.extend(added.map(String::as_str));
    changed.sort_unstable();
    assert_eq!(changed, exports, "{from} → {to}");
}

#[track_caller]
fn assert_keeps(from: &str, to: &str) {
    let (before, after) = (sample::of(BASE), sample::of(&edited(from, to)));
    assert_eq!(before.contract, after.contract, "{from} → {to}");
}

#[test]
fn it_is_deterministic() {
    let contract = sample::of(BASE).contract;
    assert_eq!(contract, sample::of(BASE).contract);
    assert_eq!((contract.algorithm, contract.hash.len()), (1, 32));
    assert!(contract.exports.values().all(|hash| hash.len() == 8));
    let names: Vec<&String> = contract.exports.keys().collect();
    assert_eq!(
        names,
        [
            "FsError", "Handle", "Id", "Kind", "Options", "grep", "readFile"
        ]
    );
}

#[test]
fn docs_never_matter() {
    assert_keeps(
        "/// Reads a file.",
        "/// Reads all of a file.\n/// # Errors\n/// Never.",
    );
    assert_keeps("/// Reads a file.", "/// @internal");
}

#[test]
fn deprecation_never_matters() {
    assert_keeps(
        "#[napi]\npub fn",
        "#[deprecated(note = \"x\")]\n#[napi]\npub fn",
    );
}

#[test]
fn bodies_and_positions_never_matter() {
    assert_keeps("    size\n", "    size + 1\n");
    assert_keeps("\nuse ferrotype::{napi", "\n\n\nuse ferrotype::{napi");
}

#[test]
fn imports_never_matter() {
    assert_keeps("path: String", "path: std::string::String");
    assert_keeps("inner: u32", "inner: u64");
    assert_keeps("use ferrotype::{napi, ErrorCode};", "use ferrotype::*;");
}

#[test]
fn rust_names_of_types_never_matter() {
    assert_keeps(
        "pub type Id = u32;",
        "pub type Id = Plain;\ntype Plain = u32;",
    );
}

#[test]
fn order_of_fields_and_variants_never_matters() {
    assert_keeps("    One,\n    Two,", "    Two,\n    One,");
    assert_keeps(
        "    pub depth: u32,\n    pub name: Option<String>,",
        "    pub name: Option<String>,\n    pub depth: u32,",
    );
}

#[test]
fn platforms_are_united() {
    assert_keeps("#[napi]\npub fn", "#[cfg(unix)]\n#[napi]\npub fn");
    assert_keeps(
        "#[napi]\npub type",
        "#[cfg(feature = \"ids\")]\n#[napi]\npub type",
    );
    let twice = "#[cfg(windows)]\n#[napi]\npub fn read_file(path: String, size: u32) -> u32 { 0 }\n\n#[cfg(not(windows))]\n#[napi]\npub fn";
    assert_keeps("#[napi]\npub fn", twice);
}

#[test]
fn tests_are_no_part_of_it() {
    assert_keeps(
        "mod search {",
        "#[cfg(test)]\nmod tests { #[ferrotype::napi] pub fn x() {} }\nmod search {",
    );
}

#[test]
fn a_parameter_has_a_name() {
    assert_changes("path: String", "file: String", &["readFile"]);
}

#[test]
fn a_parameter_has_a_type() {
    assert_changes("size: u32)", "size: f64)", &["readFile"]);
}

#[test]
fn a_result_has_a_type() {
    assert_changes("-> u32 {\n    size", "-> f64 {\n    size", &["readFile"]);
    assert_changes("pub fn read_file", "pub async fn read_file", &["readFile"]);
}

#[test]
fn a_field_is_optional_or_not() {
    assert_changes("pub depth: u32", "pub depth: Option<u32>", &["Options"]);
}

#[test]
fn an_enum_has_its_variants_and_values() {
    assert_changes("    Two,", "    Two,\n    Three,", &["Kind"]);
    assert_changes(
        "#[napi(string_enum)]",
        "#[napi(string_enum = \"lowercase\")]",
        &["Kind"],
    );
}

#[test]
fn a_brand_counts() {
    assert_changes(
        "#[napi]\npub type",
        "/// @brand\n#[napi]\npub type",
        &["Id"],
    );
    assert_changes(
        "#[napi]\npub type",
        "/// @brand strict\n#[napi]\npub type",
        &["Id"],
    );
}

#[test]
fn an_error_code_counts() {
    assert_changes("#[code(\"ENOENT\")]", "#[code(\"EMISSING\")]", &["FsError"]);
}

#[test]
fn the_module_counts() {
    assert_changes("mod search {", "mod find {", &["grep"]);
    assert_changes("/// Reads a file.", "/// @module fs", &["readFile"]);
}

#[test]
fn a_name_counts() {
    assert_changes(
        "pub fn read_file",
        "pub fn read_text",
        &["readFile", "readText"],
    );
    assert_changes(
        "#[napi]\npub type Id",
        "#[napi(js_name = \"Key\")]\npub type Id",
        &["Id", "Key", "grep"],
    );
}

#[test]
fn additions_and_deletions_count() {
    assert_changes(
        "mod search {",
        "#[napi]\npub fn more() {}\nmod search {",
        &["more"],
    );
    let class = &BASE[BASE.find("#[napi]\npub struct Handle").expect("it")
        ..BASE.find("mod search").expect("it")];
    assert_changes(class, "", &["Handle"]);
    assert_changes("get_size", "get_length", &["Handle"]);
}
