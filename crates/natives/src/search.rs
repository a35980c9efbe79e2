//! Text in files and in memory, files by glob, paths by a few letters.

mod options;

use ferrotype::{
    CancelToken, Job, PathText, Row, Rows, napi,
    napi::{Either, bindgen_prelude::Uint8Array},
};
use natives_core::search as core;

use self::options::{FuzzyFindOptions, GlobOptions, GrepOptions, MatchOptions, TextSearchOptions};
use crate::{
    cancel,
    errors::{SearchError, entry_errors},
    fs::{EntryError, FileKind, RelativePath},
};

/// Where in a line a match stands. Ends are exclusive.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct MatchRange {
    /// First byte of the match, counted from the start of the line.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
    /// First UTF-16 code unit: an index into `line`.
    pub start_utf16: u32,
    /// Behind the last UTF-16 code unit.
    pub end_utf16: u32,
}

/// A matching line of a file; in multiline searches all lines of the match.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct Match {
    /// The file, relative to the root; the name of the root when that is a file.
    pub path: RelativePath,
    /// 1 for the first line.
    pub line_number: u32,
    /// Where the line begins in the file, in bytes.
    pub byte_offset: f64,
    /// The line without its end; what is not UTF-8 becomes U+FFFD.
    pub line: String,
    /// The matches in the line.
    pub ranges: Vec<MatchRange>,
}

/// A matching line of a text; in multiline searches all lines of the match.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct TextMatch {
    /// 1 for the first line.
    pub line_number: u32,
    /// Where the line begins in the text, in bytes of UTF-8.
    pub byte_offset: f64,
    /// The line without its end; what is not UTF-8 becomes U+FFFD.
    pub line: String,
    /// The matches in the line.
    pub ranges: Vec<MatchRange>,
}

/// What there is to say about a search of files as a whole.
#[napi(object, object_from_js = false)]
pub struct GrepSummary {
    /// How many lines matched and are here.
    pub matches: u32,
    /// How many files hold them.
    pub files_matched: u32,
    /// How many files were read.
    pub files_searched: u32,
    /// How many of the files read were left out because they are binary: they hold a NUL.
    pub skipped: u32,
    /// Whether a limit left matches out.
    pub truncated: bool,
    /// What could not be read.
    pub errors: Vec<EntryError>,
}

/// What there is to say about a search of a text as a whole.
#[napi(object, object_from_js = false)]
pub struct TextSearchSummary {
    /// Whether `maxCount` left matches out.
    pub truncated: bool,
}

/// Searches the files below a root, on several threads. Matches are sorted by path and line.
/// Binary files are skipped and counted; files that cannot be read are reported in `errors`.
///
/// # Errors
/// `ERR_REGEX` with `position` for an invalid pattern, `ERR_GLOB` for an invalid glob, the
/// system's code with `path` and `syscall` when the root cannot be read.
#[napi]
pub fn grep(
    options: GrepOptions,
    token: CancelToken,
) -> Job<Rows<Match, GrepSummary>, SearchError> {
    Job::run(move || {
        let mut result = core::grep(&options.into(), &cancel(&token))?;
        let errors = entry_errors(std::mem::take(&mut result.errors));
        let rows = result.files.iter().flat_map(|file| {
            let path = PathText::relative(&file.path);
            file.matches
                .iter()
                .map(move |row| Match::new(path.clone(), &row))
        });
        Ok(Rows::new(rows, GrepSummary::new(&result, errors)))
    })
}

/// Searches a text that is in memory, synchronously. Compiled patterns are kept.
///
/// # Errors
/// `ERR_REGEX` with `position` for an invalid pattern.
#[napi]
pub fn search(
    content: Either<String, Uint8Array>,
    options: TextSearchOptions,
) -> ferrotype::Result<Rows<TextMatch, TextSearchSummary>, SearchError> {
    let (pattern, meaning, limits) = options.into_parts();
    let (matches, truncated) = core::search(bytes(&content), &pattern, meaning, limits)?;
    let rows = matches.iter().map(|row| TextMatch::from(&row));
    Ok(Rows::new(rows, TextSearchSummary { truncated }))
}

/// Whether anything in a text matches, synchronously. Compiled patterns are kept.
///
/// # Errors
/// `ERR_REGEX` with `position` for an invalid pattern.
#[napi]
pub fn has_match(
    content: Either<String, Uint8Array>,
    pattern: String,
    options: Option<MatchOptions>,
) -> ferrotype::Result<bool, SearchError> {
    let meaning = options.map(core::PatternOptions::from).unwrap_or_default();
    Ok(core::has_match(bytes(&content), &pattern, meaning)?)
}

fn bytes(content: &Either<String, Uint8Array>) -> &[u8] {
    match content {
        Either::A(text) => text.as_bytes(),
        Either::B(bytes) => bytes,
    }
}

/// A path that matches a glob.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct GlobEntry {
    /// Relative to `cwd`, or absolute with `absolute`; `/` between its parts.
    pub path: PathText,
    /// What it is.
    pub kind: FileKind,
}

/// What there is to say about the paths that match a glob.
#[napi(object, object_from_js = false)]
pub struct GlobSummary {
    /// What could not be looked at.
    pub errors: Vec<EntryError>,
}

/// Finds files by globs: `*`, `**`, `?`, `[a-z]`, `{a,b}`, `{1..3}`, and `!` in front of a pattern
/// to leave out. Sorted folder by folder, parents first. `(await glob("**")).column("path")` gives
/// the paths alone.
///
/// # Errors
/// `ERR_GLOB` for an invalid pattern and for kinds that are not supported (extended globs such as
/// `@(a|b)`, absolute patterns, `..`); the system's code with `path` and `syscall` when `cwd`
/// cannot be read.
#[napi]
pub fn glob(
    patterns: Either<String, Vec<String>>,
    options: Option<GlobOptions>,
    token: CancelToken,
) -> Job<Rows<GlobEntry, GlobSummary>, SearchError> {
    Job::run(move || {
        let (options, base) = options::read_glob(options);
        let patterns = options::list(patterns);
        let mut result = core::glob(&patterns, &options, &cancel(&token))?;
        let errors = entry_errors(result.take_errors());
        let rows = result
            .iter()
            .map(|entry| GlobEntry::new(&entry, base.as_deref()));
        Ok(Rows::new(rows, GlobSummary { errors }))
    })
}

/// A path that holds the letters of a query.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct FuzzyHit {
    /// Relative to the root.
    pub path: RelativePath,
    /// Higher is better; comparable within one query.
    pub score: i32,
    /// Where the letters stand: indexes into `path`, in UTF-16 code units.
    pub positions: Vec<u32>,
}

/// What there is to say about a fuzzy search as a whole.
#[napi(object, object_from_js = false)]
pub struct FuzzySummary {
    /// How many paths fit, those beyond `limit` included.
    pub total_matches: u32,
    /// How many paths were compared.
    pub paths_searched: u32,
    /// What could not be looked at.
    pub errors: Vec<EntryError>,
}

/// Finds the paths below a root that hold the letters of `query` in this order, best first. Case
/// matters when `query` has a capital letter; blanks in it do not.
///
/// # Errors
/// The system's code with `path` and `syscall` when the root cannot be read.
#[napi]
pub fn fuzzy_find(
    query: String,
    options: FuzzyFindOptions,
    token: CancelToken,
) -> Job<Rows<FuzzyHit, FuzzySummary>, SearchError> {
    Job::run(move || {
        let result = core::fuzzy_find(&query, &options.into(), &cancel(&token))?;
        let summary = FuzzySummary {
            total_matches: count(result.total_matches),
            paths_searched: count(result.paths_searched),
            errors: entry_errors(result.errors),
        };
        Ok(Rows::new(
            result.hits.into_iter().map(FuzzyHit::from),
            summary,
        ))
    })
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl GrepSummary {
    fn new(result: &core::GrepResult, errors: Vec<EntryError>) -> Self {
        Self {
            matches: count(result.match_count()),
            files_matched: count(result.files.len()),
            files_searched: u32::try_from(result.files_searched).unwrap_or(u32::MAX),
            skipped: u32::try_from(result.skipped_binary).unwrap_or(u32::MAX),
            truncated: result.truncated,
            errors,
        }
    }
}

impl Match {
    fn new(path: RelativePath, row: &core::MatchRow<'_>) -> Self {
        let TextMatch {
            line_number,
            byte_offset,
            line,
            ranges,
        } = TextMatch::from(row);
        Self {
            path,
            line_number,
            byte_offset,
            line,
            ranges,
        }
    }
}

impl From<&core::MatchRow<'_>> for TextMatch {
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 bytes")]
    fn from(row: &core::MatchRow<'_>) -> Self {
        Self {
            line_number: u32::try_from(row.line_number).unwrap_or(u32::MAX),
            byte_offset: row.byte_offset as f64,
            line: row.text().into_owned(),
            ranges: row.ranges().map(MatchRange::from).collect(),
        }
    }
}

impl From<core::MatchRange> for MatchRange {
    fn from(range: core::MatchRange) -> Self {
        let core::MatchRange {
            start,
            end,
            start_utf16,
            end_utf16,
        } = range;
        Self {
            start,
            end,
            start_utf16,
            end_utf16,
        }
    }
}

impl GlobEntry {
    fn new(entry: &core::GlobEntry, base: Option<&std::path::Path>) -> Self {
        let path = match base {
            Some(base) => PathText::relative(&base.join(&entry.path)),
            None => PathText::relative(&entry.path),
        };
        Self {
            path,
            kind: entry.kind.into(),
        }
    }
}

impl From<core::FuzzyHit> for FuzzyHit {
    fn from(hit: core::FuzzyHit) -> Self {
        let path = PathText::relative(&hit.path);
        Self {
            path,
            score: hit.score,
            positions: hit.positions,
        }
    }
}
