//! Bad input never panics and never overflows the stack.

use crate::sample;

/// Real sources: those of this crate, and a sample with every kind of item.
const SOURCES: [&str; 3] = [
    include_str!("../../src/source/crate_walk.rs"),
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
    ];
    for source in SOURCES {
        for _ in 0..60 {
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

#[test]
fn circles_of_files_end() {
    let manifest = sample::of_files(&[
        (
            "src/lib.rs",
            "include!(\"lib.rs\"); #[path = \"a.rs\"] mod a; #[ferrotype::napi] fn f() {}",
        ),
        (
            "src/a.rs",
            "#[path = \"a.rs\"] mod b; include!(\"lib.rs\"); #[ferrotype::napi] fn g() {}",
        ),
    ]);
    assert_eq!(sample::ids(&manifest), ["a::g", "f"]);
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
