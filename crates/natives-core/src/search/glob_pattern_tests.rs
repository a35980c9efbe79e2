use super::*;

fn globs(patterns: &[&str], dot: bool) -> Globs {
    let patterns: Vec<String> = patterns.iter().map(|text| (*text).to_owned()).collect();
    Globs::new(&patterns, &[], dot, true).unwrap()
}

fn fits(pattern: &str, path: &str) -> bool {
    globs(&[pattern], false).matches(Path::new(path), false)
}

#[test]
fn wildcards() {
    for (pattern, path) in [
        ("*.ts", "a.ts"),
        ("**/*.ts", "a.ts"),
        ("**/*.ts", "x/y/a.ts"),
        ("src/**", "src/a/b"),
        ("src/**/b", "src/b"),
        ("a?c", "abc"),
        ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"),
        ("*.{ts,js}", "a.js"),
        ("{a,b/c}/*", "b/c/d"),
        ("./a", "a"),
        (r"\*", "*"),
        (r"a\{b", "a{b"),
        ("{x}", "{x}"),
        ("app/(main)/*", "app/(main)/page"),
    ] {
        assert!(fits(pattern, path), "{pattern} should match {path}");
    }
    for (pattern, path) in [
        ("*.ts", "x/a.ts"),
        ("*", "a/b"),
        ("a?c", "a/c"),
        ("src/*", "src/a/b"),
        ("A", "a"),
        ("**/b", "ab"),
        ("dir/", "dir"),
    ] {
        assert!(!fits(pattern, path), "{pattern} should not match {path}");
    }
}

#[test]
fn dots_need_a_dot() {
    for (pattern, path) in [("*", ".a"), ("**/a", ".x/a"), ("?a", ".a"), ("[.]a", ".a")] {
        assert!(!fits(pattern, path), "{pattern} should not match {path}");
        assert!(
            globs(&[pattern], true).matches(Path::new(path), false),
            "{pattern} {path}"
        );
    }
    for (pattern, path) in [(".*", ".a"), (".github/**", ".github/a"), ("**/.a", "x/.a")] {
        assert!(fits(pattern, path), "{pattern} should match {path}");
    }
}

#[test]
fn folders_are_entered_only_where_a_match_can_be() {
    let set = globs(
        &["src/*/x.ts", "lib/**", "!lib/gen", "!**/node_modules"],
        false,
    );
    let enters = |path: &str| set.enters(Path::new(path));
    assert!(enters("src") && enters("src/a") && enters("lib") && enters("lib/a/b"));
    assert!(!enters("src/a/b") && !enters("doc") && !enters("lib/gen"));
    assert!(!enters("lib/node_modules") && !enters("lib/.cache"));
}

#[test]
fn case_may_be_ignored() {
    let patterns = ["SRC/*.TS".to_owned()];
    let set = Globs::new(&patterns, &[], false, false).unwrap();
    assert!(set.matches(Path::new("src/a.ts"), false));
    assert!(set.enters(Path::new("Src")));
}

#[test]
fn what_is_not_supported_is_refused() {
    for pattern in [
        "@(a|b)", "x/!(a)", "+(a)", "", "/abs", "../up", "a[", "!?(a)",
    ] {
        let patterns = [pattern.to_owned()];
        let refused = Globs::new(&patterns, &[], false, true);
        assert!(
            matches!(refused, Err(SearchError::Glob { .. })),
            "{pattern}"
        );
    }
    assert!(fits(r"\@(a)", "@(a)"));
}
