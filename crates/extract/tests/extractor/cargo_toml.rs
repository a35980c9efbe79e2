//! Faults that Cargo.toml decides: its own keys, and the stamp of the author crate.

use ferrotype_extract::{Manifest, manifest::Diagnostic};

use crate::sample;

#[test]
fn an_addon_without_a_stamp_is_told_once() {
    let codes = |cargo: &str, source: &str| -> Vec<String> {
        let cargo = format!("[package]\nname = \"a\"\n[workspace]\n[dependencies]\n{cargo}");
        let files = [("Cargo.toml", cargo.as_str()), ("src/lib.rs", source)];
        faults(&sample::of_files(&files))
    };
    let unstamped = "// no stamp\n#[napi_derive::napi(catch_unwind)] pub fn f() {}";
    assert_eq!(codes("napi-derive = \"3\"\n", unstamped), [""; 0]);
    assert_eq!(
        codes("ferrotype = \"0.1\"\n", unstamped),
        ["FT1012 src/lib.rs:1:1 `a` depends on ferrotype and carries no stamp"]
    );
    for call in ["ferrotype::stamp!();", "use ferrotype::stamp; stamp!();"] {
        let stamped = format!("{unstamped}\n{call}");
        assert_eq!(codes("ferrotype = \"0.1\"\n", &stamped), [""; 0]);
    }
    let unread = format!("{unstamped}\nfn (");
    let [fault] = codes("ferrotype = \"0.1\"\n", &unread)
        .try_into()
        .expect("one");
    assert!(fault.starts_with("FT1001 "), "{fault}");
}

#[test]
fn keys_of_the_metadata_are_checked() {
    let of = |metadata: &str| {
        let cargo = format!("[package]\nname = \"a\"\n[workspace]\n{metadata}");
        sample::of_files(&[("Cargo.toml", &cargo), ("src/lib.rs", "")])
    };
    for fine in [
        "",
        "[package.metadata.other]\npakage = 1\n",
        "[package.metadata.ferrotype]\npackage = \"@x/a\"\n",
    ] {
        assert_eq!(of(fine).diagnostics, [], "{fine}");
    }
    let table = "[package.metadata.ferrotype]\n";
    for (keys, expected) in [
        (
            "pakage = \"@x/a\"\n",
            "FT6010 Cargo.toml:5:1 `pakage` is no key of [package.metadata.ferrotype]",
        ),
        (
            "package = \"@x/a\"\nother = 1\n",
            "FT6010 Cargo.toml:6:1 `other` is no key of [package.metadata.ferrotype]",
        ),
        (
            "",
            "FT6010 Cargo.toml:4:19 [package.metadata.ferrotype] does not name the npm package",
        ),
        (
            "package = 3\n",
            "FT6010 Cargo.toml:5:11 `package` in [package.metadata.ferrotype] is no string",
        ),
    ] {
        assert_eq!(faults(&of(&format!("{table}{keys}"))), [expected]);
    }
    let slip = of(&format!("{table}pakage = \"@x/a\"\n"));
    assert_eq!(slip.crate_info.package, "a");
    let help = slip.diagnostics[0].help.as_deref();
    assert_eq!(help, Some("did you mean `package`?"));
}

/// Code, place and message of each finding.
fn faults(manifest: &Manifest) -> Vec<String> {
    let json = |code| serde_json::to_value(code).expect("a code is JSON");
    let line = |each: &Diagnostic| {
        let span = each.primary.as_ref().expect("a place");
        format!(
            "{} {}:{}:{} {}",
            json(each.code).as_str().expect("a code"),
            span.file,
            span.start.line,
            span.start.column,
            each.message
        )
    };
    manifest.diagnostics.iter().map(line).collect()
}
