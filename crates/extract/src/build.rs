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

use crate::{Manifest, Request, cargo, extract};

/// Marks the stamp in a binary.
const MAGIC: &[u8; 16] = b"FERROTYPE-STAMP\0";

/// Writes `$OUT_DIR/ferrotype-stamp.bin` for `ferrotype::stamp!()`, sets the variables that it reads
/// with `env!`, and tells cargo every file and folder that they depend on.
///
/// Rust that does not parse is left to rustc; what cannot be read at all fails the build with a message.
pub fn setup() {
    let lines = variable("CARGO_MANIFEST_DIR").and_then(|folder| {
        let out = variable("OUT_DIR")?;
        prepare(
            Path::new(&folder),
            Path::new(&out),
            enabled_features(),
            cpu_level(),
        )
    });
    match lines {
        Ok(lines) => {
            for line in lines {
                println!("{line}");
            }
        }
        Err(message) => println!("cargo::error={message}"),
    }
}

/// Writes the stamp and gives what is to be told to cargo.
fn prepare(
    folder: &Path,
    out: &Path,
    features: Vec<String>,
    cpu: Option<u8>,
) -> Result<Vec<String>, String> {
    let request = Request {
        features,
        ..Request::of(folder)
    };
    let manifest = extract(&request).map_err(|error| error.to_string())?;
    let napi = cargo::plan(&request)
        .map_err(|error| error.to_string())?
        .node_api;
    let file = out.join("ferrotype-stamp.bin");
    std::fs::write(&file, stamp(&manifest, napi, cpu))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let contract = &manifest.contract;
    let variables = [
        ("PACKAGE", manifest.crate_info.package.clone()),
        ("CONTRACT", contract.hash.clone()),
        ("ALGORITHM", contract.algorithm.to_string()),
        ("PROFILE", profile(out)),
        (
            "NAPI",
            napi.map(|version| version.to_string()).unwrap_or_default(),
        ),
    ];
    let root = root_of(folder, &manifest);
    let variables =
        variables.map(|(name, value)| format!("cargo::rustc-env=FERROTYPE_{name}={value}"));
    let inputs = manifest.inputs.iter().map(|input| {
        let path = root.join(input);
        format!("cargo::rerun-if-changed={}", path.display())
    });
    Ok(variables.into_iter().chain(inputs).collect())
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

/// The level of x86-64 that the addon is compiled for, where it is more than every x64 processor has. Above 3
/// nothing is told apart.
fn cpu_level() -> Option<u8> {
    if env::var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("x86_64") {
        return None;
    }
    level_of(&env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default())
}

/// The lowest level whose processors all have these features. Those of x86-64-v2 that some systems take for
/// granted (`ssse3` on macOS, `cmpxchg16b` on Windows) tell nothing.
fn level_of(features: &str) -> Option<u8> {
    const THREE: [&str; 8] = [
        "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "lzcnt", "movbe",
    ];
    const TWO: [&str; 2] = ["popcnt", "sse4.2"];
    let on: Vec<&str> = features.split(',').collect();
    let any = |needed: &[&str]| needed.iter().any(|feature| on.contains(feature));
    any(&THREE).then_some(3).or(any(&TWO).then_some(2))
}

/// The bytes of the stamp, as docs/border.md says.
fn stamp(manifest: &Manifest, napi: Option<u8>, cpu: Option<u8>) -> Vec<u8> {
    let contract = &manifest.contract;
    let mut text = json!({
        "package": manifest.crate_info.package,
        "version": manifest.crate_info.version,
        "algorithm": contract.algorithm,
        "contract": contract.hash,
        "exports": contract.exports,
    });
    for (key, value) in [("napi", napi), ("cpu", cpu)] {
        if let Some(value) = value {
            text[key] = value.into();
        }
    }
    let text = text.to_string();
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

    use super::{level_of, prepare, profile};

    #[test]
    fn the_stamp_is_as_the_border_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("a file");
        };
        std::fs::create_dir_all(folder.path().join("src")).expect("a folder");
        put(
            "Cargo.toml",
            "[package]\nname = \"addon\"\nversion = \"1.2.3\"\n[workspace]\n[package.metadata.ferrotype]\npackage = \"@x/addon\"\n[dependencies]\nnapi = { version = \"3\", features = [\"napi6\"] }\nferrotype = { path = \"ferrotype\" }\n[features]\ndates = [\"napi/napi9\"]\n",
        );
        put("src/lib.rs", "mod broken; #[napi] pub fn read_file() {}");
        put("src/broken.rs", "fn (");
        std::fs::create_dir_all(folder.path().join("ferrotype/src")).expect("a folder");
        put("ferrotype/src/lib.rs", "");
        put(
            "ferrotype/Cargo.toml",
            "[package]\nname = \"ferrotype\"\n[dependencies]\nnapi = { version = \"3\", features = [\"napi8\"], default-features = false }\n",
        );
        let run = |features: &[&str], cpu: Option<u8>| {
            let features = features.iter().map(|&each| each.to_owned()).collect();
            let lines = prepare(folder.path(), folder.path(), features, cpu).expect("it works");
            let bytes =
                std::fs::read(folder.path().join("ferrotype-stamp.bin")).expect("the stamp");
            assert_eq!(&bytes[..16], b"FERROTYPE-STAMP\0");
            let length = u32::from_le_bytes(bytes[16..20].try_into().expect("four bytes"));
            assert_eq!(bytes.len(), 20 + length as usize);
            let stamp: serde_json::Value = serde_json::from_slice(&bytes[20..]).expect("JSON");
            (lines, stamp)
        };
        let (lines, stamp) = run(&[], None);
        // Of the addon and the author crate, who asks for more.
        assert_eq!(stamp["napi"], 8);
        assert!(stamp.get("cpu").is_none());
        assert!(lines.contains(&"cargo::rustc-env=FERROTYPE_NAPI=8".to_owned()));
        let (_, other) = run(&["dates"], Some(3));
        assert_eq!(other["napi"], 9);
        assert_eq!(other["cpu"], 3);
        assert_eq!(other["contract"], stamp["contract"]);
        assert_eq!(stamp["package"], "@x/addon");
        assert_eq!(stamp["version"], "1.2.3");
        assert_eq!(stamp["algorithm"], 1);
        let exports = stamp["exports"].as_object().expect("names");
        assert_eq!(exports.keys().collect::<Vec<_>>(), ["readFile"]);
        assert!(lines.contains(&"cargo::rustc-env=FERROTYPE_PACKAGE=@x/addon".to_owned()));
        let contract = stamp["contract"].as_str().expect("the contract");
        assert!(lines.contains(&format!("cargo::rustc-env=FERROTYPE_CONTRACT={contract}")));
        for input in ["Cargo.toml", "src", "src/lib.rs", "src/broken.rs"] {
            let end = format!("/{input}");
            assert!(
                lines.iter().any(|line| line.ends_with(&end)),
                "{input} in {lines:?}"
            );
        }
    }

    #[test]
    fn what_every_x64_processor_has_is_no_level() {
        for (features, level) in [
            ("fxsr,sse,sse2", None),
            ("cmpxchg16b,fxsr,sse,sse2,sse3", None),
            ("cmpxchg16b,fxsr,sse,sse2,sse3,sse4.1,ssse3", None),
            (
                "cmpxchg16b,fxsr,popcnt,sse,sse2,sse3,sse4.1,sse4.2,ssse3",
                Some(2),
            ),
            (
                "avx,avx2,bmi1,bmi2,cmpxchg16b,f16c,fma,fxsr,lzcnt,movbe,popcnt,sse,sse2,sse3,sse4.1,sse4.2,ssse3,xsave",
                Some(3),
            ),
            ("bmi1,sse2", Some(3)),
        ] {
            assert_eq!(level_of(features), level, "{features}");
        }
    }

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
