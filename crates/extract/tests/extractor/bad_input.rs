//! Bad input never panics and never overflows the stack.

use crate::sample;

/// Real sources: those of this crate, and a sample with every kind of item.
const SOURCES: [&str; 5] = [
    include_str!("../../src/source/crate_walk.rs"),
    include_str!("../cases/from_macro.rs"),
    include_str!("../cases/duplicate_names.rs"),
    include_str!("../cases/refused_forms.rs"),
    include_str!("../cases/everything.rs"),
];

#[test]
fn truncated_sources_are_read_or_reported() {
    let folder = sample::write(&[("src/lib.rs", "")]);
    for source in SOURCES {
        for cut in (0..source.len()).step_by(source.len() / 40 + 1) {
            let (head, tail) = source.as_bytes().split_at(cut);
            check(&folder, head);
            check(&folder, tail);
        }
    }
}

#[test]
fn mutated_sources_are_read_or_reported() {
    let folder = sample::write(&[("src/lib.rs", "")]);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random >> 33).expect("31 bits") % below
    };
    let pieces = [
        "{",
        "}",
        "(",
        ")",
        "#[napi(",
        "\"",
        "'",
        "r#",
        "<",
        ">",
        "\u{feff}",
        "😀",
        "\r",
        "\0",
        "mod x;",
        "#[cfg(",
        "/*",
        "::",
        "include!(\"lib.rs\");",
        "#[path = \"lib.rs\"] mod y;",
        "use self::*;",
        "use crate as krate;",
        "@brand",
        "///",
        "=",
        "$",
        "$(",
        ")*",
        "$a:ty",
        "macro_rules! m { ($($a:tt)*) => { #[napi] fn f() {} m!($($a)* $($a)*); }; }",
        "m!(a, b);",
        "include!(\"",
        "impl Task for X { type JsValue = Self::JsValue; }",
    ];
    // A longer run: `FUZZ_ROUNDS=5000 cargo test -p ferrotype-extract bad_input`.
    let rounds = std::env::var("FUZZ_ROUNDS").ok();
    let rounds: usize = rounds.and_then(|text| text.parse().ok()).unwrap_or(60);
    for source in SOURCES {
        for _ in 0..rounds {
            let mut bytes = source.as_bytes().to_vec();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                let piece = pieces[next(pieces.len())].as_bytes();
                let end = (at + next(6)).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            check(&folder, &bytes);
        }
    }
}

#[test]
fn deep_nesting_is_reported() {
    let folder = sample::write(&[("src/lib.rs", "")]);
    let depth = 50_000;
    let patterns = [
        ("fn f() { ", "(", ""),
        ("fn f() { ", "(", ")"),
        ("const X: bool = ", "!", ""),
        ("type X = ", "&", "u8;"),
        ("type X = ", "Vec<", ""),
        ("fn f() { x = ", "a = ", "b; }"),
        ("fn f() { ", "if a {} else ", "{} }"),
        ("fn f() { ", "return ", "; }"),
        ("const X: u8 = ", "a + ", "1;"),
        ("fn f() { a", ".b()", "; }"),
        ("fn f() { ", "|x| ", "1; }"),
        ("", "mod a {", ""),
        ("use ", "{a::", "b;"),
        ("#[cfg(", "not(", "unix))] fn f() {}"),
        ("fn f() { match x { ", "A | ", "B => 1 } }"),
        ("fn f() { a", "[0]", "; }"),
        ("fn f() { a", "?", "; }"),
        ("fn f() { a", " as u8", "; }"),
    ];
    for (start, repeated, end) in patterns {
        let source = format!("{start}{}{end}", repeated.repeat(depth));
        check(&folder, source.as_bytes());
        let balanced = format!(
            "{start}{}x{}{end}",
            repeated.repeat(3000),
            closing(repeated).repeat(3000)
        );
        check(&folder, balanced.as_bytes());
    }
}

fn closing(text: &str) -> String {
    text.chars()
        .rev()
        .filter_map(|each| match each {
            '(' => Some(')'),
            '{' => Some('}'),
            '<' => Some('>'),
            _ => None,
        })
        .collect()
}

/// What the diagnostics say, without their places.
fn said(manifest: &ferrotype_extract::Manifest) -> Vec<&str> {
    let each = manifest.diagnostics.iter();
    each.map(|each| each.message.as_str()).collect()
}

#[test]
fn circles_of_files_end() {
    let manifest = sample::of_files(&[
        (
            "src/lib.rs",
            "include!(\"lib.rs\"); #[path = \"a.rs\"] mod a; #[ferrotype::napi] fn f() {}",
        ),
        (
            "src/a.rs",
            "#[path = \"a.rs\"] mod b; include!(\"lib.rs\"); #[ferrotype::napi] fn g() { include!(\"a.rs\") }",
        ),
    ]);
    assert_eq!(sample::ids(&manifest), ["a::g", "f"]);
    assert_eq!(
        said(&manifest),
        [
            "`src/a.rs` stands in itself",
            "`src/lib.rs` stands in itself",
            "`src/a.rs` stands in itself",
            "`src/lib.rs` stands in itself",
        ]
    );
    let places = manifest
        .diagnostics
        .iter()
        .map(|each| each.primary.is_some());
    assert!(places.into_iter().all(|placed| placed));
}

#[cfg(unix)]
#[test]
fn circles_of_links_end() {
    let folder = sample::write(&[
        ("src/lib.rs", "mod a; #[ferrotype::napi] fn f() {}"),
        ("src/a/mod.rs", "mod a; #[ferrotype::napi] fn g() {}"),
    ]);
    std::os::unix::fs::symlink(".", folder.path().join("src/a/a")).expect("a link");
    let manifest = sample::read(folder.path());
    assert_eq!(sample::ids(&manifest), ["a::g", "f"]);
    assert_eq!(said(&manifest), ["`src/a/a/mod.rs` stands in itself"]);
    std::os::unix::fs::symlink("loop.rs", folder.path().join("src/loop.rs")).expect("a link");
    std::fs::write(folder.path().join("src/lib.rs"), "include!(\"loop.rs\");").expect("a file");
    let manifest = sample::read(folder.path());
    let first = said(&manifest).concat();
    assert!(
        first.starts_with("`src/loop.rs` cannot be read: "),
        "{first}"
    );
}

#[test]
fn files_that_double_each_level_are_not_read_without_end() {
    let names: Vec<String> = (0..24).map(|index| format!("src/m{index}.rs")).collect();
    let texts: Vec<String> = (1..25)
        .map(|next| format!("#[path = \"m{next}.rs\"] mod a; #[path = \"m{next}.rs\"] mod b;"))
        .collect();
    let mut files: Vec<(&str, &str)> = vec![
        (
            "src/lib.rs",
            "#[path = \"m0.rs\"] mod a; #[ferrotype::napi] fn f() {}",
        ),
        ("src/m24.rs", ""),
    ];
    files.extend(
        names
            .iter()
            .zip(&texts)
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let manifest = sample::of_files(&files);
    assert_eq!(sample::ids(&manifest), ["f"]);
    assert!(
        said(&manifest)
            .iter()
            .any(|each| each.contains("10000 files were read"))
    );
}

#[test]
fn what_is_no_readable_file_is_reported() {
    let folder = sample::write(&[(
        "src/lib.rs",
        "include!(\"folder\"); include!(\"huge.rs\"); include!(\"latin.rs\"); include!(\"none.rs\"); include!(\"locked.rs\"); #[ferrotype::napi] fn f() {}",
    )]);
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join("src").join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    std::fs::create_dir(folder.path().join("src/folder")).expect("a folder");
    put("huge.rs", &vec![b' '; 9 << 20]);
    put("latin.rs", b"// caf\xe9\n#[napi] fn g() {}");
    let locked = put("locked.rs", b"");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let none = std::fs::Permissions::from_mode(0o000);
        std::fs::set_permissions(&locked, none).expect("permissions");
    }
    // Whoever runs as root reads it nevertheless.
    let readable = std::fs::read(&locked).is_ok();
    let manifest = sample::read(folder.path());
    assert_eq!(sample::ids(&manifest), ["f"]);
    let text = said(&manifest).join("\n");
    for part in [
        "`src/folder` cannot be read: it is no file",
        "`src/huge.rs` cannot be read: it has 9437184 bytes",
        "`src/latin.rs` does not parse: it is not UTF-8",
        "`src/none.rs` cannot be read: ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text.contains("`src/locked.rs` cannot be read"), !readable);
}

#[test]
fn circles_of_names_end() {
    let manifest = sample::of(
        "use a::X; mod a { pub use super::b::X; pub use super::*; } mod b { pub use super::a::X; pub use crate::a::*; }
         type T = U; type U = T; #[ferrotype::napi] fn f(x: X, t: T, y: a::Y) {}",
    );
    assert_eq!(sample::ids(&manifest), ["f"]);
}

/// A manifest comes, and what does not parse is said.
fn check(folder: &tempfile::TempDir, source: &[u8]) {
    std::fs::write(folder.path().join("src/lib.rs"), source).expect("a file");
    let manifest = sample::read(folder.path());
    let parses = std::str::from_utf8(source).is_ok();
    assert!(parses || !manifest.diagnostics.is_empty());
    for diagnostic in &manifest.diagnostics {
        if let Some(span) = &diagnostic.primary {
            assert!(span.start.byte_offset <= span.end.byte_offset);
            assert!(span.end.byte_offset as usize <= source.len() + 3 * source.len());
        }
    }
}
