//! Crates as they come from a registry.

use ferrotype_extract::{Request, extract};
use serde_json::json;

use crate::sample::{self, ids, item};

/// Two crates as they come from a registry, in a folder inside a workspace that is not theirs.
const PUBLISHED: [(&str, &str); 9] = [
    (
        "Cargo.toml",
        "[workspace]\nmembers = [\"other\"]\n[workspace.package]\nlicense = \"none of theirs\"\n",
    ),
    (
        "Cargo.lock",
        "[[package]]\nname = \"napi-derive\"\nversion = \"3.99.0\"\n",
    ),
    (
        "src/addon-1.0.0/Cargo.toml",
        "[package]\nname = \"addon\"\nversion = \"1.0.0\"\n[lib]\npath = \"src/lib.rs\"\n[dependencies.napi-derive]\nversion = \"3\"\n[dependencies.the-base]\nversion = \"1\"\n",
    ),
    ("src/addon-1.0.0/Cargo.toml.orig", ""),
    (
        "src/addon-1.0.0/Cargo.lock",
        "[[package]]\nname = \"napi-derive\"\nversion = \"3.6.3\"\n",
    ),
    (
        "src/addon-1.0.0/src/lib.rs",
        "use the_base::Shape; #[napi_derive::napi(catch_unwind)] pub fn draw(shape: Shape) {}",
    ),
    (
        "src/the-base-1.0.0/Cargo.toml",
        "[package]\nname = \"the-base\"\nversion = \"1.0.0\"\n[lib]\nname = \"the_base\"\n[dependencies.napi-derive]\nversion = \"3\"\n",
    ),
    ("src/the-base-1.0.0/Cargo.toml.orig", ""),
    (
        "src/the-base-1.0.0/src/lib.rs",
        "#[napi_derive::napi(object)] pub struct Shape { pub x: f64 }",
    ),
];

#[test]
fn published_crates_are_read_together() {
    let folder = sample::write(&PUBLISHED);
    let addon = folder.path().join("src/addon-1.0.0");
    let alone = sample::read(&addon);
    assert_eq!(alone.diagnostics, []);
    assert_eq!(ids(&alone), ["draw"]);
    let mut request = Request::of(&addon);
    // Twice is once.
    request.with = vec![folder.path().join("src/the-base-1.0.0"); 2];
    let manifest = extract(&request).expect("a manifest");
    assert_eq!(manifest.diagnostics, []);
    assert_eq!(ids(&manifest), ["draw", "the_base::Shape"]);
    let info = &manifest.crate_info;
    assert_eq!((info.package.as_str(), info.root.as_str()), ("addon", ""));
    assert_eq!(
        (info.license.as_deref(), info.napi_derive.as_deref()),
        (None, Some("3.6.3"))
    );
    let draw = &sample::json(&manifest)["items"][0];
    assert_eq!(
        draw["signature"]["parameters"][0]["type"]["item"],
        json!("the_base::Shape")
    );
    assert_eq!(
        item(&manifest, "the_base::Shape").base().span.file,
        "../the-base-1.0.0/src/lib.rs"
    );
    request.with = vec![folder.path().join("src")];
    assert!(
        extract(&request).is_err(),
        "a folder without a crate is refused"
    );
}

/// An addon, and what cargo unpacked for it: two versions of a crate, one that napi has no part in, and
/// one behind it.
const WITH_REGISTRY: [(&str, &str); 12] = [
    (
        "addon/Cargo.toml",
        "[package]\nname = \"addon\"\nversion = \"1.0.0\"\n[workspace]\n[features]\nmore = [\"dep:off-by-default\"]\n[dependencies]\nnapi-derive = \"3\"\nplain = \"1\"\nmaps = { version = \"2\", features = [\"napi\"] }\nnot-unpacked = \"1\"\n[dependencies.off-by-default]\nversion = \"1\"\noptional = true\n",
    ),
    (
        "addon/Cargo.lock",
        "[[package]]\nname = \"addon\"\nversion = \"1.0.0\"\ndependencies = [\n \"maps 2.0.0\",\n \"napi-derive\",\n \"not-unpacked\",\n \"plain\",\n]\n
[[package]]\nname = \"maps\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"napi-derive\",\n]\n
[[package]]\nname = \"maps\"\nversion = \"2.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"napi-derive\",\n]\n
[[package]]\nname = \"napi-derive\"\nversion = \"3.7.0\"\nsource = \"registry+x\"\n
[[package]]\nname = \"not-unpacked\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"napi-derive\",\n]\n
[[package]]\nname = \"off-by-default\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"napi-derive\",\n]\n
[[package]]\nname = \"plain\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"behind\",\n]\n
[[package]]\nname = \"behind\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"napi-derive\",\n]\n",
    ),
    (
        "addon/src/lib.rs",
        "use maps::napi::SourceMap; use not_unpacked::Other; #[napi_derive::napi(catch_unwind)] pub fn map(map: SourceMap, other: Other) {}",
    ),
    (
        "home/registry/src/x/maps-1.0.0/src/lib.rs",
        "#[napi_derive::napi] fn of_another_version() {}",
    ),
    (
        "home/registry/src/x/maps-2.0.0/Cargo.toml",
        "[package]\nname = \"maps\"\nversion = \"2.0.0\"\n[features]\nnapi = [\"dep:napi-derive\"]\nextra = []\n[dependencies.napi-derive]\nversion = \"3\"\noptional = true\n",
    ),
    (
        "home/registry/src/x/maps-2.0.0/src/lib.rs",
        "#[cfg(feature = \"napi\")] pub mod napi; #[cfg(not(feature = \"napi\"))] mod instead { #[napi_derive::napi] fn never() {} }
         #[cfg(all(unix, feature = \"napi\"))] #[napi_derive::napi] fn on_unix() {} #[cfg(feature = \"extra\")] #[napi_derive::napi] fn off() {}",
    ),
    (
        "home/registry/src/x/maps-2.0.0/src/napi.rs",
        "use napi_derive::napi; #[napi(object)] pub struct SourceMap { pub x_y: u32, pub wrong: Unheard } #[napi(typo)] pub fn unguarded() {}",
    ),
    (
        "home/registry/src/x/plain-1.0.0/src/lib.rs",
        "#[napi_derive::napi] fn never_read() {}",
    ),
    (
        "home/registry/src/x/off-by-default-1.0.0/Cargo.toml",
        "[package]\nname = \"off-by-default\"\nversion = \"1.0.0\"\n[dependencies]\nnapi-derive = \"3\"\n",
    ),
    (
        "home/registry/src/x/off-by-default-1.0.0/src/lib.rs",
        "#[napi_derive::napi] fn optional() {}",
    ),
    (
        "home/registry/src/x/behind-1.0.0/Cargo.toml",
        "[package]\nname = \"behind\"\nversion = \"1.0.0\"\n[dependencies]\nnapi-derive = \"3\"\n",
    ),
    (
        "home/registry/src/x/behind-1.0.0/src/lib.rs",
        "#[napi_derive::napi] fn deep() {}",
    ),
];

#[test]
fn dependencies_of_a_registry_are_read_where_cargo_unpacked_them() {
    let folder = sample::write(&WITH_REGISTRY);
    let mut request = Request::of(folder.path().join("addon"));
    request.cargo_home = Some(folder.path().join("home"));
    let manifest = extract(&request).expect("a manifest");
    assert_eq!(
        ids(&manifest),
        [
            "behind::deep",
            "map",
            "maps::napi::SourceMap",
            "maps::napi::unguarded",
            "maps::off",
            "maps::on_unix",
        ]
    );
    // What is wrong in a published crate is not the author's to mend.
    assert_eq!(manifest.diagnostics, []);
    let json = sample::json(&manifest);
    let cfg = |index: usize| json["items"][index]["cfg"].clone();
    assert_eq!(cfg(2), json!(null));
    assert_eq!(cfg(4)["value"], json!("extra"));
    assert_eq!(cfg(5), json!({ "kind": "flag", "name": "unix" }));
    let parameters = &json["items"][1]["signature"]["parameters"];
    assert_eq!(
        parameters[0]["type"]["item"],
        json!("maps::napi::SourceMap")
    );
    assert_eq!(parameters[1]["type"]["path"], json!("not_unpacked::Other"));
    // No path of this machine.
    let map = item(&manifest, "maps::napi::SourceMap").base();
    assert_eq!(map.span.file, "<registry>/maps-2.0.0/src/napi.rs");
    assert_eq!(
        manifest.inputs,
        ["Cargo.lock", "Cargo.toml", "src", "src/lib.rs"]
    );
    request.features = vec!["more".to_owned()];
    let more = extract(&request).expect("a manifest");
    assert!(ids(&more).contains(&"off_by_default::optional"));
    request.cargo_home = Some(folder.path().join("nowhere"));
    let alone = extract(&request).expect("a manifest");
    assert_eq!(ids(&alone), ["map"]);
    assert_eq!(alone.diagnostics, []);
}
