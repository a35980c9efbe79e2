use super::*;
use std::{fs, os::unix::fs::PermissionsExt};

fn make(path: &Path, mode: u32) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "#!/bin/sh\n").unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn find(program: &str, cwd: &Path, search_path: &str) -> Result<PathBuf, io::ErrorKind> {
    resolve(
        OsStr::new(program),
        cwd,
        Some(OsStr::new(search_path)),
        None,
    )
    .map_err(|error| match error {
        ProcessError::Io(failure) => {
            assert_eq!(failure.syscall, "spawn");
            failure.source.kind()
        }
        other => panic!("{other:?}"),
    })
}

#[test]
fn names_are_looked_up_and_paths_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    make(&root.join("one/tool"), 0o644);
    make(&root.join("two/tool"), 0o755);
    make(&root.join("here"), 0o755);
    let search_path = format!("{0}/one:{0}/two", root.display());
    assert_eq!(find("tool", root, &search_path), Ok(root.join("two/tool")));
    assert_eq!(find("tool", root, "two"), Ok(root.join("two/tool")));
    assert_eq!(find("./here", root, ""), Ok(root.join("./here")));
    assert_eq!(
        find("here", root, &search_path),
        Err(io::ErrorKind::NotFound)
    );
    assert_eq!(find("", root, &search_path), Err(io::ErrorKind::NotFound));
    let only_first = format!("{}/one", root.display());
    assert_eq!(
        find("tool", root, &only_first),
        Err(io::ErrorKind::PermissionDenied)
    );
    assert_eq!(
        find("./one", root, ""),
        Err(io::ErrorKind::PermissionDenied)
    );
}
