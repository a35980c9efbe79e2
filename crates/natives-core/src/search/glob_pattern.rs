//! Globs, segment by segment, with fast-glob's meaning.
//!
//! Matching by segments gives the rule for dots, and tells early which folders cannot hold a match.

use std::{ffi::OsStr, path::Path};

use globset::{GlobBuilder, GlobMatcher};

use super::{SearchError, braces};

/// One part of a pattern between slashes.
#[derive(Clone, Debug)]
enum Segment {
    /// `**`
    Globstar,
    /// `*`
    Any,
    /// No wildcard, and case matters.
    Literal(Vec<u8>),
    /// `*` and then plain text.
    Suffix(Vec<u8>),
    Wildcard {
        matcher: GlobMatcher,
        /// Begins with a dot of its own.
        dot: bool,
    },
}

#[derive(Clone, Debug)]
struct Pattern {
    segments: Vec<Segment>,
    only_folders: bool,
}

/// Patterns to match and patterns to leave out.
#[derive(Clone, Debug)]
pub(super) struct Globs {
    positive: Vec<Pattern>,
    negative: Vec<Pattern>,
    dot: bool,
}

impl Globs {
    /// Patterns relative to the root; those with `!` and those of `ignore` leave out.
    pub(super) fn new(
        patterns: &[String],
        ignore: &[String],
        dot: bool,
        case_sensitive: bool,
    ) -> Result<Self, SearchError> {
        let mut globs = Self {
            positive: Vec::new(),
            negative: Vec::new(),
            dot,
        };
        for pattern in patterns {
            match pattern.strip_prefix('!') {
                Some(negated) if !negated.starts_with('(') => {
                    globs.negative.extend(parse(negated, case_sensitive)?);
                }
                _ => globs.positive.extend(parse(pattern, case_sensitive)?),
            }
        }
        for pattern in ignore {
            globs.negative.extend(parse(pattern, case_sensitive)?);
        }
        Ok(globs)
    }

    /// Patterns that match in any folder unless they hold a slash, as ripgrep's `-g`. Without
    /// positive ones, everything matches that is not left out. `None` when there are none at all.
    pub(super) fn anywhere(patterns: &[String]) -> Result<Option<Self>, SearchError> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let spread: Vec<String> = patterns.iter().map(|pattern| spread(pattern)).collect();
        let mut globs = Self::new(&spread, &[], true, true)?;
        if globs.positive.is_empty() {
            globs.positive = parse("**", true)?;
        }
        Ok(Some(globs))
    }

    pub(super) fn matches(&self, path: &Path, is_folder: bool) -> bool {
        let names = names(path);
        let fits = |pattern: &Pattern| {
            (is_folder || !pattern.only_folders)
                && matches(&pattern.segments, &names, self.dot, false)
        };
        self.positive.iter().any(fits) && !self.excludes(path, is_folder)
    }

    /// Whether a path is left out; then so is all below it.
    pub(super) fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let names = names(path);
        self.negative.iter().any(|pattern| {
            (is_folder || !pattern.only_folders) && matches(&pattern.segments, &names, true, false)
        })
    }

    /// Whether something below a folder could match.
    pub(super) fn enters(&self, path: &Path) -> bool {
        let names = names(path);
        self.positive
            .iter()
            .any(|pattern| matches(&pattern.segments, &names, self.dot, true))
            && !self.excludes(path, true)
    }
}

fn names(path: &Path) -> Vec<&OsStr> {
    path.iter().collect()
}

fn spread(pattern: &str) -> String {
    let (mark, rest) = match pattern.strip_prefix('!') {
        Some(rest) => ("!", rest),
        None => ("", pattern),
    };
    let body = rest.strip_suffix('/').unwrap_or(rest);
    match body.strip_prefix('/') {
        Some(anchored) => format!("{mark}{anchored}"),
        None if body.contains('/') => format!("{mark}{rest}"),
        None => format!("{mark}**/{rest}"),
    }
}

/// `inside`: whether a path below `names` could match, instead of `names` itself.
fn matches(segments: &[Segment], names: &[&OsStr], dot: bool, inside: bool) -> bool {
    match (segments.split_first(), names.split_first()) {
        (None, names) => !inside && names.is_none(),
        (Some(_), None) if inside => true,
        (Some((Segment::Globstar, rest)), None) => matches(rest, names, dot, inside),
        (Some(_), None) => false,
        (Some((Segment::Globstar, rest)), Some((name, below))) => {
            matches(rest, names, dot, inside)
                || ((dot || !is_hidden(name)) && matches(segments, below, dot, inside))
        }
        (Some((segment, rest)), Some((name, below))) => {
            segment.matches(name, dot) && matches(rest, below, dot, inside)
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    crate::walk::is_hidden(name)
}

impl Segment {
    fn matches(&self, name: &OsStr, dot: bool) -> bool {
        let bytes = name.as_encoded_bytes();
        let visible = dot || !is_hidden(name);
        match self {
            Self::Globstar => true,
            Self::Any => visible,
            Self::Literal(text) => bytes == text,
            Self::Suffix(text) => visible && bytes.ends_with(text),
            Self::Wildcard { matcher, dot } => {
                (visible || *dot) && matcher.is_match(Path::new(name))
            }
        }
    }
}

fn parse(glob: &str, case_sensitive: bool) -> Result<Vec<Pattern>, SearchError> {
    check(glob)?;
    let expanded = braces::expand(glob)
        .ok_or_else(|| SearchError::glob(glob, "its braces stand for too many patterns"))?;
    expanded
        .iter()
        .map(|text| parse_one(glob, text, case_sensitive))
        .collect()
}

/// Refuses what would silently match nothing.
fn check(glob: &str) -> Result<(), SearchError> {
    if glob.is_empty() {
        return Err(SearchError::glob(glob, "it is empty"));
    }
    let bytes = glob.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'@' | b'+' | b'!' | b'?' | b'*' if bytes.get(index + 1) == Some(&b'(') => {
                let shown = &glob[index..index + 2];
                let reason =
                    format!("extended globs (`{shown}…)`) are not supported yet; use braces");
                return Err(SearchError::glob(glob, reason));
            }
            _ => {}
        }
        index += 1;
    }
    Ok(())
}

fn parse_one(glob: &str, text: &str, case_sensitive: bool) -> Result<Pattern, SearchError> {
    if text.starts_with('/') || Path::new(text).is_absolute() {
        return Err(SearchError::glob(
            glob,
            "it must be relative; give the folder as `cwd`",
        ));
    }
    let only_folders = text.ends_with('/');
    let mut segments = Vec::new();
    for part in text
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        match part {
            ".." => {
                return Err(SearchError::glob(
                    glob,
                    "`..` is not supported; give the folder as `cwd`",
                ));
            }
            "**" if matches!(segments.last(), Some(Segment::Globstar)) => {}
            "**" => segments.push(Segment::Globstar),
            part => segments.push(parse_segment(glob, part, case_sensitive)?),
        }
    }
    Ok(Pattern {
        segments,
        only_folders,
    })
}

/// Braces that are left stand for themselves.
fn escape_braces(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    let mut characters = part.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => escaped.extend(['\\'].into_iter().chain(characters.next())),
            '{' | '}' => escaped.extend(['[', character, ']']),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn parse_segment(glob: &str, part: &str, case_sensitive: bool) -> Result<Segment, SearchError> {
    let is_plain = |text: &str| !text.contains(['*', '?', '[', ']', '\\']);
    if part == "*" {
        return Ok(Segment::Any);
    }
    if case_sensitive && is_plain(part) {
        return Ok(Segment::Literal(part.as_bytes().to_vec()));
    }
    if let Some(suffix) = part
        .strip_prefix('*')
        .filter(|rest| case_sensitive && is_plain(rest))
    {
        return Ok(Segment::Suffix(suffix.as_bytes().to_vec()));
    }
    let escaped = escape_braces(part);
    let matcher = GlobBuilder::new(&escaped)
        .literal_separator(true)
        .backslash_escape(true)
        .case_insensitive(!case_sensitive)
        .build()
        .map_err(|error| SearchError::glob(glob, error.kind().to_string()))?
        .compile_matcher();
    Ok(Segment::Wildcard {
        matcher,
        dot: part.starts_with('.') || is_plain(part),
    })
}

#[cfg(test)]
#[path = "glob_pattern_tests.rs"]
mod tests;
