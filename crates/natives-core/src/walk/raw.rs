//! The walk without ignore rules: folders are tasks of a few threads.

use std::{
    fs::{self, DirEntry, Metadata},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex},
    thread,
};

use super::{
    Entry, FileKind, Folder, Visitor, WalkError, WalkOptions, Walked, is_hidden, lock, thread_count,
};
use crate::{Cancel, EntryFailure};

/// How many entries are read between two looks at the flag.
const ENTRIES_PER_LOOK: usize = 64;

/// A folder still to be read.
struct Task {
    /// Relative to the root.
    path: PathBuf,
    depth: usize,
    /// The folders above, where links are followed.
    ancestors: Option<Arc<Ancestor>>,
}

struct Ancestor {
    id: FolderId,
    parent: Option<Arc<Ancestor>>,
}

#[cfg(unix)]
type FolderId = (u64, u64);
#[cfg(not(unix))]
type FolderId = PathBuf;

impl Ancestor {
    fn contains(&self, id: &FolderId) -> bool {
        let mut current = Some(self);
        while let Some(ancestor) = current {
            if ancestor.id == *id {
                return true;
            }
            current = ancestor.parent.as_deref();
        }
        false
    }
}

#[derive(Default)]
struct Queue {
    tasks: Vec<Task>,
    /// Queued and being read.
    pending: usize,
}

struct Walk<'a> {
    root: &'a Path,
    options: &'a WalkOptions,
    visitor: &'a dyn Visitor,
    cancel: &'a Cancel,
    queue: Mutex<Queue>,
    changed: Condvar,
}

pub(super) fn walk(
    root: &Path,
    options: &WalkOptions,
    visitor: &dyn Visitor,
    cancel: &Cancel,
) -> Result<Walked, WalkError> {
    let walk = Walk {
        root,
        options,
        visitor,
        cancel,
        queue: Mutex::default(),
        changed: Condvar::new(),
    };
    let mut walked = Walked::default();
    let ancestors = if options.follow {
        let id = folder_id(root).map_err(WalkError::Root)?;
        Some(Arc::new(Ancestor { id, parent: None }))
    } else {
        None
    };
    let first = Task {
        path: PathBuf::new(),
        depth: 1,
        ancestors,
    };
    walk.read_folder(&first, &mut walked)
        .map_err(WalkError::Root)?;
    let waiting = lock(&walk.queue).tasks.len();
    // A thread costs about as much as reading a small folder.
    let helpers = thread_count().min(waiting).saturating_sub(1);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..helpers)
            .map(|_| {
                scope.spawn(|| {
                    let mut part = Walked::default();
                    walk.work(&mut part);
                    part
                })
            })
            .collect();
        walk.work(&mut walked);
        for handle in handles {
            match handle.join() {
                Ok(part) => {
                    walked.folders.extend(part.folders);
                    walked.errors.extend(part.errors);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    Ok(walked)
}

impl Walk<'_> {
    fn work(&self, walked: &mut Walked) {
        while let Some(task) = self.next() {
            let _done = Done(self);
            if let Err(source) = self.read_folder(&task, walked) {
                walked.errors.push(EntryFailure {
                    path: task.path,
                    syscall: "scandir",
                    source,
                });
            }
        }
    }

    fn next(&self) -> Option<Task> {
        let mut queue = lock(&self.queue);
        loop {
            if self.cancel.is_cancelled() || queue.pending == 0 {
                self.changed.notify_all();
                return None;
            }
            if let Some(task) = queue.tasks.pop() {
                return Some(task);
            }
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    fn read_folder(&self, task: &Task, walked: &mut Walked) -> io::Result<()> {
        let absolute = self.root.join(&task.path);
        let mut entries = Vec::new();
        let mut found = Vec::new();
        for (index, entry) in fs::read_dir(&absolute)?.enumerate() {
            if index % ENTRIES_PER_LOOK == 0 && self.cancel.is_cancelled() {
                return Ok(());
            }
            match entry {
                Ok(entry) => self.visit(task, &entry, &mut entries, &mut found, walked),
                // The rest of this folder is lost, what was read is not.
                Err(source) => {
                    let path = task.path.clone();
                    walked.errors.push(EntryFailure {
                        path,
                        syscall: "scandir",
                        source,
                    });
                    break;
                }
            }
        }
        if !entries.is_empty() {
            walked.folders.push(Folder {
                path: task.path.clone(),
                entries,
            });
        }
        if !found.is_empty() {
            let mut queue = lock(&self.queue);
            queue.pending += found.len();
            queue.tasks.append(&mut found);
            self.changed.notify_all();
        }
        Ok(())
    }

    fn visit(
        &self,
        task: &Task,
        entry: &DirEntry,
        entries: &mut Vec<Entry>,
        found: &mut Vec<Task>,
        walked: &mut Walked,
    ) {
        let name = entry.file_name();
        if !self.options.hidden && is_hidden(&name) {
            return;
        }
        let (kind, mut metadata) = match self.kind_of(entry) {
            Ok(pair) => pair,
            Err(source) => {
                let path = task.path.join(&name);
                walked.errors.push(EntryFailure {
                    path,
                    syscall: "lstat",
                    source,
                });
                return;
            }
        };
        if kind == FileKind::Directory
            && self.options.depth.is_none_or(|depth| task.depth < depth)
            && self.visitor.enters(&task.path, &name)
            && let Some(inner) = self.task_below(task, &name)
        {
            found.push(inner);
        }
        if !self.visitor.keeps(&task.path, &name, kind) {
            return;
        }
        if self.options.stat && metadata.is_none() {
            match entry.metadata() {
                Ok(read) => metadata = Some(read),
                Err(source) => {
                    let path = task.path.join(&name);
                    walked.errors.push(EntryFailure {
                        path,
                        syscall: "lstat",
                        source,
                    });
                    return;
                }
            }
        }
        entries.push(Entry {
            name,
            kind,
            metadata,
        });
    }

    /// Behind a link, where links are followed; a link that leads nowhere stays a link.
    fn kind_of(&self, entry: &DirEntry) -> io::Result<(FileKind, Option<Metadata>)> {
        let kind = FileKind::of(entry.file_type()?);
        if kind == FileKind::Symlink
            && self.options.follow
            && let Ok(target) = fs::metadata(entry.path())
        {
            return Ok((FileKind::of(target.file_type()), Some(target)));
        }
        Ok((kind, None))
    }

    /// `None` for a folder that is one of those above it.
    fn task_below(&self, task: &Task, name: &std::ffi::OsStr) -> Option<Task> {
        let path = task.path.join(name);
        let ancestors = match &task.ancestors {
            None => None,
            Some(above) => {
                let id = folder_id(&self.root.join(&path)).ok()?;
                if above.contains(&id) {
                    return None;
                }
                Some(Arc::new(Ancestor {
                    id,
                    parent: Some(Arc::clone(above)),
                }))
            }
        };
        Some(Task {
            path,
            depth: task.depth + 1,
            ancestors,
        })
    }
}

/// Counts a task as done, also when reading it panics: the other threads must not wait for ever.
struct Done<'a, 'b>(&'a Walk<'b>);

impl Drop for Done<'_, '_> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0.queue);
        queue.pending -= 1;
        if queue.pending == 0 {
            self.0.changed.notify_all();
        }
    }
}

#[cfg(unix)]
fn folder_id(path: &Path) -> io::Result<FolderId> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path)?;
    Ok((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn folder_id(path: &Path) -> io::Result<FolderId> {
    fs::canonicalize(path)
}
