//! Compiles patterns, and keeps the last ones.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use grep_regex::{RegexMatcher, RegexMatcherBuilder};

use super::SearchError;

/// Programs of one pattern above this are refused: `(a{1000}){1000}` would take the memory.
const SIZE_LIMIT: usize = 10 << 20;
/// Memory for the lazy automaton of one pattern.
const DFA_SIZE_LIMIT: usize = 32 << 20;
/// How many compiled patterns are kept.
const CACHED: usize = 64;
/// Longer patterns are compiled anew each time.
const LONGEST_CACHED: usize = 4096;

/// How a pattern is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches, as the caller sees them"
)]
pub struct PatternOptions {
    /// Case does not matter.
    pub ignore_case: bool,
    /// Case does not matter when the pattern has no capital letter.
    pub smart_case: bool,
    /// The pattern is plain text.
    pub fixed_strings: bool,
    /// Matches stand between word boundaries.
    pub word_regexp: bool,
    /// A match may span lines.
    pub multiline: bool,
}

struct Cached {
    pattern: String,
    options: PatternOptions,
    matcher: RegexMatcher,
}

/// Most recent first.
static CACHE: Mutex<VecDeque<Cached>> = Mutex::new(VecDeque::new());

/// The compiled pattern, from the cache when it was used lately.
pub(super) fn compile_cached(
    pattern: &str,
    options: PatternOptions,
) -> Result<RegexMatcher, SearchError> {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |cached: &Cached| cached.options == options && cached.pattern == pattern;
    if let Some(index) = cache.iter().position(is_same) {
        cache.swap(0, index);
        return Ok(cache[0].matcher.clone());
    }
    drop(cache);
    let matcher = compile(pattern, options)?;
    if pattern.len() <= LONGEST_CACHED {
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        cache.truncate(CACHED - 1);
        cache.push_front(Cached {
            pattern: pattern.to_owned(),
            options,
            matcher: matcher.clone(),
        });
    }
    Ok(matcher)
}

pub(super) fn compile(pattern: &str, options: PatternOptions) -> Result<RegexMatcher, SearchError> {
    let mut builder = RegexMatcherBuilder::new();
    builder
        .multi_line(true)
        .unicode(true)
        .case_insensitive(options.ignore_case)
        .case_smart(options.smart_case)
        .fixed_strings(options.fixed_strings)
        .word(options.word_regexp)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(DFA_SIZE_LIMIT);
    if !options.multiline {
        builder.line_terminator(Some(b'\n'));
    }
    builder
        .build(pattern)
        .map_err(|error| explain(pattern, options, &error))
}

/// The crate's error has no position, so the pattern is parsed once more.
fn explain(pattern: &str, options: PatternOptions, error: &grep_regex::Error) -> SearchError {
    let failed = |reason: String, offset: usize| SearchError::Regex {
        reason,
        pattern: pattern.to_owned(),
        position: utf16_position(pattern, offset),
    };
    if !options.fixed_strings {
        match regex_syntax::Parser::new().parse(pattern) {
            Err(regex_syntax::Error::Parse(error)) => {
                return failed(error.kind().to_string(), error.span().start.offset);
            }
            Err(regex_syntax::Error::Translate(error)) => {
                return failed(error.kind().to_string(), error.span().start.offset);
            }
            _ => {}
        }
    }
    if matches!(error.kind(), grep_regex::ErrorKind::NotAllowed(_)) {
        let offset = pattern
            .find("\\n")
            .or_else(|| pattern.find('\n'))
            .unwrap_or(0);
        return failed("a line break needs `multiline: true`".to_owned(), offset);
    }
    failed(error.to_string(), 0)
}

fn utf16_position(text: &str, offset: usize) -> u32 {
    let units = text
        .get(..offset)
        .map_or(0, |before| before.encode_utf16().count());
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position_of(pattern: &str, options: PatternOptions) -> (u32, String) {
        match compile_cached(pattern, options) {
            Err(SearchError::Regex {
                position, reason, ..
            }) => (position, reason),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_invalid_pattern_names_the_place_in_utf16() {
        let options = PatternOptions::default();
        assert_eq!(position_of("a(b", options).0, 1);
        assert_eq!(position_of("é𝒳(b", options).0, 3);
        assert_eq!(position_of(r"a\p{Nope}", options).0, 1);
        assert_eq!(position_of("ab[z-a]", options).0, 3);
    }

    #[test]
    fn a_line_break_needs_multiline() {
        let (position, reason) = position_of(r"ab\n", PatternOptions::default());
        assert_eq!(position, 2);
        assert!(reason.contains("multiline"), "{reason}");
        assert!(
            compile(
                r"ab\n",
                PatternOptions {
                    multiline: true,
                    ..Default::default()
                }
            )
            .is_ok()
        );
    }

    #[test]
    fn a_pattern_that_explodes_is_refused() {
        let (_, reason) = position_of("((a{1000}){1000}){100}", PatternOptions::default());
        assert!(reason.contains("size limit"), "{reason}");
    }

    #[test]
    fn plain_text_is_never_invalid() {
        let options = PatternOptions {
            fixed_strings: true,
            ..Default::default()
        };
        assert!(compile("a(b", options).is_ok());
    }

    #[test]
    fn the_cache_is_bounded() {
        for index in 0..200 {
            compile_cached(&format!("x{index}"), PatternOptions::default()).unwrap();
        }
        assert!(CACHE.lock().unwrap().len() <= CACHED);
    }
}
