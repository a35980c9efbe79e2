//! For the build script of an addon: `fn main() { napi_build::setup(); ferrotype_extract::build::setup(); }`.
#![expect(
    clippy::print_stdout,
    reason = "a build script speaks to cargo through stdout"
)]

use std::{
    env,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{Manifest, Request, extract};

/// Marks the stamp in a binary.
const MAGIC: &[u8; 16] = b"FERROTYPE-STAMP\0";

/// Writes `$OUT_DIR/ferrotype-stamp.bin` for `ferrotype::stamp!()`, sets the variables that it reads
/// with `env!`, and tells cargo every file and folder that they depend on.
///
/// Rust that does not parse is left to rustc; what cannot be read at all fails the build with a message.
pub fn setup() {
    if let Err(message) = run() {
        println!("cargo::error={message}");
    }
}

fn run() -> Result<(), String> {
    let folder = variable("CARGO_MANIFEST_DIR")?;
    let out = PathBuf::from(variable("OUT_DIR")?);
    let features = enabled_features();
    let request = Request {
        crate_folder: PathBuf::from(&folder),
        features,
        workspace_root: None,
    };
    let manifest = extract(&request).map_err(|error| error.to_string())?;
    let file = out.join("ferrotype-stamp.bin");
    std::fs::write(&file, stamp(&manifest))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let contract = &manifest.contract;
    println!(
        "cargo::rustc-env=FERROTYPE_PACKAGE={}",
        manifest.crate_info.package
    );
    println!("cargo::rustc-env=FERROTYPE_CONTRACT={}", contract.hash);
    println!(
        "cargo::rustc-env=FERROTYPE_ALGORITHM={}",
        contract.algorithm
    );
    println!("cargo::rustc-env=FERROTYPE_PROFILE={}", profile(&out));
    for input in &manifest.inputs {
        let path = root_of(Path::new(&folder), &manifest).join(input);
        println!("cargo::rerun-if-changed={}", path.display());
    }
    Ok(())
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set: call this from a build script"))
}

/// Cargo tells features as `CARGO_FEATURE_X_Y`; the manifest lists them, the contract ignores them.
fn enabled_features() -> Vec<String> {
    env::vars()
        .filter_map(|(name, _)| Some(name.strip_prefix("CARGO_FEATURE_")?.to_lowercase()))
        .collect()
}

/// The workspace root: the crate's folder without what the manifest says of it.
fn root_of(folder: &Path, manifest: &Manifest) -> PathBuf {
    let depth = Path::new(&manifest.crate_info.root).components().count();
    let folder = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    folder
        .ancestors()
        .nth(depth)
        .unwrap_or(&folder)
        .to_path_buf()
}

/// The bytes of the stamp, as docs/border.md says.
fn stamp(manifest: &Manifest) -> Vec<u8> {
    let contract = &manifest.contract;
    let text = json!({
        "package": manifest.crate_info.package,
        "version": manifest.crate_info.version,
        "algorithm": contract.algorithm,
        "contract": contract.hash,
        "exports": contract.exports,
    })
    .to_string();
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [MAGIC.as_slice(), &length.to_le_bytes(), text.as_bytes()].concat()
}

/// Cargo's profile: the folder before `build` in `OUT_DIR` (`dev` builds into `debug`).
fn profile(out: &Path) -> String {
    let parts: Vec<String> = out
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts
        .iter()
        .rposition(|part| part == "build")
        .and_then(|at| parts.get(at.checked_sub(1)?))
        .cloned()
        .unwrap_or_else(|| env::var("PROFILE").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::profile;

    #[test]
    fn the_profile_stands_before_build() {
        for (out, expected) in [
            ("/w/target/quick/build/natives-1a/out", "quick"),
            (
                "/w/target/x86_64-pc-windows-msvc/release/build/natives-1a/out",
                "release",
            ),
            ("/build/w/target/debug/build/natives/1a/out", "debug"),
        ] {
            assert_eq!(profile(Path::new(out)), expected);
        }
    }
}
