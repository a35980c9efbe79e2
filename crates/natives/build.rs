//! Links for Node, stamps the binary, and tells who compiled it.

use std::{env, process::Command};

fn main() {
    napi_build::setup();
    ferrotype_extract::build::setup();
    println!("cargo:rustc-env=NATIVES_RUST_VERSION={}", rust_version());
    println!(
        "cargo:rustc-env=NATIVES_TARGET={}",
        env::var("TARGET").unwrap_or_default()
    );
}

/// `1.95.0 (59807616e 2026-04-14)`
fn rust_version() -> String {
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler).arg("-V").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let text = text.unwrap_or_default();
    text.strip_prefix("rustc ").unwrap_or("unknown").to_owned()
}
