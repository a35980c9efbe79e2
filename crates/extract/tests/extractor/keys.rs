//! Every key of `#[napi(…)]` on every form of item: what napi-derive 3.7 takes there.
//!
//! The lists are those that its own parser accepted; each other key it refused.

use std::fmt::Write as _;

use ferrotype_extract::{Manifest, manifest::Code};

use crate::sample;

/// A form, with `%` where the key goes, and the keys that napi takes there.
const FORMS: [(&str, &str); 18] = [
    (
        "#[napi(%)] pub fn f(x: u32) -> u32 { x }",
        "async_runtime catch_unwind configurable enumerable js_name namespace no_export return_if_invalid skip_typescript strict ts_args_type ts_generic_types ts_return_type ts_type writable",
    ),
    (
        "#[napi(%)] pub fn f(exports: Object, env: Env) -> Result<()> { Ok(()) }",
        "async_runtime catch_unwind configurable enumerable js_name module_exports namespace no_export return_if_invalid skip_typescript strict ts_args_type ts_generic_types ts_return_type ts_type writable",
    ),
    (
        "#[napi(%)] pub struct S { pub x: u32 }",
        "async_iterator constructor custom_finalize iterator js_name namespace object type_tag use_nullable",
    ),
    (
        "#[napi(object, %)] pub struct S { pub x: u32 }",
        "async_iterator constructor iterator js_name namespace object_from_js object_to_js type_tag use_nullable",
    ),
    (
        "#[napi(array, %)] pub struct S(pub u32);",
        "async_iterator constructor iterator js_name namespace object object_from_js object_to_js transparent type_tag use_nullable",
    ),
    (
        "#[napi(transparent, %)] pub struct S(pub u32);",
        "array async_iterator constructor iterator js_name namespace object object_from_js object_to_js type_tag use_nullable",
    ),
    (
        "#[napi(%)] pub enum S { A, B }",
        "js_name namespace object_from_js object_to_js skip_typescript string_enum",
    ),
    (
        "#[napi(%)] pub enum S { A { y: u32 }, B }",
        "discriminant discriminant_case js_name namespace object_from_js object_to_js string_enum type_tag use_nullable",
    ),
    (
        "#[napi(%)] pub const S: u32 = 1;",
        "js_name namespace skip_typescript",
    ),
    (
        "#[napi(%)] pub type S = u32;",
        "js_name namespace skip_typescript",
    ),
    ("#[napi(%)] impl S {}", "namespace"),
    (
        "#[napi(%)] mod m {}",
        "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name module_exports namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum transparent ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable writable",
    ),
    (
        "#[napi] pub struct S {} #[napi] impl S { #[napi(%)] pub fn f(&self) {} }",
        "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum symbol_for transparent ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable well_known_symbol writable",
    ),
    (
        "#[napi] pub struct S {} #[napi] impl S { #[napi(%)] pub fn f() {} }",
        "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum symbol_for transparent ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable well_known_symbol writable",
    ),
    (
        "#[napi] pub struct S { #[napi(%)] pub x: u32 }",
        "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name module_exports namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum symbol_for transparent ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable well_known_symbol writable",
    ),
    (
        "#[napi(object)] pub struct S { #[napi(%)] pub x: u32 }",
        "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name module_exports namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum transparent ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable writable",
    ),
    (
        "#[napi(string_enum)] pub enum S { #[napi(%)] A, B }",
        "value",
    ),
    ("#[napi] pub fn f(#[napi(%)] x: u32) {}", "ts_arg_type"),
];

const KEYS: &str = "array async_iterator async_runtime catch_unwind configurable constructor custom_finalize discriminant discriminant_case enumerable factory getter iterator js_name module_exports namespace no_export object object_from_js object_to_js readonly return_if_invalid setter skip skip_typescript strict string_enum symbol_for transparent ts_arg_type ts_args_type ts_generic_types ts_return_type ts_type type_tag use_nullable value well_known_symbol writable";

/// A key with a value that it takes.
fn written(key: &str) -> String {
    match key {
        "string_enum" | "discriminant_case" => format!("{key} = \"kebab-case\""),
        "well_known_symbol" => format!("{key} = \"iterator\""),
        "discriminant" | "js_name" | "namespace" | "symbol_for" | "ts_arg_type"
        | "ts_args_type" | "ts_generic_types" | "ts_return_type" | "ts_type" | "type_tag"
        | "value" => {
            format!("{key} = \"z\"")
        }
        _ => key.to_owned(),
    }
}

/// Which of the items napi refuses, each read in a module of its own.
fn refused(items: &[String]) -> Vec<bool> {
    let mut source = String::new();
    for (index, item) in items.iter().enumerate() {
        let _ = writeln!(
            source,
            "mod m{index} {{ use napi_derive::napi; use napi::bindgen_prelude::*; {item} }}"
        );
    }
    let manifest: Manifest = sample::of(&source);
    let refuses = |line: usize| {
        manifest.diagnostics.iter().any(|each| {
            let at = each.primary.as_ref().map(|span| span.start.line as usize);
            each.code == Code::Refused && at == Some(line + 1)
        })
    };
    (0..items.len()).map(refuses).collect()
}

#[test]
fn every_form_takes_the_keys_that_napi_takes() {
    let keys: Vec<&str> = KEYS.split(' ').collect();
    assert_eq!(keys.len(), 39);
    for (form, taken) in FORMS {
        let taken: Vec<&str> = taken.split(' ').collect();
        let items: Vec<String> = keys
            .iter()
            .map(|key| form.replace('%', &written(key)))
            .collect();
        for (key, refused) in keys.iter().zip(refused(&items)) {
            // `object` beside `object` says the same twice, which is another matter.
            if !form.contains(&format!("({key}, ")) {
                assert_eq!(refused, !taken.contains(key), "`{key}` in {form}");
            }
        }
    }
}

#[test]
fn values_are_those_that_napi_takes() {
    let function = "#[napi(%)] pub fn f() {}";
    let method = "#[napi] pub struct S {} #[napi] impl S { #[napi(%)] pub fn f(&self) {} }";
    let hook = "#[napi(module_exports, %)] pub fn f(exports: Object) {}";
    let class = "#[napi(%)] pub struct S { pub next: u32 }";
    let inner = "#[napi] mod m { #[napi(%)] pub fn f() {} }";
    let variants = "#[napi(%)] pub enum S { A, B }";
    let cases = [
        (function, "js_name = some_name", false),
        (function, "js_name", true),
        (function, "js_name = true", true),
        (function, "js_name = 1", true),
        (function, "js_name(\"x\")", true),
        (function, "strict = true", true),
        (function, "writable = some_name", false),
        (function, "writable = \"x\"", true),
        (function, "js_name = \"a\", js_name = \"b\"", true),
        (function, "strict, return_if_invalid", true),
        (function, "ts_type = \"a\", ts_args_type = \"b\"", true),
        (function, "ts_type = \"a\", ts_generic_types = \"b\"", false),
        (method, "strict, return_if_invalid", false),
        (method, "ts_type = \"a\", ts_args_type = \"b\"", false),
        (method, "getter = size", false),
        (method, "getter = true", false),
        (method, "getter = \"size\"", true),
        (method, "getter = size, symbol_for = \"x\"", true),
        (method, "getter, symbol_for = \"x\"", false),
        (method, "js_name = \"a\", symbol_for = \"x\"", true),
        (method, "constructor, symbol_for = \"x\"", true),
        (method, "well_known_symbol = \"Symbol.dispose\"", true),
        (method, "well_known_symbol = dispose", false),
        (method, "well_known_symbol = \"hasInstance\"", false),
        (method, "string_enum = \"no case\"", false),
        (hook, "catch_unwind", false),
        (hook, "js_name = \"x\"", true),
        (hook, "no_export", true),
        (class, "constructor", false),
        (class, "iterator", true),
        (class, "iterator, async_iterator", true),
        (class, "object, custom_finalize", true),
        (inner, "js_name = \"x\"", false),
        (inner, "namespace = \"x\"", true),
        (variants, "string_enum = snake_case", false),
        (variants, "string_enum = \"UPPER_SNAKE\"", false),
        (variants, "string_enum = \"SCREAMING_SNAKE_CASE\"", true),
        (variants, "string_enum = true", true),
    ];
    let items = cases.map(|(form, key, _)| form.replace('%', key));
    for ((form, key, expected), refused) in cases.into_iter().zip(refused(&items)) {
        assert_eq!(refused, expected, "`{key}` in {form}");
    }
}

#[test]
fn raw_identifiers_are_refused_where_napi_makes_others_of_them() {
    let cases = [
        ("#[napi] pub fn r#type() {}", true),
        ("#[napi(js_name = \"x\")] pub fn r#type() {}", true),
        ("#[napi] pub struct r#type {}", true),
        ("#[napi(object)] pub struct r#type {}", false),
        ("#[napi(array)] pub struct r#type(pub u32);", false),
        ("#[napi] pub enum r#type { A }", true),
        ("#[napi] pub enum r#type { A(u32) }", false),
        ("#[napi] pub enum S { r#type }", false),
        ("#[napi] pub const r#type: u32 = 1;", false),
        ("#[napi] pub type r#type = u32;", false),
        ("#[napi] mod r#type {}", false),
        ("#[napi] pub struct S { pub r#type: u32 }", false),
        (
            "#[napi] pub struct S {} #[napi] impl S { #[napi] pub fn r#type(&self) {} }",
            true,
        ),
        ("#[napi] impl r#type {}", true),
    ];
    let items = cases.map(|(item, _)| item.to_owned());
    for ((item, expected), refused) in cases.into_iter().zip(refused(&items)) {
        assert_eq!(refused, expected, "{item}");
    }
}
