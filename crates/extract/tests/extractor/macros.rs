//! `macro_rules!` and `include!` around items.

use ferrotype_extract::{Manifest, manifest::Code, manifest::Item};

use crate::sample::{self, ids, item};

fn members(manifest: &Manifest, id: &str) -> Vec<String> {
    let Item::Class(class) = item(manifest, id) else {
        panic!("a class");
    };
    class
        .members
        .iter()
        .map(|member| member.js_name.clone())
        .collect()
}

#[test]
fn calls_of_macros_are_expanded() {
    let manifest = sample::of_files(&[
        (
            "src/lib.rs",
            "use ferrotype::napi; mod early { crate::late!(named, Size); } mod macros; mod after;
             macro_rules! methods { ($class:ident $(, $extra:path)?) => { impl $class { fn own(self) {} } #[napi] impl $class { #[napi] pub fn read_all(&mut self, size: Option<String>) -> $crate::Size { todo!() } } }; }
             #[napi] pub struct Alpha {} #[napi] pub struct Beta {}
             methods!(Alpha); methods! { Beta, a::b }",
        ),
        (
            "src/macros.rs",
            "#[macro_export] macro_rules! late { ($name:ident, $type:ty) => { #[ferrotype::napi(object)] pub struct $type { pub $name: u32 } }; }",
        ),
        (
            "src/after.rs",
            "macro_rules! wrap { ($($item:item)*) => { $($item)* }; }
             wrap! { #[ferrotype::napi] pub fn one() {} #[ferrotype::napi] pub fn two() {} }
             macro_rules! each { ($($(#[$meta:meta])* $name:ident = $value:literal),* $(,)?) => { $($(#[$meta])* pub const $name: u32 = $value;)* }; }
             each! { #[ferrotype::napi] A = 1, #[ferrotype::napi] B = 2, }
             fn body() { wrap! { #[ferrotype::napi] pub fn inner() {} } }",
        ),
    ]);
    assert_eq!(
        ids(&manifest),
        [
            "Alpha",
            "Beta",
            "after::A",
            "after::B",
            "after::body::inner",
            "after::one",
            "after::two",
            "early::Size",
        ]
    );
    assert_eq!(members(&manifest, "Alpha"), ["readAll"]);
    assert_eq!(members(&manifest, "Beta"), ["readAll"]);
    assert!(!item(&manifest, "Alpha").base().from_macro);
    let one = item(&manifest, "after::one").base();
    assert!(one.from_macro);
    // At the call.
    assert_eq!(
        (
            one.span.start.line,
            one.span.start.column,
            one.span.end.column
        ),
        (2, 14, 18)
    );
    let codes: Vec<Code> = manifest.diagnostics.iter().map(|each| each.code).collect();
    assert_eq!(codes, [Code::FromMacro; 2]);
}

#[test]
fn what_cannot_be_expanded_is_said() {
    let manifest = sample::of(
        "cfg_if::cfg_if! { if #[cfg(unix)] { #[ferrotype::napi] pub fn on_unix() {} } }
         macro_rules! forever { () => { #[ferrotype::napi] fn x() {} forever!(); }; }
         forever!();
         macro_rules! doubled { ($($a:tt)*) => { doubled!($($a)* $($a)* #[napi] fn y() {}); }; }
         doubled!(a);
         macro_rules! odd { ($a:unheard) => { #[ferrotype::napi] fn z() {} }; }
         odd!(1);",
    );
    let on_unix = item(&manifest, "on_unix").base();
    assert!(on_unix.from_macro);
    let said = |text: &str| {
        let found = |each: &&ferrotype_extract::manifest::Diagnostic| {
            each.code == Code::FromMacro && each.message.contains(text)
        };
        manifest.diagnostics.iter().filter(found).count()
    };
    assert!(said("`cfg_if!` makes `on_unix`") == 1);
    assert!(said("`forever!` makes `x`") > 0);
    assert!(said("`odd!` makes `z`") == 1);
}

#[test]
fn files_are_included_in_bodies() {
    let manifest = sample::of_files(&[
        (
            "src/lib.rs",
            "fn outer() { include!(\"parts/expression.in\"); }",
        ),
        (
            "src/parts/expression.in",
            "{ #[ferrotype::napi]\nfn inner() { include!(\"deeper.in\") } }",
        ),
        (
            "src/parts/deeper.in",
            "{ #[ferrotype::napi] fn deepest() {} }",
        ),
    ]);
    assert_eq!(manifest.diagnostics, []);
    assert_eq!(ids(&manifest), ["outer::inner", "outer::inner::deepest"]);
    let span = &item(&manifest, "outer::inner").base().name_span;
    assert_eq!(
        (span.file.as_str(), span.start.line, span.start.column),
        ("src/parts/expression.in", 2, 4)
    );
}
