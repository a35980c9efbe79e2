//! Matching lines of one text, packed.

use std::{
    borrow::Cow,
    io,
    ops::Range,
    sync::atomic::{AtomicU64, Ordering},
};

use grep_matcher::Matcher;
use grep_regex::RegexMatcher;
use grep_searcher::{Searcher, Sink, SinkMatch};

use crate::Cancel;

/// How much of what matches is kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct MatchLimits {
    /// Matching lines in all.
    pub max_count: Option<u64>,
    /// Matching lines of one file.
    pub max_count_per_file: Option<u64>,
    /// UTF-16 code units of one line.
    pub max_columns: Option<usize>,
}

/// Where in a line a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchRange {
    /// First byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
    /// First UTF-16 code unit.
    pub start_utf16: u32,
    /// Behind the last UTF-16 code unit.
    pub end_utf16: u32,
}

/// Matching lines in the order of the text.
#[derive(Debug, Default)]
pub struct Matches {
    text: Vec<u8>,
    rows: Vec<RowEnds>,
    ranges: Vec<(u32, u32)>,
}

#[derive(Debug)]
struct RowEnds {
    text: usize,
    ranges: usize,
    line_number: u64,
    byte_offset: u64,
}

/// A matching line.
#[derive(Clone, Copy, Debug)]
pub struct MatchRow<'a> {
    /// The line without its end.
    pub line: &'a [u8],
    /// 1 for the first line.
    pub line_number: u64,
    /// Where the line begins in the text.
    pub byte_offset: u64,
    ranges: &'a [(u32, u32)],
}

impl Matches {
    /// How many lines matched.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none did.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines.
    pub fn iter(&self) -> impl Iterator<Item = MatchRow<'_>> {
        (0..self.rows.len()).map(|index| self.row(index))
    }

    pub(super) fn truncate(&mut self, rows: usize) {
        self.rows.truncate(rows);
    }

    fn row(&self, index: usize) -> MatchRow<'_> {
        let (text, ranges) = match index.checked_sub(1) {
            Some(before) => (self.rows[before].text, self.rows[before].ranges),
            None => (0, 0),
        };
        let row = &self.rows[index];
        MatchRow {
            line: &self.text[text..row.text],
            line_number: row.line_number,
            byte_offset: row.byte_offset,
            ranges: &self.ranges[ranges..row.ranges],
        }
    }
}

impl<'a> MatchRow<'a> {
    /// The line as text; what is not UTF-8 becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.line)
    }

    /// The matches in the line.
    pub fn ranges(&self) -> impl Iterator<Item = MatchRange> {
        let is_ascii = self.line.is_ascii();
        let mut seen = (0, 0);
        self.ranges.iter().map(move |&(start, end)| {
            let mut column = |byte: u32| {
                if is_ascii {
                    return byte;
                }
                // Ranges are sorted, so each part of the line is counted once.
                seen = (
                    byte,
                    seen.1 + utf16_length(&self.line[seen.0 as usize..byte as usize]),
                );
                seen.1
            };
            let start_utf16 = column(start);
            MatchRange {
                start,
                end,
                start_utf16,
                end_utf16: column(end),
            }
        })
    }
}

fn utf16_length(bytes: &[u8]) -> u32 {
    let units = bytes.utf8_chunks().map(|chunk| {
        chunk.valid().encode_utf16().count() + usize::from(!chunk.invalid().is_empty())
    });
    u32::try_from(units.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Collects the matching lines of one text.
pub(super) struct Collector<'a> {
    pub(super) matcher: &'a RegexMatcher,
    pub(super) limits: MatchLimits,
    pub(super) cancel: &'a Cancel,
    /// Matching lines of all texts together.
    pub(super) total: &'a AtomicU64,
    pub(super) matches: Matches,
    pub(super) is_binary: bool,
    pub(super) is_cut: bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        matcher: &'a RegexMatcher,
        limits: MatchLimits,
        total: &'a AtomicU64,
        cancel: &'a Cancel,
    ) -> Self {
        Self {
            matcher,
            limits,
            cancel,
            total,
            matches: Matches::default(),
            is_binary: false,
            is_cut: false,
        }
    }

    fn push(&mut self, found: &SinkMatch<'_>) -> io::Result<()> {
        let Range { start, end } = found.bytes_range_in_buffer();
        let line = without_line_end(&found.buffer()[start..end]);
        let kept = match self.limits.max_columns {
            Some(columns) => cut(line, columns),
            None => line,
        };
        let limit = kept.len();
        self.matches.text.extend_from_slice(kept);
        let ranges = &mut self.matches.ranges;
        let add = |found: grep_matcher::Match| {
            let from = found.start().saturating_sub(start);
            if found.start() >= end || from > limit {
                return false;
            }
            let to = (found.end() - start).min(limit);
            if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
                ranges.push((from, to));
            }
            true
        };
        // The text before the line stays in sight, for look-behind across lines.
        self.matcher
            .find_iter_at(&found.buffer()[..end], start, add)
            .map_err(io::Error::other)?;
        self.matches.rows.push(RowEnds {
            text: self.matches.text.len(),
            ranges: self.matches.ranges.len(),
            line_number: found.line_number().unwrap_or(0),
            byte_offset: found.absolute_byte_offset(),
        });
        Ok(())
    }
}

impl Sink for Collector<'_> {
    type Error = io::Error;

    fn matched(&mut self, _: &Searcher, found: &SinkMatch<'_>) -> io::Result<bool> {
        if self.cancel.is_cancelled() {
            return Ok(false);
        }
        let is_full = |limit: Option<u64>, count: u64| limit.is_some_and(|limit| count >= limit);
        if is_full(self.limits.max_count_per_file, self.matches.len() as u64)
            || is_full(self.limits.max_count, self.total.load(Ordering::Relaxed))
        {
            self.is_cut = true;
            return Ok(false);
        }
        self.total.fetch_add(1, Ordering::Relaxed);
        self.push(found)?;
        Ok(true)
    }

    fn binary_data(&mut self, _: &Searcher, _: u64) -> io::Result<bool> {
        self.is_binary = true;
        Ok(false)
    }
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The first `columns` UTF-16 code units, never half a character.
fn cut(line: &[u8], columns: usize) -> &[u8] {
    if line.len() <= columns {
        return line;
    }
    let (mut units, mut bytes) = (0, 0);
    for chunk in line.utf8_chunks() {
        for character in chunk.valid().chars() {
            units += character.len_utf16();
            if units > columns {
                return &line[..bytes];
            }
            bytes += character.len_utf8();
        }
        if !chunk.invalid().is_empty() {
            units += 1;
            if units > columns {
                return &line[..bytes];
            }
            bytes += chunk.invalid().len();
        }
    }
    line
}
