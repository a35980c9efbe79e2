use super::*;
use std::{
    fs,
    sync::{Arc, atomic::AtomicBool},
};

fn list(root: &Path, options: &ListOptions) -> Listing {
    list_directory(root, options, &Cancel::never()).unwrap()
}

fn paths(listing: &Listing) -> Vec<String> {
    let path = |entry: Listed<'_>| entry.path().to_string_lossy().replace('\\', "/");
    listing.iter().map(path).collect()
}

fn deep() -> ListOptions {
    ListOptions {
        depth: None,
        ..ListOptions::default()
    }
}

fn tree() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a/b/c.txt", "a/d.txt", ".hidden/x", "e.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }
    folder
}

#[test]
fn one_level_some_levels_all_levels() {
    let folder = tree();
    let depth = |depth| ListOptions {
        depth: Some(depth),
        ..ListOptions::default()
    };
    assert_eq!(
        paths(&list(folder.path(), &depth(1))),
        [".hidden", "a", "e.txt"]
    );
    assert_eq!(
        paths(&list(folder.path(), &depth(2))),
        [".hidden", "a", "e.txt", ".hidden/x", "a/b", "a/d.txt"]
    );
    assert_eq!(
        paths(&list(folder.path(), &deep())),
        [
            ".hidden",
            "a",
            "e.txt",
            ".hidden/x",
            "a/b",
            "a/d.txt",
            "a/b/c.txt"
        ]
    );
    let none = list_directory(folder.path(), &depth(0), &Cancel::never());
    assert!(matches!(none, Err(FsError::Options(_))));
}

#[test]
fn hidden_names_sizes_and_limits() {
    let folder = tree();
    let visible = ListOptions {
        hidden: false,
        ..deep()
    };
    let listing = list(folder.path(), &visible);
    assert_eq!(
        paths(&listing),
        ["a", "e.txt", "a/b", "a/d.txt", "a/b/c.txt"]
    );
    let last = listing.iter().last().unwrap();
    assert_eq!((last.size_bytes(), last.kind()), (Some(9), FileKind::File));
    assert!(last.modified_ms().unwrap() > 1.6e12);
    let names_only = list(
        folder.path(),
        &ListOptions {
            stat: false,
            ..visible.clone()
        },
    );
    assert!(names_only.iter().all(|entry| entry.size_bytes().is_none()));
    let limited = list(
        folder.path(),
        &ListOptions {
            limit: Some(3),
            ..visible.clone()
        },
    );
    assert_eq!(paths(&limited), ["a", "e.txt", "a/b"]);
    assert!(limited.truncated);
    let exact = list(
        folder.path(),
        &ListOptions {
            limit: Some(5),
            ..visible
        },
    );
    assert!(!exact.truncated);
}

#[test]
fn git_rules_of_the_folder_and_below() {
    let folder = tree();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".gitignore"), "e.txt\n").unwrap();
    fs::write(folder.path().join("a/.gitignore"), "*.txt\n!d.txt\n").unwrap();
    let options = ListOptions {
        gitignore: true,
        hidden: false,
        ..deep()
    };
    assert_eq!(
        paths(&list(folder.path(), &options)),
        ["a", "a/b", "a/d.txt"]
    );
}

#[test]
fn a_wide_and_deep_tree_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    for outer in 0..40 {
        for inner in 0..5 {
            let path = folder.path().join(format!("{outer}/{inner}"));
            fs::create_dir_all(&path).unwrap();
            for file in 0..5 {
                fs::write(path.join(file.to_string()), "").unwrap();
            }
        }
    }
    let listing = list(folder.path(), &deep());
    assert_eq!(listing.iter().count(), 40 + 200 + 1000);
    assert!(listing.errors().is_empty());
    assert_eq!(paths(&listing), paths(&list(folder.path(), &deep())));
}

#[test]
fn a_root_that_is_missing_or_no_folder_is_an_error() {
    let folder = tree();
    for (name, kind) in [
        ("missing", std::io::ErrorKind::NotFound),
        ("e.txt", std::io::ErrorKind::NotADirectory),
    ] {
        for gitignore in [false, true] {
            let options = ListOptions {
                gitignore,
                ..deep()
            };
            let result = list_directory(&folder.path().join(name), &options, &Cancel::never());
            match result {
                Err(FsError::Io(failure)) => assert_eq!(failure.source.kind(), kind),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn a_raised_flag_ends_the_listing() {
    let cancel = Cancel::new(Arc::new(AtomicBool::new(true)));
    let result = list_directory(Path::new("/"), &deep(), &cancel);
    assert!(matches!(result, Err(FsError::Cancelled(_))));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::{
        ffi::OsStr,
        os::unix::{ffi::OsStrExt, fs::symlink},
        process::Command,
    };

    use rustix::fs::{Mode, OFlags};

    #[test]
    fn links_are_shown_and_not_entered_by_default() {
        let folder = tree();
        symlink(".", folder.path().join("loop")).unwrap();
        symlink("nowhere", folder.path().join("broken")).unwrap();
        let listing = list(
            folder.path(),
            &ListOptions {
                hidden: false,
                ..deep()
            },
        );
        assert_eq!(
            paths(&listing),
            [
                "a",
                "broken",
                "e.txt",
                "loop",
                "a/b",
                "a/d.txt",
                "a/b/c.txt"
            ]
        );
        let links = listing
            .iter()
            .filter(|entry| entry.kind() == FileKind::Symlink);
        assert_eq!(links.count(), 2);
    }

    #[test]
    fn followed_links_end_where_they_lead_back() {
        let folder = tree();
        symlink("..", folder.path().join("a/up")).unwrap();
        symlink("nowhere", folder.path().join("broken")).unwrap();
        symlink("e.txt", folder.path().join("file")).unwrap();
        symlink("a/b", folder.path().join("side")).unwrap();
        let options = ListOptions {
            follow_symlinks: true,
            hidden: false,
            ..deep()
        };
        let listing = list(folder.path(), &options);
        let kind = |path: &str| {
            let found = listing.iter().find(|entry| entry.path() == Path::new(path));
            found
                .unwrap_or_else(|| panic!("{path} in {:?}", paths(&listing)))
                .kind()
        };
        assert_eq!(kind("a/up"), FileKind::Directory);
        assert_eq!(kind("broken"), FileKind::Symlink);
        assert_eq!(kind("file"), FileKind::File);
        assert_eq!(kind("side/c.txt"), FileKind::File);
        assert!(
            paths(&listing)
                .iter()
                .all(|path| !path.starts_with("a/up/"))
        );
        assert!(listing.errors().is_empty());
    }

    #[test]
    fn times_before_1970_are_negative() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old");
        let mut touch = Command::new("touch");
        touch.args(["-d", "1960-01-01T00:00:00Z"]).arg(&path);
        assert!(touch.status().unwrap().success());
        let listing = list(folder.path(), &ListOptions::default());
        let modified = listing.iter().next().unwrap().modified_ms().unwrap();
        assert!((modified - -315_619_200_000.0).abs() < 1.0, "{modified}");
    }

    #[test]
    fn names_that_are_not_utf8_survive() {
        let folder = tempfile::tempdir().unwrap();
        let name = OsStr::from_bytes(b"caf\xe9");
        fs::write(folder.path().join(name), "x").unwrap();
        let listing = list(folder.path(), &ListOptions::default());
        assert_eq!(listing.iter().next().unwrap().name(), name);
    }

    #[test]
    fn an_unreadable_folder_loses_only_itself() {
        // Permissions do not stop root, but a path that is longer than PATH_MAX stops everybody.
        let folder = tree();
        let name = "d".repeat(200);
        let mut below = std::os::fd::OwnedFd::from(fs::File::open(folder.path()).unwrap());
        for _ in 0..25 {
            rustix::fs::mkdirat(&below, &name, Mode::RWXU).unwrap();
            below = rustix::fs::openat(&below, &name, OFlags::DIRECTORY, Mode::empty()).unwrap();
        }
        let listing = list(
            folder.path(),
            &ListOptions {
                stat: false,
                ..deep()
            },
        );
        assert_eq!(listing.errors().len(), 1);
        assert_eq!(listing.errors()[0].syscall, "scandir");
        assert!(paths(&listing).contains(&"a/b/c.txt".to_owned()));
    }

    #[test]
    fn entries_that_vanish_meanwhile_never_lose_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        for index in 0..50 {
            fs::write(folder.path().join(format!("stays{index}")), "").unwrap();
        }
        let root = folder.path().to_owned();
        let churn = std::thread::spawn(move || {
            for round in 0..300 {
                let path = root.join(format!("goes{}", round % 7));
                fs::create_dir(&path).unwrap();
                fs::write(path.join("x"), "").unwrap();
                fs::remove_dir_all(&path).unwrap();
            }
        });
        while !churn.is_finished() {
            let listing = list(folder.path(), &deep());
            let stays = paths(&listing)
                .iter()
                .filter(|path| path.starts_with("stays"))
                .count();
            assert_eq!(stays, 50);
        }
        churn.join().unwrap();
    }
}
