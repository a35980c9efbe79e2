//! Finds paths of a tree by a few of their letters.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{
    SearchError,
    score::{Query, Scratch},
};
use crate::{
    Cancel, EntryFailure, FileKind, IoFailure,
    walk::{Visitor, WalkError, WalkOptions, Walked, walk},
};

/// How many paths are scored between two looks at the flag.
const PATHS_PER_LOOK: usize = 1024;

/// Where to look, and how much to give.
#[derive(Clone, Debug)]
pub struct FuzzyOptions {
    /// The folder whose tree is searched.
    pub root: PathBuf,
    /// The best so many.
    pub limit: usize,
    /// Include names that begin with a dot.
    pub hidden: bool,
    /// Leave out what git ignores.
    pub gitignore: bool,
    /// Folders as well as files.
    pub directories: bool,
}

/// A path that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct FuzzyHit {
    /// Relative to the root.
    pub path: PathBuf,
    /// Higher is better; comparable within one query.
    pub score: i32,
    /// Where the letters stand, in UTF-16 code units of the path.
    pub positions: Vec<u32>,
}

/// What fits, best first.
#[derive(Debug, Default)]
pub struct FuzzyResult {
    /// The best.
    pub hits: Vec<FuzzyHit>,
    /// How many paths fit in all.
    pub total_matches: usize,
    /// How many paths were compared.
    pub paths_searched: usize,
    /// What could not be looked at.
    pub errors: Vec<EntryFailure>,
}

struct Wanted {
    directories: bool,
}

impl Visitor for Wanted {
    fn keeps(&self, _: &Path, _: &OsStr, kind: FileKind) -> bool {
        self.directories || kind != FileKind::Directory
    }
}

/// Finds the paths below a root that hold the letters of `query` in order. Without letters,
/// nothing fits.
///
/// # Errors
/// [`SearchError::Io`] when the root cannot be read, [`SearchError::Cancelled`].
pub fn fuzzy_find(
    query: &str,
    options: &FuzzyOptions,
    cancel: &Cancel,
) -> Result<FuzzyResult, SearchError> {
    cancel.check()?;
    let walk_options = WalkOptions {
        depth: None,
        hidden: options.hidden,
        gitignore: options.gitignore,
        follow: false,
        stat: false,
    };
    let visitor = Wanted {
        directories: options.directories,
    };
    let walked =
        walk(&options.root, &walk_options, &visitor, cancel).map_err(|error| match error {
            WalkError::Root(source) => {
                SearchError::from(IoFailure::new("scandir", &options.root, source))
            }
            WalkError::Cancelled => SearchError::Cancelled(crate::Cancelled),
        })?;
    let Some(query) = Query::new(query) else {
        return Ok(FuzzyResult {
            errors: walked.errors,
            ..FuzzyResult::default()
        });
    };
    rank(&query, walked, options.limit, cancel)
}

fn rank(
    query: &Query,
    walked: Walked,
    limit: usize,
    cancel: &Cancel,
) -> Result<FuzzyResult, SearchError> {
    let mut scratch = Scratch::default();
    let mut scored: Vec<(i32, PathBuf)> = Vec::new();
    let mut paths_searched = 0;
    for folder in &walked.folders {
        for entry in &folder.entries {
            if paths_searched % PATHS_PER_LOOK == 0 {
                cancel.check()?;
            }
            paths_searched += 1;
            let path = folder.path.join(&entry.name);
            if let Some(score) = query.score(&shown(&path), &mut scratch) {
                scored.push((score, path));
            }
        }
    }
    let total_matches = scored.len();
    let order = |a: &(i32, PathBuf), b: &(i32, PathBuf)| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1));
    if limit < scored.len() {
        scored.select_nth_unstable_by(limit, order);
        scored.truncate(limit);
    }
    scored.sort_unstable_by(order);
    let hits = scored.into_iter().map(|(score, path)| {
        // Only the best need positions, so they are worked out again.
        let _ = query.score(&shown(&path), &mut scratch);
        FuzzyHit {
            score,
            positions: query.positions(&scratch),
            path,
        }
    });
    Ok(FuzzyResult {
        hits: hits.collect(),
        total_matches,
        paths_searched,
        errors: walked.errors,
    })
}

/// As users see and type it: forward slashes. A byte that is not UTF-8 counts as one unit, as in
/// the path that goes out.
fn shown(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text
    }
}

#[cfg(test)]
#[path = "fuzzy_tests.rs"]
mod tests;
