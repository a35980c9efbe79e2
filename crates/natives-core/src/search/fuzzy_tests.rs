use super::*;
use std::fs;

fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    folder
}

fn find(root: &Path, query: &str, limit: usize) -> FuzzyResult {
    let options = FuzzyOptions {
        root: root.to_owned(),
        limit,
        hidden: false,
        gitignore: true,
        directories: false,
    };
    fuzzy_find(query, &options, &Cancel::never()).unwrap()
}

#[test]
fn the_best_come_first_and_the_rest_is_counted() {
    let folder = tree(&[
        "src/main.rs",
        "src/domain.rs",
        "maintenance/i/n.txt",
        "other.txt",
    ]);
    let result = find(folder.path(), "main", 2);
    let paths: Vec<_> = result.hits.iter().map(|hit| hit.path.clone()).collect();
    assert_eq!(
        paths,
        [Path::new("src/main.rs"), Path::new("src/domain.rs")]
    );
    assert_eq!(result.hits[0].positions, [4, 5, 6, 7]);
    assert_eq!((result.total_matches, result.paths_searched), (3, 4));
    assert!(find(folder.path(), "", 5).hits.is_empty());
    assert!(find(folder.path(), "main", 0).hits.is_empty());
}

#[cfg(unix)]
#[test]
fn positions_count_a_broken_byte_as_one() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join(OsStr::from_bytes(b"\xe2\x82-needle")),
        "",
    )
    .unwrap();
    assert_eq!(
        find(folder.path(), "needle", 1).hits[0].positions,
        [3, 4, 5, 6, 7, 8]
    );
}
