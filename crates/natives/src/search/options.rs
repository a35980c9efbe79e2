//! Options of searches.

use std::path::PathBuf;

use ferrotype::{PathArg, U32, napi, napi::Either};
use natives_core::search as core;

/// Options of `grep`.
#[napi(object, object_to_js = false)]
pub struct GrepOptions {
    /// Regular expression in Rust's syntax (linear time, no look-around, no back-references).
    pub pattern: String,
    /// The folder, or the file, that is searched.
    pub root: PathArg,
    /// Search only files that match one of these globs; a `!` in front leaves out. A glob without
    /// a slash matches in every folder.
    pub globs: Option<Vec<String>>,
    /// Case does not matter.
    ///
    /// @default false
    pub ignore_case: Option<bool>,
    /// Case does not matter when the pattern has no capital letter.
    ///
    /// @default false
    pub smart_case: Option<bool>,
    /// The pattern is plain text.
    ///
    /// @default false
    pub fixed_strings: Option<bool>,
    /// Matches stand between word boundaries.
    ///
    /// @default false
    pub word_regexp: Option<bool>,
    /// A match may span lines.
    ///
    /// @default false
    pub multiline: Option<bool>,
    /// At most this many matching lines in all. Which ones these are may differ from call to call.
    pub max_count: Option<U32>,
    /// At most this many matching lines of each file, the first ones.
    pub max_count_per_file: Option<U32>,
    /// Lines are cut to this many UTF-16 code units; ranges behind the cut are left out.
    pub max_columns: Option<U32>,
    /// Include names that begin with a dot.
    ///
    /// @default false
    pub hidden: Option<bool>,
    /// Leave out what git ignores.
    ///
    /// @default true
    pub gitignore: Option<bool>,
}

/// Options of `search`.
#[napi(object, object_to_js = false)]
pub struct TextSearchOptions {
    /// Regular expression in Rust's syntax (linear time, no look-around, no back-references).
    pub pattern: String,
    /// Case does not matter.
    ///
    /// @default false
    pub ignore_case: Option<bool>,
    /// Case does not matter when the pattern has no capital letter.
    ///
    /// @default false
    pub smart_case: Option<bool>,
    /// The pattern is plain text.
    ///
    /// @default false
    pub fixed_strings: Option<bool>,
    /// Matches stand between word boundaries.
    ///
    /// @default false
    pub word_regexp: Option<bool>,
    /// A match may span lines.
    ///
    /// @default false
    pub multiline: Option<bool>,
    /// At most this many matching lines, the first ones.
    pub max_count: Option<U32>,
    /// Lines are cut to this many UTF-16 code units; ranges behind the cut are left out.
    pub max_columns: Option<U32>,
}

/// Options of `hasMatch`.
#[napi(object, object_to_js = false)]
pub struct MatchOptions {
    /// Case does not matter.
    ///
    /// @default false
    pub ignore_case: Option<bool>,
    /// Case does not matter when the pattern has no capital letter.
    ///
    /// @default false
    pub smart_case: Option<bool>,
    /// The pattern is plain text.
    ///
    /// @default false
    pub fixed_strings: Option<bool>,
    /// Matches stand between word boundaries.
    ///
    /// @default false
    pub word_regexp: Option<bool>,
    /// A match may span lines.
    ///
    /// @default false
    pub multiline: Option<bool>,
}

/// Options of `glob`.
#[napi(object, object_to_js = false)]
pub struct GlobOptions {
    /// The folder that patterns are relative to.
    ///
    /// @default the host's working folder
    pub cwd: Option<PathArg>,
    /// Globs of what is left out, with all below it.
    pub ignore: Option<Either<String, Vec<String>>>,
    /// Wildcards match names that begin with a dot.
    ///
    /// @default false
    pub dot: Option<bool>,
    /// Levels below `cwd`: 1 finds its own entries only. All when left out.
    pub deep: Option<U32>,
    /// Give absolute paths.
    ///
    /// @default false
    pub absolute: Option<bool>,
    /// Find files only.
    ///
    /// @default true
    pub only_files: Option<bool>,
    /// Find folders only; wins over `onlyFiles`.
    ///
    /// @default false
    pub only_directories: Option<bool>,
    /// Enter folders behind links, and take links for what they lead to.
    ///
    /// @default true
    pub follow_symbolic_links: Option<bool>,
    /// `A` is not `a`.
    ///
    /// @default true
    pub case_sensitive: Option<bool>,
    /// Leave out what git ignores.
    ///
    /// @default false
    pub gitignore: Option<bool>,
}

/// Options of `fuzzyFind`.
#[napi(object, object_to_js = false)]
pub struct FuzzyFindOptions {
    /// The folder whose tree is searched.
    pub root: PathArg,
    /// Give at most this many paths, the best ones.
    ///
    /// @default 100
    pub limit: Option<U32>,
    /// Include names that begin with a dot.
    ///
    /// @default false
    pub hidden: Option<bool>,
    /// Leave out what git ignores.
    ///
    /// @default true
    pub gitignore: Option<bool>,
    /// Find folders as well as files.
    ///
    /// @default false
    pub directories: Option<bool>,
}

fn number(value: Option<U32>) -> Option<usize> {
    value.map(|value| value.get() as usize)
}

fn counter(value: Option<U32>) -> Option<u64> {
    value.map(|value| value.get().into())
}

pub(super) fn list(patterns: Either<String, Vec<String>>) -> Vec<String> {
    match patterns {
        Either::A(pattern) => vec![pattern],
        Either::B(patterns) => patterns,
    }
}

impl From<GrepOptions> for core::GrepOptions {
    fn from(options: GrepOptions) -> Self {
        Self {
            pattern: options.pattern,
            meaning: core::PatternOptions {
                ignore_case: options.ignore_case.unwrap_or(false),
                smart_case: options.smart_case.unwrap_or(false),
                fixed_strings: options.fixed_strings.unwrap_or(false),
                word_regexp: options.word_regexp.unwrap_or(false),
                multiline: options.multiline.unwrap_or(false),
            },
            root: options.root.into_path_buf(),
            globs: options.globs.unwrap_or_default(),
            hidden: options.hidden.unwrap_or(false),
            gitignore: options.gitignore.unwrap_or(true),
            limits: core::MatchLimits {
                max_count: counter(options.max_count),
                max_count_per_file: counter(options.max_count_per_file),
                max_columns: number(options.max_columns),
            },
        }
    }
}

impl TextSearchOptions {
    pub(super) fn into_parts(self) -> (String, core::PatternOptions, core::MatchLimits) {
        let meaning = core::PatternOptions {
            ignore_case: self.ignore_case.unwrap_or(false),
            smart_case: self.smart_case.unwrap_or(false),
            fixed_strings: self.fixed_strings.unwrap_or(false),
            word_regexp: self.word_regexp.unwrap_or(false),
            multiline: self.multiline.unwrap_or(false),
        };
        let limits = core::MatchLimits {
            max_count: counter(self.max_count),
            max_count_per_file: None,
            max_columns: number(self.max_columns),
        };
        (self.pattern, meaning, limits)
    }
}

impl From<MatchOptions> for core::PatternOptions {
    fn from(options: MatchOptions) -> Self {
        Self {
            ignore_case: options.ignore_case.unwrap_or(false),
            smart_case: options.smart_case.unwrap_or(false),
            fixed_strings: options.fixed_strings.unwrap_or(false),
            word_regexp: options.word_regexp.unwrap_or(false),
            multiline: options.multiline.unwrap_or(false),
        }
    }
}

/// The core's options, and the folder that absolute paths begin with.
pub(super) fn read_glob(options: Option<GlobOptions>) -> (core::GlobOptions, Option<PathBuf>) {
    let defaults = core::GlobOptions::default();
    let Some(options) = options else {
        return (defaults, None);
    };
    let cwd = options.cwd.map_or(defaults.cwd, PathArg::into_path_buf);
    let is_absolute = options.absolute.unwrap_or(false);
    let base = is_absolute.then(|| std::path::absolute(&cwd).unwrap_or_else(|_| cwd.clone()));
    let options = core::GlobOptions {
        cwd,
        ignore: options.ignore.map_or(defaults.ignore, list),
        dot: options.dot.unwrap_or(defaults.dot),
        deep: number(options.deep),
        only_files: options.only_files.unwrap_or(defaults.only_files),
        only_directories: options
            .only_directories
            .unwrap_or(defaults.only_directories),
        follow_symbolic_links: options
            .follow_symbolic_links
            .unwrap_or(defaults.follow_symbolic_links),
        case_sensitive: options.case_sensitive.unwrap_or(defaults.case_sensitive),
        gitignore: options.gitignore.unwrap_or(defaults.gitignore),
    };
    (options, base)
}

impl From<FuzzyFindOptions> for core::FuzzyOptions {
    fn from(options: FuzzyFindOptions) -> Self {
        Self {
            root: options.root.into_path_buf(),
            limit: number(options.limit).unwrap_or(100),
            hidden: options.hidden.unwrap_or(false),
            gitignore: options.gitignore.unwrap_or(true),
            directories: options.directories.unwrap_or(false),
        }
    }
}
