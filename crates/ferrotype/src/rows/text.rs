//! A column of strings: one pool, ASCII as long as it is, and a dictionary where it pays.

use std::collections::HashMap;
use std::ffi::OsStr;

use super::table::{EncodedColumn, Kind, TooLarge, pad, put_u32, to_u32};
use crate::path;

const FLAG_UTF16: u32 = 1;
const FLAG_DICTIONARY: u32 = 2;
/// From how many rows on a dictionary that does not pay is given up.
const TRIAL: usize = 64;

/// A string as it comes.
#[derive(Clone, Copy)]
pub(super) enum Word<'a> {
    Text(&'a str),
    Name(&'a OsStr),
}

impl Word<'_> {
    /// Its bytes where they are text of one byte a unit; and a key for the dictionary.
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Name(name) => name.as_encoded_bytes(),
        }
    }

    fn units(&self) -> Vec<u16> {
        match self {
            Self::Text(text) => text.encode_utf16().collect(),
            Self::Name(name) => path::units_of(name),
        }
    }
}

/// Gathers strings.
pub(super) struct TextPool {
    units: Units,
    /// Where each entry ends, in units.
    ends: Vec<usize>,
    /// The entry of each row, until the dictionary is given up: then each row is an entry.
    dictionary: Option<Dictionary>,
}

enum Units {
    Ascii(Vec<u8>),
    Utf16(Vec<u16>),
}

#[derive(Default)]
struct Dictionary {
    entries: HashMap<Box<[u8]>, usize>,
    rows: Vec<usize>,
}

impl Default for TextPool {
    fn default() -> Self {
        Self {
            units: Units::Ascii(Vec::new()),
            ends: Vec::new(),
            dictionary: Some(Dictionary::default()),
        }
    }
}

impl TextPool {
    pub(super) fn push(&mut self, word: Word<'_>) {
        let Some(dictionary) = &mut self.dictionary else {
            self.append(word);
            return;
        };
        if let Some(entry) = dictionary.entries.get(word.bytes()) {
            dictionary.rows.push(*entry);
            return;
        }
        let entry = dictionary.entries.len();
        dictionary.entries.insert(word.bytes().into(), entry);
        dictionary.rows.push(entry);
        let rows = dictionary.rows.len();
        self.append(word);
        if rows >= TRIAL && self.ends.len() * 2 > rows {
            self.give_up_dictionary();
        }
    }

    fn append(&mut self, word: Word<'_>) {
        let bytes = word.bytes();
        match &mut self.units {
            Units::Ascii(pool) if bytes.is_ascii() => pool.extend_from_slice(bytes),
            Units::Ascii(pool) => {
                let mut wide: Vec<u16> = pool.iter().copied().map(u16::from).collect();
                wide.extend(word.units());
                self.units = Units::Utf16(wide);
            }
            Units::Utf16(pool) if bytes.is_ascii() => {
                pool.extend(bytes.iter().copied().map(u16::from));
            }
            Units::Utf16(pool) => pool.extend(word.units()),
        }
        self.ends.push(self.units.len());
    }

    /// Makes every row an entry.
    fn give_up_dictionary(&mut self) {
        let Some(Dictionary { rows, .. }) = self.dictionary.take() else {
            return;
        };
        let spans: Vec<_> = rows
            .iter()
            .map(|entry| {
                let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
                start..self.ends[*entry]
            })
            .collect();
        let mut ends = Vec::with_capacity(rows.len());
        let mut end = 0;
        for span in &spans {
            end += span.len();
            ends.push(end);
        }
        self.units = match &self.units {
            Units::Ascii(pool) => Units::Ascii(gather(pool, &spans)),
            Units::Utf16(pool) => Units::Utf16(gather(pool, &spans)),
        };
        self.ends = ends;
    }

    pub(super) fn encode(mut self) -> EncodedColumn {
        if !self.dictionary_pays() {
            self.give_up_dictionary();
        }
        let mut column = EncodedColumn::plain(Kind::Text, Vec::new());
        if matches!(self.units, Units::Utf16(_)) {
            column.flags |= FLAG_UTF16;
        }
        if self.dictionary.is_some() {
            column.flags |= FLAG_DICTIONARY;
            // Fits where the ends fit; `data` says so otherwise.
            column.dictionary = to_u32(self.ends.len()).unwrap_or(0);
        }
        column.data = self.data();
        column
    }

    /// Whether the indices cost less than what they save.
    fn dictionary_pays(&self) -> bool {
        let Some(dictionary) = &self.dictionary else {
            return false;
        };
        let mut repeated = 0;
        for entry in &dictionary.rows {
            let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
            repeated += self.ends[*entry] - start;
        }
        let width = self.units.width();
        // The ends of the rows cost as much as the indices.
        4 * self.ends.len() + width * self.units.len() < width * repeated
    }

    fn data(self) -> Result<Vec<u8>, TooLarge> {
        let mut data = Vec::new();
        if let Some(dictionary) = &self.dictionary {
            for entry in &dictionary.rows {
                put_u32(&mut data, to_u32(*entry)?);
            }
            pad(&mut data);
        }
        put_u32(&mut data, 0);
        for end in &self.ends {
            put_u32(&mut data, to_u32(*end)?);
        }
        pad(&mut data);
        match self.units {
            Units::Ascii(pool) => data.extend_from_slice(&pool),
            Units::Utf16(pool) => data.extend(pool.iter().flat_map(|unit| unit.to_le_bytes())),
        }
        Ok(data)
    }
}

impl Units {
    fn len(&self) -> usize {
        match self {
            Self::Ascii(pool) => pool.len(),
            Self::Utf16(pool) => pool.len(),
        }
    }

    fn width(&self) -> usize {
        match self {
            Self::Ascii(_) => 1,
            Self::Utf16(_) => 2,
        }
    }
}

fn gather<U: Copy>(pool: &[U], spans: &[std::ops::Range<usize>]) -> Vec<U> {
    spans
        .iter()
        .flat_map(|span| pool[span.clone()].iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack<'a>(words: impl IntoIterator<Item = &'a str>) -> EncodedColumn {
        let mut pool = TextPool::default();
        for word in words {
            pool.push(Word::Text(word));
        }
        pool.encode()
    }

    #[test]
    fn few_values_make_a_dictionary() {
        let column = pack(["src/lib.rs"; 10]);
        assert_eq!((column.flags, column.dictionary), (FLAG_DICTIONARY, 1));
        let mut expected = vec![0; 40];
        for number in [0_u32, 10] {
            put_u32(&mut expected, number);
        }
        expected.extend(b"src/lib.rs");
        assert_eq!(column.data.unwrap(), expected);
    }

    #[test]
    fn many_values_make_none() {
        let words: Vec<String> = (0..200).map(|number| format!("word {number}")).collect();
        let column = pack(words.iter().map(String::as_str));
        assert_eq!((column.flags, column.dictionary), (0, 0));
        let data = column.data.unwrap();
        assert!(data.ends_with(b"word 199"));
        let pool = words.concat();
        assert_eq!(data.len(), (201_usize * 4).next_multiple_of(8) + pool.len());
    }

    #[test]
    fn the_first_value_that_is_not_ascii_widens_the_pool() {
        let column = pack(["a", "é", "b"]);
        assert_eq!(column.flags, FLAG_UTF16);
        let data = column.data.unwrap();
        assert_eq!(data[16..], [b'a', 0, 0xe9, 0, b'b', 0]);
    }

    #[test]
    fn a_dictionary_given_up_keeps_every_row() {
        let mut words = vec!["x".repeat(30); 40];
        words.extend((0..100).map(|number| number.to_string()));
        let column = pack(words.iter().map(String::as_str));
        assert_eq!(column.flags, 0);
        let data = column.data.unwrap();
        assert!(data.ends_with(words.concat().as_bytes()));
    }
}
