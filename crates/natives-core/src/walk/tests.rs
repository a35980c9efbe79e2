use super::*;
use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

/// Raises the flag after some entries and counts how many come all the same.
struct Counting {
    seen: AtomicUsize,
    raise_at: usize,
    flag: Arc<AtomicBool>,
}

impl Visitor for Counting {
    fn keeps(&self, _: &Path, _: &OsStr, _: FileKind) -> bool {
        if self.seen.fetch_add(1, Ordering::Relaxed) + 1 == self.raise_at {
            self.flag.store(true, Ordering::Relaxed);
        }
        true
    }
}

#[test]
fn cancelled_work_really_stops() {
    let folder = tempfile::tempdir().unwrap();
    for outer in 0..30 {
        let path = folder.path().join(outer.to_string());
        fs::create_dir(&path).unwrap();
        for inner in 0..200 {
            fs::write(path.join(inner.to_string()), "").unwrap();
        }
    }
    for gitignore in [false, true] {
        let flag = Arc::new(AtomicBool::new(false));
        let cancel = Cancel::new(Arc::clone(&flag));
        let visitor = Counting {
            seen: AtomicUsize::new(0),
            raise_at: 500,
            flag,
        };
        let options = WalkOptions {
            depth: None,
            hidden: true,
            gitignore,
            follow: false,
            stat: false,
        };
        let result = walk(folder.path(), &options, &visitor, &cancel);
        assert!(matches!(result, Err(WalkError::Cancelled)));
        let seen = visitor.seen.load(Ordering::Relaxed);
        // Each thread may finish the entries up to its next look at the flag.
        assert!(
            seen < 500 + thread_count() * 64 + 64,
            "{seen} of 6030 entries"
        );
    }
}

#[test]
fn a_panic_in_a_visitor_reaches_the_caller_and_hangs_nobody() {
    struct Panics;
    impl Visitor for Panics {
        fn keeps(&self, parent: &Path, _: &OsStr, _: FileKind) -> bool {
            assert_ne!(parent, Path::new("3"), "on purpose");
            true
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for outer in 0..10 {
        fs::create_dir_all(folder.path().join(format!("{outer}/x"))).unwrap();
    }
    let options = WalkOptions {
        depth: None,
        hidden: true,
        gitignore: false,
        follow: false,
        stat: false,
    };
    let walked = std::panic::catch_unwind(|| {
        walk(folder.path(), &options, &Panics, &Cancel::never()).is_ok()
    });
    assert!(walked.is_err());
}
