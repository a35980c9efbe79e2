//! Searches the files of a tree.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use grep_regex::RegexMatcher;
use grep_searcher::{BinaryDetection, Searcher};
use ignore::{DirEntry, WalkState};

use super::{
    MatchLimits, Matches, PatternOptions, SearchError, glob_pattern::Globs, matches::Collector,
    pattern::compile, text::searcher,
};
use crate::{
    Cancel, EntryFailure, IoFailure,
    walk::{compare_paths, ignored, lock},
};

/// What is searched for, and where.
#[derive(Clone, Debug)]
pub struct GrepOptions {
    /// Regular expression, or plain text with `fixed_strings`.
    pub pattern: String,
    /// How the pattern is meant.
    pub meaning: PatternOptions,
    /// A folder or a file.
    pub root: PathBuf,
    /// Only files that match one of these; those with `!` are left out.
    pub globs: Vec<String>,
    /// Include names that begin with a dot.
    pub hidden: bool,
    /// Leave out what git ignores.
    pub gitignore: bool,
    /// What is kept.
    pub limits: MatchLimits,
}

/// The matching lines of one file.
#[derive(Debug)]
pub struct FileMatches {
    /// Relative to the root; the name of the root itself when that is a file.
    pub path: PathBuf,
    /// The lines.
    pub matches: Matches,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct GrepResult {
    /// Files with matches, sorted by their paths.
    pub files: Vec<FileMatches>,
    /// How many files were read, those without matches included.
    pub files_searched: u64,
    /// How many files were left out because they are binary.
    pub skipped_binary: u64,
    /// Whether a limit left matches out.
    pub truncated: bool,
    /// What could not be read.
    pub errors: Vec<EntryFailure>,
}

impl GrepResult {
    /// How many lines matched.
    #[must_use]
    pub fn match_count(&self) -> usize {
        self.files.iter().map(|file| file.matches.len()).sum()
    }
}

struct Grep<'a> {
    options: &'a GrepOptions,
    globs: Option<Globs>,
    matcher: RegexMatcher,
    cancel: &'a Cancel,
    total: AtomicU64,
    is_full: AtomicBool,
    result: Mutex<GrepResult>,
}

/// Searches the files below a root. Binary files are skipped and counted.
///
/// # Errors
/// [`SearchError::Regex`], [`SearchError::Glob`], [`SearchError::Io`] when the root cannot be
/// read, [`SearchError::Cancelled`].
pub fn grep(options: &GrepOptions, cancel: &Cancel) -> Result<GrepResult, SearchError> {
    cancel.check()?;
    let grep = Grep {
        options,
        globs: Globs::anywhere(&options.globs)?,
        matcher: compile(&options.pattern, options.meaning)?,
        cancel,
        total: AtomicU64::new(0),
        is_full: AtomicBool::new(false),
        result: Mutex::default(),
    };
    let root = &options.root;
    let metadata = std::fs::metadata(root).map_err(IoFailure::at("stat", root))?;
    if metadata.is_dir() {
        std::fs::read_dir(root).map_err(IoFailure::at("scandir", root))?;
    }
    let builder = ignored::builder(root, options.hidden, options.gitignore, false);
    builder.build_parallel().run(|| {
        let mut searcher = searcher(options.meaning.multiline, BinaryDetection::quit(b'\0'));
        let grep = &grep;
        Box::new(move |entry| grep.visit(&mut searcher, entry))
    });
    cancel.check()?;
    let mut result = grep
        .result
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    result
        .files
        .sort_unstable_by(|a, b| compare_paths(&a.path, &b.path));
    result.errors.sort_by(|a, b| a.path.cmp(&b.path));
    result.truncated |= cut(&mut result.files, options.limits.max_count);
    Ok(result)
}

/// Threads may find a few lines more than asked for.
fn cut(files: &mut Vec<FileMatches>, limit: Option<u64>) -> bool {
    let Some(limit) = limit else { return false };
    let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut is_cut = false;
    for file in files.iter_mut() {
        is_cut |= file.matches.len() > left;
        file.matches.truncate(left);
        left -= file.matches.len();
    }
    files.retain(|file| !file.matches.is_empty());
    is_cut
}

impl Grep<'_> {
    fn visit(&self, searcher: &mut Searcher, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        if self.cancel.is_cancelled() || self.is_full.load(Ordering::Relaxed) {
            return WalkState::Quit;
        }
        match entry {
            Ok(entry) => self.visit_entry(searcher, &entry),
            Err(error) => {
                let failure = ignored::failure(&self.options.root, error);
                lock(&self.result).errors.extend(failure);
                WalkState::Continue
            }
        }
    }

    fn visit_entry(&self, searcher: &mut Searcher, entry: &DirEntry) -> WalkState {
        let kind = entry.file_type();
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        let mut path = ignored::relative(&self.options.root, entry.path());
        if entry.depth() == 0 {
            if is_folder {
                return WalkState::Continue;
            }
            path = PathBuf::from(entry.file_name());
        }
        if let Some(globs) = &self.globs {
            if is_folder {
                let skip = globs.excludes(&path, true);
                return if skip {
                    WalkState::Skip
                } else {
                    WalkState::Continue
                };
            }
            if !globs.matches(&path, false) {
                return WalkState::Continue;
            }
        }
        // A link given as the root is followed; FIFOs and devices never end.
        let is_file = kind.is_some_and(|kind| kind.is_file())
            || (entry.depth() == 0 && entry.path().is_file());
        if is_file {
            self.search_file(searcher, entry.path(), path);
        }
        WalkState::Continue
    }

    fn search_file(&self, searcher: &mut Searcher, absolute: &Path, path: PathBuf) {
        let limits = self.options.limits;
        let mut collector = Collector::new(&self.matcher, limits, &self.total, self.cancel);
        let outcome = File::open(absolute)
            .map_err(|error| ("open", error))
            .and_then(|file| {
                let reader = Interruptible {
                    file,
                    cancel: self.cancel,
                };
                searcher
                    .search_reader(&self.matcher, reader, &mut collector)
                    .map_err(|error| ("read", error))
            });
        if collector.is_cut
            && limits
                .max_count
                .is_some_and(|max| self.total.load(Ordering::Relaxed) >= max)
        {
            self.is_full.store(true, Ordering::Relaxed);
        }
        let mut result = lock(&self.result);
        if let Err((syscall, source)) = outcome {
            result.errors.push(EntryFailure {
                path,
                syscall,
                source,
            });
            return;
        }
        result.files_searched += 1;
        if collector.is_binary {
            result.skipped_binary += 1;
            self.total
                .fetch_sub(collector.matches.len() as u64, Ordering::Relaxed);
            return;
        }
        result.truncated |= collector.is_cut;
        if !collector.matches.is_empty() {
            result.files.push(FileMatches {
                path,
                matches: collector.matches,
            });
        }
    }
}

/// A file that seems to end when the flag is raised.
struct Interruptible<'a> {
    file: File,
    cancel: &'a Cancel,
}

impl Read for Interruptible<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.cancel.is_cancelled() {
            return Ok(0);
        }
        self.file.read(buffer)
    }
}

#[cfg(test)]
#[path = "grep_tests.rs"]
mod tests;
