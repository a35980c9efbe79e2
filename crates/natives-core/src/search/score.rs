//! How well a few letters fit a path.
//!
//! A scorer of our own: `frizbee` adds 2.65 MB and 100 s of release build, `nucleo-matcher` is
//! MPL-2.0. Letters must appear in order (as in fzf); the best alignment is found by dynamic
//! programming, with bonuses for the start of a word, of the name, and for letters in a row.

const MATCH: i32 = 16;
const GAP_START: i32 = -3;
const GAP_MORE: i32 = -1;
const AFTER_SLASH: i32 = 10;
const AFTER_SEPARATOR: i32 = 8;
const CAMEL: i32 = 7;
const IN_A_ROW: i32 = 6;
const IN_NAME: i32 = 3;
const SAME_CASE: i32 = 1;
const NONE: i32 = i32::MIN / 2;

/// Longer paths and queries do not match: the table would take the memory.
const LONGEST_PATH: usize = 4096;
const LONGEST_QUERY: usize = 256;

/// A query, ready to be compared with many paths.
#[derive(Debug)]
pub(super) struct Query {
    letters: Vec<char>,
    /// Lower-case ASCII letters of a query that has no others.
    ascii: Option<Vec<u8>>,
    match_case: bool,
}

/// Memory that is used again for each path.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    path: Vec<char>,
    bonus: Vec<i32>,
    ending: Vec<i32>,
    best: Vec<i32>,
}

impl Query {
    /// Blanks are dropped. Case matters when there is a capital letter.
    pub(super) fn new(text: &str) -> Option<Self> {
        let letters: Vec<char> = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if letters.is_empty() || letters.len() > LONGEST_QUERY {
            return None;
        }
        let match_case = letters.iter().any(|letter| letter.is_uppercase());
        let ascii = letters
            .iter()
            .map(|letter| u8::try_from(*letter).ok().filter(u8::is_ascii));
        Some(Self {
            ascii: ascii.collect(),
            letters,
            match_case,
        })
    }

    /// Whether the letters appear in order; most paths end here.
    fn appears_in(&self, path: &str) -> bool {
        let Some(ascii) = &self.ascii else {
            return true;
        };
        let mut rest = path.as_bytes();
        for letter in ascii {
            let found = if self.match_case {
                memchr::memchr(*letter, rest)
            } else {
                memchr::memchr2(
                    letter.to_ascii_lowercase(),
                    letter.to_ascii_uppercase(),
                    rest,
                )
            };
            match found {
                Some(at) => rest = &rest[at + 1..],
                None => return false,
            }
        }
        true
    }

    fn fits(&self, letter: char, other: char) -> bool {
        letter == other
            || (!self.match_case
                && (letter.eq_ignore_ascii_case(&other)
                    || (!letter.is_ascii() && letter.to_lowercase().eq(other.to_lowercase()))))
    }

    /// The score, higher is better. `None`: does not match.
    pub(super) fn score(&self, path: &str, scratch: &mut Scratch) -> Option<i32> {
        if path.len() > LONGEST_PATH || !self.appears_in(path) {
            return None;
        }
        scratch.prepare(path, self.letters.len());
        let width = scratch.path.len();
        for (row, letter) in self.letters.iter().enumerate() {
            let mut gap = NONE;
            for column in 0..width {
                let at = row * width + column;
                let mut ending = NONE;
                if self.fits(*letter, scratch.path[column]) {
                    let own = MATCH
                        + scratch.bonus[column]
                        + if *letter == scratch.path[column] {
                            SAME_CASE
                        } else {
                            0
                        };
                    ending = match (row, column) {
                        (0, _) => own,
                        (_, 0) => NONE,
                        _ => {
                            let before = at - width - 1;
                            let in_a_row = scratch.ending[before] + IN_A_ROW;
                            own + in_a_row.max(scratch.best[before])
                        }
                    };
                    if ending < NONE / 2 {
                        ending = NONE;
                    }
                }
                scratch.ending[at] = ending;
                gap = (gap + GAP_MORE).max(NONE);
                scratch.best[at] = gap.max(ending);
                gap = gap.max(ending.saturating_add(GAP_START - GAP_MORE));
            }
        }
        let last = &scratch.ending[(self.letters.len() - 1) * width..];
        let best = last.iter().copied().max().filter(|best| *best > NONE)?;
        // Of two equal alignments the shorter path is meant.
        Some(best * 8 - i32::try_from(width.min(400)).unwrap_or(0))
    }

    /// Where the letters stand, in UTF-16 code units, after [`Self::score`] of the same path.
    pub(super) fn positions(&self, scratch: &Scratch) -> Vec<u32> {
        let width = scratch.path.len();
        let mut columns = Vec::with_capacity(self.letters.len());
        let mut end = width;
        let mut wants_neighbour = false;
        for row in (0..self.letters.len()).rev() {
            let endings = &scratch.ending[row * width..row * width + end];
            let neighbour = endings
                .len()
                .checked_sub(1)
                .filter(|last| wants_neighbour && endings[*last] > NONE);
            let Some(column) = neighbour.or_else(|| best_column(endings)) else {
                break;
            };
            columns.push(column);
            wants_neighbour = row > 0 && column > 0 && {
                let before = (row - 1) * width + column - 1;
                scratch.ending[before] + IN_A_ROW >= scratch.best[before]
            };
            end = column;
        }
        columns.reverse();
        to_utf16(&scratch.path, &columns)
    }
}

/// The best alignment that ends in front of here: gaps cost, so later ones of equal value win.
fn best_column(endings: &[i32]) -> Option<usize> {
    let far = endings.len();
    let value = |column: usize| {
        let gap = i32::try_from(far - 1 - column).unwrap_or(i32::MAX / 4);
        endings[column]
            + if gap == 0 {
                0
            } else {
                GAP_START + (gap - 1) * GAP_MORE
            }
    };
    (0..far)
        .filter(|column| endings[*column] > NONE)
        .max_by_key(|column| value(*column))
}

fn to_utf16(path: &[char], columns: &[usize]) -> Vec<u32> {
    let (mut unit, mut from) = (0, 0);
    columns
        .iter()
        .map(|column| {
            unit += path[from..*column]
                .iter()
                .map(|letter| letter.len_utf16())
                .sum::<usize>();
            from = *column;
            u32::try_from(unit).unwrap_or(u32::MAX)
        })
        .collect()
}

impl Scratch {
    fn prepare(&mut self, path: &str, rows: usize) {
        self.path.clear();
        self.path.extend(path.chars());
        let name = self
            .path
            .iter()
            .rposition(|letter| *letter == '/')
            .map_or(0, |slash| slash + 1);
        self.bonus.clear();
        let mut before = '/';
        for (index, letter) in self.path.iter().enumerate() {
            let in_name = if index >= name { IN_NAME } else { 0 };
            self.bonus.push(bonus(before, *letter) + in_name);
            before = *letter;
        }
        let cells = rows * self.path.len();
        self.ending.resize(cells, NONE);
        self.best.resize(cells, NONE);
    }
}

fn bonus(before: char, letter: char) -> i32 {
    match before {
        '/' => AFTER_SLASH,
        '_' | '-' | '.' | ' ' => AFTER_SEPARATOR,
        _ if before.is_lowercase() && letter.is_uppercase() => CAMEL,
        _ if !before.is_ascii_digit() && letter.is_ascii_digit() => CAMEL,
        _ => 0,
    }
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
