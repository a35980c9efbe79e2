//! Searches text that is in memory.

use std::{io, sync::atomic::AtomicU64};

use grep_matcher::Matcher;
use grep_searcher::{BinaryDetection, MmapChoice, Searcher, SearcherBuilder};

use super::{
    MatchLimits, Matches, PatternOptions, SearchError, matches::Collector, pattern::compile_cached,
};
use crate::Cancel;

/// Lines longer than this, and whole files in multiline searches, are refused.
const HEAP_LIMIT: usize = 512 << 20;

/// A searcher of ours: line numbers, and no memory maps, which die with a shrinking file.
pub(super) fn searcher(multiline: bool, binary: BinaryDetection) -> Searcher {
    SearcherBuilder::new()
        .line_number(true)
        .multi_line(multiline)
        .memory_map(MmapChoice::never())
        .heap_limit(Some(HEAP_LIMIT))
        .binary_detection(binary)
        .build()
}

/// The matching lines of a text, and whether the limits left some out.
///
/// # Errors
/// [`SearchError::Regex`].
pub fn search(
    content: &[u8],
    pattern: &str,
    options: PatternOptions,
    limits: MatchLimits,
) -> Result<(Matches, bool), SearchError> {
    let matcher = compile_cached(pattern, options)?;
    let total = AtomicU64::new(0);
    let cancel = Cancel::never();
    let mut collector = Collector::new(&matcher, limits, &total, &cancel);
    searcher(options.multiline, BinaryDetection::none())
        .search_slice(&matcher, content, &mut collector)
        .map_err(|error: io::Error| failed(pattern, &error))?;
    Ok((collector.matches, collector.is_cut))
}

/// Whether anything in a text matches.
///
/// # Errors
/// [`SearchError::Regex`].
pub fn has_match(
    content: &[u8],
    pattern: &str,
    options: PatternOptions,
) -> Result<bool, SearchError> {
    let matcher = compile_cached(pattern, options)?;
    matcher
        .is_match(content)
        .map_err(|error| failed(pattern, &io::Error::other(error)))
}

fn failed(pattern: &str, error: &io::Error) -> SearchError {
    SearchError::Regex {
        reason: error.to_string(),
        pattern: pattern.to_owned(),
        position: 0,
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
