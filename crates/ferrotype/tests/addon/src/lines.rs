//! Takes a text apart.

use ferrotype::{PathArg, PathText};

use crate::{Line, LineKind, Word, position, size};

/// The lines of `text`.
pub(crate) fn of(path: &PathArg, text: &str) -> impl Iterator<Item = Line> {
    let (mut offset, mut before, mut line_number) = (0, 0_i32, 0);
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches('\n');
        let length = i32::try_from(line.len()).unwrap_or(i32::MAX);
        let growth = length - std::mem::replace(&mut before, length);
        let byte_offset = size(offset);
        offset += whole.len();
        line_number += 1;
        Line {
            path: PathText::from(path),
            line_number,
            byte_offset,
            growth,
            is_ascii: line.is_ascii(),
            kind: kind_of(line),
            text: line.to_owned(),
            comment: line.strip_prefix('#').map(str::to_owned),
            tabs: line
                .match_indices('\t')
                .map(|(at, _)| position(at))
                .collect(),
            words: words_of(line),
        }
    })
}

fn kind_of(line: &str) -> LineKind {
    match line.trim_start().chars().next() {
        None => LineKind::Blank,
        Some('#') => LineKind::HashComment,
        Some(_) => LineKind::PlainText,
    }
}

fn words_of(line: &str) -> Vec<Word> {
    let start = |word: &str| position(word.as_ptr().addr() - line.as_ptr().addr());
    line.split_whitespace()
        .map(|word| Word {
            text: word.to_owned(),
            start: start(word),
        })
        .collect()
}
