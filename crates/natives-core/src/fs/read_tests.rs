use super::*;
use std::{
    fs,
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

fn read(path: &Path, options: &ReadOptions) -> Result<Vec<u8>, FsError> {
    read_file(path, options, &Cancel::never())
}

fn part(offset: u64, length: Option<u64>) -> ReadOptions {
    ReadOptions {
        offset,
        length,
        ..ReadOptions::default()
    }
}

#[test]
fn parts_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, b"0123456789").unwrap();
    assert_eq!(read(&path, &ReadOptions::default()).unwrap(), b"0123456789");
    assert_eq!(read(&path, &part(3, Some(4))).unwrap(), b"3456");
    assert_eq!(read(&path, &part(8, Some(40))).unwrap(), b"89");
    assert_eq!(read(&path, &part(100, None)).unwrap(), b"");
    assert_eq!(read(&path, &part(0, Some(0))).unwrap(), b"");
}

#[test]
fn a_file_larger_than_a_piece_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let data: Vec<u8> = (0..3_500_000_u32)
        .map(|index| index.to_le_bytes()[0])
        .collect();
    fs::write(&path, &data).unwrap();
    assert!(read(&path, &ReadOptions::default()).unwrap() == data);
}

#[test]
fn the_limit_holds_for_files_and_for_devices() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, b"0123456789").unwrap();
    let limited = |max_bytes| ReadOptions {
        max_bytes,
        ..ReadOptions::default()
    };
    assert_eq!(read(&path, &limited(10)).unwrap().len(), 10);
    assert!(matches!(
        read(&path, &limited(9)),
        Err(FsError::TooLarge { max_bytes: 9, .. })
    ));
    let some = ReadOptions {
        length: Some(4),
        ..limited(4)
    };
    assert_eq!(read(&path, &some).unwrap(), b"0123");
    #[cfg(unix)]
    {
        let zero = Path::new("/dev/zero");
        assert!(matches!(
            read(zero, &limited(1 << 20)),
            Err(FsError::TooLarge { .. })
        ));
        assert_eq!(read(zero, &part(5, Some(7))).unwrap(), [0; 7]);
    }
}

#[test]
fn failures_name_call_and_path() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    match read(&missing, &ReadOptions::default()) {
        Err(FsError::Io(failure)) => {
            assert_eq!((failure.syscall, failure.path), ("open", missing));
            assert_eq!(failure.source.kind(), io::ErrorKind::NotFound);
        }
        other => panic!("{other:?}"),
    }
    match read(folder.path(), &ReadOptions::default()) {
        Err(FsError::Io(failure)) => {
            assert_eq!(failure.source.kind(), io::ErrorKind::IsADirectory);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn text_is_decoded_as_node_does() {
    let text = decode_text(b"\xef\xbb\xbfa\xff\xe2\x82b".to_vec());
    assert_eq!(text, "\u{feff}a\u{fffd}\u{fffd}b");
}

#[cfg(target_os = "linux")]
#[test]
fn files_of_unknown_size_are_read_to_their_end() {
    let status = read(Path::new("/proc/self/status"), &ReadOptions::default()).unwrap();
    assert!(status.starts_with(b"Name:"));
}

#[cfg(unix)]
#[test]
fn an_endless_read_stops_when_the_flag_is_raised() {
    let flag = Arc::new(AtomicBool::new(false));
    let cancel = Cancel::new(Arc::clone(&flag));
    let reader =
        thread::spawn(move || read_file(Path::new("/dev/zero"), &ReadOptions::default(), &cancel));
    thread::sleep(Duration::from_millis(30));
    let raised = Instant::now();
    flag.store(true, Ordering::Relaxed);
    assert!(matches!(reader.join().unwrap(), Err(FsError::Cancelled(_))));
    assert!(raised.elapsed() < Duration::from_secs(1));
}

#[cfg(unix)]
#[test]
fn a_fifo_waits_for_its_writer_and_can_be_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fifo");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );

    let may_wait = |path| OpenFile::open(path, &Cancel::never()).unwrap().may_wait();
    assert!(may_wait(&path));
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(!may_wait(&file));

    let flag = Arc::new(AtomicBool::new(false));
    let (cancel, fifo) = (Cancel::new(Arc::clone(&flag)), path.clone());
    let reader = thread::spawn(move || read_file(&fifo, &ReadOptions::default(), &cancel));
    thread::sleep(Duration::from_millis(50));
    assert!(!reader.is_finished());
    flag.store(true, Ordering::Relaxed);
    assert!(matches!(reader.join().unwrap(), Err(FsError::Cancelled(_))));

    let fifo = path.clone();
    let writer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        fs::write(fifo, b"from the writer").unwrap();
    });
    assert_eq!(read(&path, &part(5, None)).unwrap(), b"the writer");
    writer.join().unwrap();
}
