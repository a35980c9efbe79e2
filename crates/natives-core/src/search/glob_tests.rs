use super::*;
use std::fs;

fn tree() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        "a.ts",
        "src/b.ts",
        "src/deep/c.ts",
        "src/deep/d.js",
        ".git/x.ts",
        "out/e.ts",
    ];
    for name in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    fs::write(folder.path().join(".gitignore"), "out\n").unwrap();
    folder
}

fn find(root: &Path, patterns: &[&str], options: GlobOptions) -> Vec<String> {
    let patterns: Vec<String> = patterns.iter().map(|text| (*text).to_owned()).collect();
    let options = GlobOptions {
        cwd: root.to_owned(),
        ..options
    };
    let found = glob(&patterns, &options, &Cancel::never()).unwrap();
    found
        .iter()
        .map(|entry| entry.path.to_string_lossy().replace('\\', "/"))
        .collect()
}

#[test]
fn files_folders_depth_and_exclusions() {
    let folder = tree();
    let root = folder.path();
    let plain = GlobOptions::default;
    assert_eq!(
        find(root, &["**/*.ts"], plain()),
        ["a.ts", "out/e.ts", "src/b.ts", "src/deep/c.ts"]
    );
    assert_eq!(
        find(root, &["**/*.ts", "!src"], plain()),
        ["a.ts", "out/e.ts"]
    );
    let ignore = GlobOptions {
        ignore: vec!["**/deep/**".into(), "out".into()],
        ..plain()
    };
    assert_eq!(find(root, &["**/*.ts"], ignore), ["a.ts", "src/b.ts"]);
    let folders = GlobOptions {
        only_directories: true,
        ..plain()
    };
    assert_eq!(find(root, &["**"], folders), ["out", "src", "src/deep"]);
    let both = GlobOptions {
        only_files: false,
        ..plain()
    };
    assert_eq!(find(root, &["src/*"], both), ["src/b.ts", "src/deep"]);
    let shallow = GlobOptions {
        deep: Some(2),
        ..plain()
    };
    assert_eq!(
        find(root, &["**/*.ts"], shallow),
        ["a.ts", "out/e.ts", "src/b.ts"]
    );
    let gitignore = GlobOptions {
        gitignore: true,
        dot: true,
        ..plain()
    };
    assert_eq!(
        find(root, &["**/*.ts"], gitignore),
        ["a.ts", "src/b.ts", "src/deep/c.ts"]
    );
}

#[test]
fn a_missing_folder_is_an_error() {
    let options = GlobOptions {
        cwd: "/no/such".into(),
        ..GlobOptions::default()
    };
    let result = glob(&["*".to_owned()], &options, &Cancel::never());
    assert!(matches!(result, Err(SearchError::Io(failure)) if failure.syscall == "scandir"));
}

#[cfg(unix)]
#[test]
fn links_are_taken_for_what_they_lead_to() {
    let folder = tree();
    std::os::unix::fs::symlink("../src", folder.path().join("src/again")).unwrap();
    std::os::unix::fs::symlink("deep", folder.path().join("src/side")).unwrap();
    let followed = find(folder.path(), &["src/**/*.js"], GlobOptions::default());
    assert_eq!(followed, ["src/deep/d.js", "src/side/d.js"]);
    let options = GlobOptions {
        follow_symbolic_links: false,
        ..GlobOptions::default()
    };
    assert_eq!(
        find(folder.path(), &["src/**/*.js"], options),
        ["src/deep/d.js"]
    );
}
