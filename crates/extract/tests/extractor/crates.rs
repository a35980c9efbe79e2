//! Modules, crates and names across files.

use ferrotype_extract::{Request, extract, manifest::Item};
use serde_json::json;

use crate::sample::{self, ids, item};

#[test]
fn modules_are_followed() {
    let manifest = sample::of_files(&[
        (
            "src/lib.rs",
            "mod flat; mod nested; mod r#type; #[path = \"odd/place.rs\"] mod moved; mod inline { mod deep; #[path = \"x.rs\"] mod named; } include!(\"part.inc\");",
        ),
        ("src/flat.rs", "mod below; #[ferrotype::napi] fn a() {}"),
        ("src/flat/below.rs", "#[ferrotype::napi] fn b() {}"),
        ("src/nested/mod.rs", "mod below; "),
        (
            "src/nested/below.rs",
            "#[ferrotype::napi] fn c() { #[ferrotype::napi] fn inner() {} }",
        ),
        ("src/type.rs", "#[ferrotype::napi] fn d() {}"),
        ("src/odd/place.rs", "mod beside;"),
        ("src/odd/beside.rs", "#[ferrotype::napi] fn e() {}"),
        ("src/inline/deep.rs", "#[ferrotype::napi] fn f() {}"),
        ("src/inline/x.rs", "#[ferrotype::napi] fn g() {}"),
        ("src/part.inc", "#[ferrotype::napi] fn h() {}"),
    ]);
    assert_eq!(manifest.diagnostics, []);
    assert_eq!(
        ids(&manifest),
        [
            "flat::a",
            "flat::below::b",
            "h",
            "inline::deep::f",
            "inline::named::g",
            "moved::beside::e",
            "nested::below::c",
            "nested::below::c::inner",
            "type::d"
        ]
    );
    assert_eq!(
        item(&manifest, "nested::below::c::inner")
            .base()
            .module
            .as_deref(),
        Some("nested")
    );
    assert_eq!(item(&manifest, "h").base().module, None);
    assert_eq!(item(&manifest, "h").base().span.file, "src/part.inc");
}

const WORKSPACE: [(&str, &str); 7] = [
    (
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/*\"]\n[workspace.package]\nversion = \"2.0.0\"\nlicense = \"MIT\"\n[workspace.dependencies]\nshared = { path = \"crates/shared\" }\nft = { package = \"ferrotype\", version = \"0.1\" }\n",
    ),
    (
        "Cargo.lock",
        "[[package]]\nname = \"napi-derive\"\nversion = \"3.7.0\"\n",
    ),
    (
        "crates/addon/Cargo.toml",
        "[package]\nname = \"my-addon\"\nversion.workspace = true\nlicense.workspace = true\n[package.metadata.ferrotype]\npackage = \"@x/addon\"\n[lib]\npath = \"lib/main.rs\"\n[features]\ndefault = [\"a\"]\na = []\nb = []\n[dependencies]\nshared.workspace = true\nft.workspace = true\nplain = { path = \"../plain\" }\n",
    ),
    (
        "crates/addon/lib/main.rs",
        "use ft::{self as alias, napi as export}; use shared::Shape;\n#[export]\npub fn draw(shape: Shape, other: plain::Thing) -> alias::Job<()> { todo!() }\n#[cfg(feature = \"off\")] #[cfg_attr(unix, export(js_name = \"x\"))] fn gated() {}\nft::stamp!();",
    ),
    (
        "crates/shared/Cargo.toml",
        "[package]\nname = \"shared\"\nversion = \"1.0.0\"\n[dependencies]\nnapi-derive = \"3\"\n",
    ),
    (
        "crates/shared/src/lib.rs",
        "pub use shapes::Shape; mod shapes { #[napi_derive::napi(object)] pub struct Shape { pub x: f64 } }",
    ),
    (
        "crates/plain/Cargo.toml",
        "[package]\nname = \"plain\"\nversion = \"1.0.0\"\n",
    ),
];

#[test]
fn workspace_crates_that_use_napi_are_read() {
    let folder = sample::write(&WORKSPACE);
    let mut request = Request::of(folder.path().join("crates/addon"));
    request.features = vec!["b".to_owned()];
    let manifest = extract(&request).expect("a manifest");
    assert_eq!(ids(&manifest), ["draw", "gated", "shared::shapes::Shape"]);
    let info = &manifest.crate_info;
    assert_eq!(
        (
            info.name.as_str(),
            info.package.as_str(),
            info.version.as_str(),
            info.root.as_str()
        ),
        ("my-addon", "@x/addon", "2.0.0", "crates/addon")
    );
    assert_eq!(info.license.as_deref(), Some("MIT"));
    assert_eq!(info.napi_derive.as_deref(), Some("3.7.0"));
    assert_eq!(info.features, ["a", "b", "default"]);
    let shape = item(&manifest, "shared::shapes::Shape").base();
    assert_eq!(
        (shape.module.as_deref(), shape.crate_name.as_str()),
        (None, "shared")
    );
    let draw = sample::json(&manifest)["items"][0].clone();
    let signature = &draw["signature"];
    assert_eq!(
        signature["parameters"][0]["type"]["item"],
        json!("shared::shapes::Shape")
    );
    assert_eq!(
        signature["parameters"][1]["type"]["path"],
        json!("plain::Thing")
    );
    assert_eq!(signature["returns"]["path"], json!("ferrotype::Job"));
    assert_eq!(signature["guarded"], json!(true));
    let gated = &sample::json(&manifest)["items"][1];
    assert_eq!(gated["jsName"], json!("x"));
    assert_eq!(
        gated["cfg"],
        json!({ "kind": "all", "predicates": [
            { "kind": "value", "name": "feature", "value": "off" },
            { "kind": "flag", "name": "unix" },
        ] })
    );
    assert_eq!(
        manifest.inputs,
        [
            "Cargo.lock",
            "Cargo.toml",
            "crates/addon/Cargo.toml",
            "crates/addon/lib",
            "crates/addon/lib/main.rs",
            "crates/plain/Cargo.toml",
            "crates/shared/Cargo.toml",
            "crates/shared/src",
            "crates/shared/src/lib.rs"
        ]
    );
    assert_eq!(manifest.diagnostics, []);
}

#[test]
fn a_file_that_does_not_parse_leaves_the_rest() {
    let manifest = sample::of_files(&[
        ("src/lib.rs", "mod broken; mod fine;"),
        ("src/broken.rs", "fn f() {\n    let = ;\n}\n"),
        ("src/fine.rs", "#[ferrotype::napi] pub fn f() {}"),
    ]);
    assert_eq!(ids(&manifest), ["fine::f"]);
    let [fault] = manifest.diagnostics.as_slice() else {
        panic!("one diagnostic, not {:?}", manifest.diagnostics);
    };
    let span = fault.primary.as_ref().expect("a place");
    assert_eq!(
        (span.file.as_str(), span.start.line, span.start.column),
        ("src/broken.rs", 2, 9)
    );
}

#[test]
fn types_get_full_paths() {
    let manifest = sample::of(
        "use napi::{bindgen_prelude::*, Env as Environment}; use std::collections::HashMap as Map; mod m { pub struct Inner; }
         use m::Inner as Renamed; type Out<T> = ferrotype::Result<Vec<T>>;
         #[ferrotype::napi] fn f<F: Fn(u32) -> Result<()>>(e: &Environment, b: Either<Buffer, napi::JsObject>, m: Map<String, Renamed>, f: F, t: napi::threadsafe_function::ThreadsafeFunction<u32, (), u32, napi::Status, false>, a: &[u8]) -> Out<f64> {}",
    );
    let Item::Function(function) = item(&manifest, "f") else {
        panic!("a function");
    };
    let text = serde_json::to_string(&function.signature).expect("JSON");
    for path in [
        "napi::Env",
        "napi::bindgen_prelude::Either",
        "napi::bindgen_prelude::Buffer",
        "napi::JsObject",
        "std::collections::HashMap",
        "\"path\":\"m::Inner\"",
        "ferrotype::Result",
        "std::vec::Vec",
        "napi::threadsafe_function::ThreadsafeFunction",
        "\"text\":\"false\"",
        "napi::bindgen_prelude::Status",
        "\"kind\":\"function\",\"parameters\":[{\"kind\":\"path\",\"path\":\"u32\"",
    ] {
        assert!(text.contains(path), "{path} is not in {text}");
    }
    assert_eq!(manifest.diagnostics, []);
}

#[test]
fn napi_is_known_behind_the_crates_that_hand_it_on() {
    let manifest = sample::of_files(&[
        (
            "Cargo.toml",
            "[package]\nname = \"x\"\nversion = \"1.0.0\"\n[workspace]\n[dependencies]\nother = \"1\"\n",
        ),
        (
            "src/lib.rs",
            "mod a { use other::napi::bindgen_prelude::*; #[napi_derive::napi(catch_unwind)] fn f(a: Buffer, e: other::napi::Env, m: other::napi::Own) {} }
             mod b { use other::napi::*; #[napi_derive::napi(catch_unwind)] fn g(e: Env) {} }",
        ),
    ]);
    assert_eq!(manifest.diagnostics, []);
    let text = sample::json(&manifest).to_string();
    for path in [
        "\"path\":\"napi::bindgen_prelude::Buffer\"",
        "\"path\":\"napi::Env\"",
        "\"path\":\"other::napi::Own\"",
    ] {
        assert!(text.contains(path), "{path} is not in {text}");
    }
    assert_eq!(text.matches("\"path\":\"napi::Env\"").count(), 2);
}

#[test]
fn members_come_from_all_impl_blocks() {
    let manifest = sample::of(
        "use ferrotype::napi; #[napi(namespace = \"ns\")] pub struct Client { pub id: u32, hidden: u8 }
         #[napi(namespace = \"ns\")] impl Client { #[napi(constructor)] pub fn new() -> Self { todo!() } #[napi(factory)] pub fn open() -> Self { todo!() } #[napi] pub fn of() {} fn own(&self) {} }
         mod more { use ferrotype::napi; #[napi(namespace = \"ns\")] impl super::Client { #[napi(getter)] pub fn get_size(&self) {} #[napi(setter)] pub fn set_size(&mut self, v: u32) {} #[cfg_attr(unix, napi(well_known_symbol = \"dispose\"))] pub fn end(&self, other: &Self) {} } }
         #[napi] mod inside { #[napi] pub fn f() {} #[napi] pub type T = u32; }",
    );
    assert_eq!(manifest.diagnostics, []);
    let Item::Class(class) = item(&manifest, "Client") else {
        panic!("a class");
    };
    let members: Vec<String> = class
        .members
        .iter()
        .map(|each| format!("{:?} {}", each.kind, each.js_name))
        .collect();
    assert_eq!(
        members,
        [
            "Field id",
            "Constructor constructor",
            "Factory open",
            "Static of",
            "Getter size",
            "Setter size",
            "Method [Symbol.dispose]"
        ]
    );
    let function = item(&manifest, "inside::f").base();
    assert_eq!(
        (function.namespace.as_deref(), function.module.as_deref()),
        (Some("inside"), Some("inside"))
    );
    assert_eq!(item(&manifest, "inside::T").base().namespace, None);
}

#[test]
fn error_codes_are_listed() {
    let manifest = sample::of(
        "#[derive(Debug, ferrotype::ErrorCode)] pub enum FsError { #[code(\"ENOENT\", \"EACCES\", type_error)] One { source: E }, #[code(\"ERR_CLOSED\", system)] Two(E) }
         mod other { #[derive(sqlx::Row, elsewhere::ErrorCode)] pub enum Not { A } }",
    );
    assert_eq!(ids(&manifest), ["FsError"]);
    let Item::Error(error) = item(&manifest, "FsError") else {
        panic!("an error enum");
    };
    let codes: Vec<&str> = error.codes.iter().map(|each| each.code.as_str()).collect();
    assert_eq!(codes[..4], ["ENOENT", "EACCES", "ERR_CLOSED", "E2BIG"]);
    assert_eq!(codes.last(), Some(&"UNKNOWN"));
}

#[test]
fn the_value_of_a_task_stands_beside_it() {
    let manifest = sample::of(
        "use ferrotype::napi; use napi::{Task, bindgen_prelude::AsyncTask};
         #[napi] fn late() -> AsyncTask<inner::Sum> { todo!() }
         #[napi] fn plain() -> napi::Result<AsyncTask<Plain>> { todo!() }
         #[napi] fn circle() -> AsyncTask<Circle> { todo!() }
         #[napi] fn unknown() -> AsyncTask<Nobody> { todo!() }
         mod inner { #[napi_derive::napi(object)] pub struct Total { pub n: u32 } pub struct Sum; #[ferrotype::napi] impl super::Task for Sum { type Output = Total; type JsValue = Self::Output; } }
         struct Plain; impl Task for Plain { type Output = (); type JsValue = Vec<u32>; }
         struct Circle; impl Task for Circle { type Output = (); type JsValue = AsyncTask<Circle>; } struct Nobody;",
    );
    assert_eq!(manifest.diagnostics, []);
    let json = sample::json(&manifest);
    let returns = |id: &str| {
        let items = json["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["id"] == id).expect("an item");
        item["signature"]["returns"].clone()
    };
    assert_eq!(
        returns("late")["arguments"][1]["item"],
        json!("inner::Total")
    );
    let plain = &returns("plain")["arguments"][0]["arguments"][1];
    assert_eq!(plain["path"], json!("std::vec::Vec"));
    assert_eq!(
        returns("circle")["arguments"][1]["arguments"][0]["path"],
        json!("Circle")
    );
    let unknown = returns("unknown")["arguments"].clone();
    assert_eq!(unknown.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_module_of_napis_sees_the_bare_attribute_alone() {
    let manifest = sample::of(
        "use napi_derive::napi; use napi_derive::napi as n;
         #[napi(js_name = \"named\")] mod inner { use super::*;
           #[napi] fn seen() { #[napi] fn of_a_body() {} } #[napi_derive::napi] fn by_path() {} #[n] fn renamed() {}
           #[cfg_attr(unix, napi)] fn conditional() {} mod deeper { #[super::napi] fn below() {} }
           #[napi] pub struct Class {} #[napi] impl Class { #[cfg_attr(windows, napi)] pub fn member(&self) {} }
           #[napi] pub type Alias = u32; #[napi] pub const r#TYPE: u32 = 1; #[napi] fn r#type(r#in: u32) {} }",
    );
    let found: Vec<_> = manifest
        .items
        .iter()
        .map(|item| {
            let base = item.base();
            let id = base.id.trim_start_matches("inner::");
            (id, base.js_name.as_str(), base.namespace.as_deref())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Alias", "Alias", None),
            ("Class", "Class", Some("named")),
            ("TYPE", "r#TYPE", Some("named")),
            ("by_path", "byPath", None),
            ("conditional", "conditional", None),
            ("deeper::below", "below", None),
            ("renamed", "renamed", None),
            ("seen", "seen", Some("named")),
            ("seen::of_a_body", "ofABody", None),
            ("type", "r#type", Some("named")),
        ]
    );
    let json = sample::json(&manifest);
    // napi does not look at the predicate of a member.
    assert_eq!(json["items"][1]["members"][0]["cfg"], json!(null));
    assert_eq!(json["items"][4]["cfg"]["name"], json!("unix"));
    let parameter = &json["items"][9]["signature"]["parameters"][0];
    assert_eq!(parameter["jsName"], json!("r#in"));
}

#[test]
fn positions_are_right_behind_marks_and_carriage_returns() {
    let manifest = sample::of(
        "\u{feff}// é😀\r\n/* 😀 */ #[ferrotype::napi] fn first() {}\r\n\r\n/// ß\r\n#[ferrotype::napi(js_name = \"ü\")] /* é */ fn second(a: u32) {}\r\n",
    );
    let place = |id: &str| {
        let span = &item(&manifest, id).base().name_span;
        (span.start.line, span.start.column, span.start.byte_offset)
    };
    // The mark is one column of its line and three bytes; a smiley two columns and four bytes.
    assert_eq!(place("first"), (2, 32, 47));
    assert_eq!(place("second"), (5, 46, 116));
    assert_eq!(item(&manifest, "second").base().docs.text, "ß");
}

#[test]
fn impl_blocks_that_leak_a_class_are_listed() {
    let manifest = sample::of(
        "use ferrotype::napi; struct ReadTask; #[napi] impl napi::Task for ReadTask { type Output = u32; type JsValue = u32; }
         #[napi(object, js_name = \"Options\")] pub struct Opts {} #[cfg(unix)] #[napi(namespace = \"ns\")] impl Opts { #[napi] pub fn of() {} }
         #[napi] pub struct Client {} #[napi] impl Client {} #[napi] impl Generator for Client { type Yield = u32; }",
    );
    let stray = sample::json(&manifest)["strayImpls"].clone();
    let short: Vec<_> = stray
        .as_array()
        .expect("a list")
        .iter()
        .map(|each| {
            json!([
                each["rustName"],
                each["jsName"],
                each["namespace"],
                each["trait"],
                each["cfg"]["name"]
            ])
        })
        .collect();
    assert_eq!(
        short,
        [
            json!(["ReadTask", "ReadTask", null, "Task", null]),
            json!(["Opts", "Options", "ns", null, "unix"]),
        ]
    );
    assert_eq!(stray[0]["nameSpan"]["start"]["column"], json!(67));
}

#[test]
fn a_glob_that_leads_nowhere_ends() {
    let manifest = sample::of(
        "use nowhere::*; use self::neither::*; mod m { use super::*; use nowhere::more::*; #[ferrotype::napi] fn f(x: Unseen) {} }",
    );
    assert_eq!(ids(&manifest), ["m::f"]);
    assert_eq!(manifest.diagnostics, []);
}
