//! The stamp by hand, until the extractor writes it.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    napi_build::setup();
    let package = "@ferrotype/tiny";
    let contract = "00000000000000000000000000000000";
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let json = format!(
        r#"{{"package":"{package}","version":"{version}","algorithm":1,"contract":"{contract}","exports":{{}}}}"#
    );
    let mut bytes = b"FERROTYPE-STAMP\0".to_vec();
    bytes.extend(
        u32::try_from(json.len())
            .expect("a short text")
            .to_le_bytes(),
    );
    bytes.extend(json.as_bytes());
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(folder.join("ferrotype-stamp.bin"), bytes).expect("the folder is ours");
    println!("cargo::rustc-env=FERROTYPE_PACKAGE={package}");
    println!("cargo::rustc-env=FERROTYPE_CONTRACT={contract}");
    println!("cargo::rustc-env=FERROTYPE_ALGORITHM=1");
    println!(
        "cargo::rustc-env=FERROTYPE_PROFILE={}",
        env::var("PROFILE").unwrap_or_default()
    );
}
