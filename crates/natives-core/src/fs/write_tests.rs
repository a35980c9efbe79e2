use super::*;
use std::sync::{Arc, atomic::AtomicBool};

fn write(path: &Path, data: &[u8], options: &WriteOptions) -> Result<(), FsError> {
    write_file(path, data, options, &Cancel::never())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn errors_keep_the_number_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    for options in [
        WriteOptions::default(),
        WriteOptions {
            atomic: false,
            ..WriteOptions::default()
        },
    ] {
        match write(&folder.path().join("no/file"), b"x", &options) {
            Err(FsError::Io(failure)) => assert_eq!(failure.source.raw_os_error(), Some(2)),
            other => panic!("{other:?}"),
        }
    }
}

fn kind_of(result: Result<(), FsError>) -> io::ErrorKind {
    match result {
        Err(FsError::Io(failure)) => failure.source.kind(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn writes_and_replaces_without_leaving_anything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for atomic in [true, false] {
        let options = WriteOptions {
            atomic,
            ..WriteOptions::default()
        };
        write(&path, b"a longer first content", &options).unwrap();
        write(
            &path,
            b"second",
            &WriteOptions {
                flush: true,
                ..options
            },
        )
        .unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
    }
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn appends_creates_parents_and_refuses_to_replace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/file");
    assert_eq!(
        kind_of(write(&path, b"x", &WriteOptions::default())),
        io::ErrorKind::NotFound
    );
    let create = WriteOptions {
        create_parents: true,
        ..WriteOptions::default()
    };
    write(&path, b"one", &create).unwrap();
    let append = WriteOptions {
        append: true,
        ..WriteOptions::default()
    };
    write(&path, b" two", &append).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one two");
    for atomic in [true, false] {
        let exclusive = WriteOptions {
            exclusive: true,
            atomic,
            ..WriteOptions::default()
        };
        assert_eq!(
            kind_of(write(&path, b"x", &exclusive)),
            io::ErrorKind::AlreadyExists
        );
        let fresh = folder.path().join(format!("fresh-{atomic}"));
        write(&fresh, b"x", &exclusive).unwrap();
    }
    assert_eq!(fs::read(&path).unwrap(), b"one two");
    let both = WriteOptions {
        exclusive: true,
        ..append
    };
    assert!(matches!(
        write(&path, b"x", &both),
        Err(FsError::Options(_))
    ));
}

#[test]
fn a_failed_or_given_up_write_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, b"old").unwrap();
    let cancel = Cancel::new(Arc::new(AtomicBool::new(true)));
    let given_up = write_file(&path, b"new", &WriteOptions::default(), &cancel);
    assert!(matches!(given_up, Err(FsError::Cancelled(_))));
    let over_a_folder = write(folder.path(), b"new", &WriteOptions::default());
    assert_eq!(kind_of(over_a_folder), io::ErrorKind::IsADirectory);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["file"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    #[test]
    fn a_new_file_takes_the_mode_and_an_old_one_keeps_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let private = WriteOptions {
            mode: Some(0o640),
            ..WriteOptions::default()
        };
        write(&path, b"x", &private).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        fs::set_permissions(&path, Permissions::from_mode(0o751)).unwrap();
        write(&path, b"y", &private).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o751);
    }

    use std::fs::Permissions;

    #[test]
    fn links_are_followed_and_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, b"old").unwrap();
        symlink("target", &link).unwrap();
        write(&link, b"new", &WriteOptions::default()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        let dangling = folder.path().join("dangling");
        symlink("later", &dangling).unwrap();
        write(&dangling, b"made", &WriteOptions::default()).unwrap();
        assert_eq!(fs::read(folder.path().join("later")).unwrap(), b"made");
        let cycle = folder.path().join("cycle");
        symlink("cycle", &cycle).unwrap();
        let failed = write(&cycle, b"x", &WriteOptions::default());
        assert!(matches!(failed, Err(FsError::Io(failure)) if failure.syscall == "open"));
    }

    #[test]
    fn devices_are_written_to_and_stay_devices() {
        let inode = fs::metadata("/dev/null").unwrap().ino();
        write(Path::new("/dev/null"), b"x", &WriteOptions::default()).unwrap();
        assert_eq!(fs::metadata("/dev/null").unwrap().ino(), inode);
    }

    #[test]
    fn readers_never_see_half_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, vec![b'a'; 200_000]).unwrap();
        let reader_path = path.clone();
        let reader = std::thread::spawn(move || {
            for _ in 0..200 {
                let data = fs::read(&reader_path).unwrap();
                assert_eq!(data.len(), 200_000);
                assert!(data.iter().all(|byte| *byte == data[0]));
            }
        });
        for round in 0..50_u8 {
            let letter = b'a' + round % 26;
            write(&path, &vec![letter; 200_000], &WriteOptions::default()).unwrap();
        }
        reader.join().unwrap();
    }
}
