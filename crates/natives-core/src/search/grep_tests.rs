use super::*;
use std::{
    fs,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

fn options(root: &Path, pattern: &str) -> GrepOptions {
    GrepOptions {
        pattern: pattern.to_owned(),
        meaning: PatternOptions::default(),
        root: root.to_owned(),
        globs: Vec::new(),
        hidden: false,
        gitignore: true,
        limits: MatchLimits::default(),
    }
}

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn run(options: &GrepOptions) -> GrepResult {
    grep(options, &Cancel::never()).unwrap()
}

fn paths(result: &GrepResult) -> Vec<String> {
    let text = |file: &FileMatches| file.path.to_string_lossy().replace('\\', "/");
    result.files.iter().map(text).collect()
}

#[test]
fn files_are_sorted_and_counted() {
    let folder = tree(&[
        ("b/x.rs", "no\nyes\n"),
        ("a.rs", "yes\nyes\n"),
        ("c.txt", "no\n"),
        ("bin", "yes\0yes"),
        (".hidden", "yes"),
        (".gitignore", "ignored\n"),
        ("ignored/x", "yes"),
    ]);
    let result = run(&options(folder.path(), "yes"));
    assert_eq!(paths(&result), ["a.rs", "b/x.rs"]);
    assert_eq!(
        (
            result.match_count(),
            result.files_searched,
            result.skipped_binary
        ),
        (3, 4, 1)
    );
    assert!(!result.truncated && result.errors.is_empty());
    let everything = GrepOptions {
        hidden: true,
        gitignore: false,
        ..options(folder.path(), "yes")
    };
    assert_eq!(
        paths(&run(&everything)),
        [".hidden", "a.rs", "b/x.rs", "ignored/x"]
    );
}

#[test]
fn globs_choose_and_leave_out() {
    let folder = tree(&[
        ("a.rs", "x"),
        ("b/c.rs", "x"),
        ("b/d.ts", "x"),
        ("e/f.rs", "x"),
    ]);
    let with = |globs: &[&str]| {
        let globs = globs.iter().map(|glob| (*glob).to_owned()).collect();
        paths(&run(&GrepOptions {
            globs,
            ..options(folder.path(), "x")
        }))
    };
    assert_eq!(with(&["*.rs"]), ["a.rs", "b/c.rs", "e/f.rs"]);
    assert_eq!(with(&["*.rs", "!e"]), ["a.rs", "b/c.rs"]);
    assert_eq!(with(&["!b/"]), ["a.rs", "e/f.rs"]);
    assert_eq!(with(&["b/*.{rs,ts}"]), ["b/c.rs", "b/d.ts"]);
    let bad = GrepOptions {
        globs: vec!["@(a)".into()],
        ..options(folder.path(), "x")
    };
    assert!(matches!(
        grep(&bad, &Cancel::never()),
        Err(SearchError::Glob { .. })
    ));
}

#[test]
fn a_root_may_be_a_file_and_must_be_there() {
    let folder = tree(&[("a.rs", "x")]);
    assert_eq!(
        paths(&run(&options(&folder.path().join("a.rs"), "x"))),
        ["a.rs"]
    );
    let missing = grep(&options(&folder.path().join("nope"), "x"), &Cancel::never());
    assert!(matches!(missing, Err(SearchError::Io(failure)) if failure.syscall == "stat"));
}

#[test]
fn limits_hold_over_all_threads() {
    let names: Vec<String> = (0..50).map(|index| format!("{index}/f")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "x\nx\nx\n"))
        .collect();
    let folder = tree(&files);
    let limited = |limits| {
        run(&GrepOptions {
            limits,
            ..options(folder.path(), "x")
        })
    };
    let result = limited(MatchLimits {
        max_count: Some(10),
        ..MatchLimits::default()
    });
    assert_eq!(result.match_count(), 10);
    assert!(result.truncated);
    let result = limited(MatchLimits {
        max_count_per_file: Some(1),
        ..MatchLimits::default()
    });
    assert_eq!(result.match_count(), 50);
    assert!(result.truncated);
    let all = MatchLimits {
        max_count: Some(150),
        ..MatchLimits::default()
    };
    assert!(!limited(all).truncated);
}

#[test]
fn a_raised_flag_ends_the_search_inside_a_file() {
    let folder = tempfile::tempdir().unwrap();
    // Sparse, without a NUL that would end it early: one long file of lines.
    let line = "abcdefghij".repeat(100) + "\n";
    fs::write(folder.path().join("large"), line.repeat(60_000)).unwrap();
    let flag = Arc::new(AtomicBool::new(false));
    let cancel = Cancel::new(Arc::clone(&flag));
    // Slow on purpose: every position is a candidate.
    let slow = options(folder.path(), r"(?i)(a|b|c|d|e|f|g|h|i|j){50}z");
    let searcher = thread::spawn(move || grep(&slow, &cancel).map(|result| result.match_count()));
    thread::sleep(Duration::from_millis(20));
    let raised = Instant::now();
    flag.store(true, Ordering::Relaxed);
    assert!(matches!(
        searcher.join().unwrap(),
        Err(SearchError::Cancelled(_))
    ));
    assert!(
        raised.elapsed() < Duration::from_millis(500),
        "{:?}",
        raised.elapsed()
    );
}

/// Counts what is read after the flag is up: nothing.
#[test]
fn nothing_is_read_once_the_flag_is_up() {
    let folder = tree(&[("a", "x\n")]);
    let flag = Arc::new(AtomicBool::new(false));
    let cancel = Cancel::new(Arc::clone(&flag));
    let file = File::open(folder.path().join("a")).unwrap();
    let mut reader = Interruptible {
        file,
        cancel: &cancel,
    };
    let mut buffer = [0];
    assert_eq!(reader.read(&mut buffer).unwrap(), 1);
    flag.store(true, Ordering::Relaxed);
    assert_eq!(reader.read(&mut buffer).unwrap(), 0);
}

#[cfg(unix)]
#[test]
fn fifos_and_names_that_are_not_utf8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = tree(&[("a", "x")]);
    let fifo = folder.path().join("fifo");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(fifo)
            .status()
            .unwrap()
            .success()
    );
    let odd = OsStr::from_bytes(b"caf\xe9");
    fs::write(folder.path().join(odd), "x").unwrap();
    let result = run(&options(folder.path(), "x"));
    assert_eq!(result.files[1].path.as_os_str(), odd);
    assert_eq!(result.files_searched, 2);
}
