//! `tests/cases/<name>.rs` with its diagnostics in `<name>.stderr`; `UPDATE_EXPECT=1` writes them.

use std::{fmt::Write as _, path::Path};

use ferrotype_extract::manifest::{Diagnostic, Span};

use crate::sample;

#[test]
fn diagnostics_are_the_expected_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    names.sort();
    assert!(names.len() >= 10, "the cases were not found");
    let mut differing = Vec::new();
    for path in names {
        let source = std::fs::read_to_string(&path).expect("a case");
        let text = render(&sample::of(&source).diagnostics);
        assert!(!text.is_empty(), "{} finds nothing", path.display());
        let golden = path.with_extension("stderr");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&golden, &text).expect("the golden file can be written");
        }
        if std::fs::read_to_string(&golden).unwrap_or_default() != text {
            differing.push(format!("{}\n{text}", path.display()));
        }
    }
    assert!(
        differing.is_empty(),
        "UPDATE_EXPECT=1 cargo test -p ferrotype-extract writes these:\n{}",
        differing.join("\n")
    );
}

fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for each in diagnostics {
        let json = serde_json::to_value(each).expect("a diagnostic is JSON");
        let (code, severity) = (&json["code"], &json["severity"]);
        let (code, severity) = (
            code.as_str().expect("a code"),
            severity.as_str().expect("a severity"),
        );
        let _ = writeln!(text, "{severity} {code}: {}", each.message);
        if let Some(span) = &each.primary {
            let _ = writeln!(text, "  at {}", place(span));
        }
        for related in &each.related {
            let _ = writeln!(text, "  {}: {}", related.message, place(&related.span));
        }
        if let Some(help) = &each.help {
            let _ = writeln!(text, "  help: {help}");
        }
        if let Some(at) = &each.at {
            let _ = writeln!(text, "  item: {at}");
        }
    }
    text
}

fn place(span: &Span) -> String {
    format!(
        "{}:{}:{}-{}:{}",
        span.file, span.start.line, span.start.column, span.end.line, span.end.column
    )
}
