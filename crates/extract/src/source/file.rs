//! Files of the user: read once, parsed once, positions converted here and nowhere else.

use std::{
    collections::BTreeSet,
    ops::Range,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use syn::{parse::Parse, spanned::Spanned};

use super::nesting;
use crate::manifest::{Code, Diagnostic, Position, Span};

/// A Rust file.
pub(crate) struct SourceFile {
    /// Relative to the workspace root, with forward slashes.
    pub(crate) path: String,
    /// Absolute.
    pub(crate) absolute: PathBuf,
    text: String,
    /// Byte offset of each line.
    lines: Vec<usize>,
    /// Bytes before what syn saw: a byte order mark, a `#!` line.
    skipped: usize,
}

impl SourceFile {
    pub(crate) fn new(path: String, absolute: PathBuf, text: String) -> Self {
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let skipped = skipped_bytes(&text);
        Self {
            path,
            absolute,
            text,
            lines,
            skipped,
        }
    }

    fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= byte) - 1;
        let column = self.text[self.lines[line]..byte].encode_utf16().count();
        Position {
            line: count(line + 1),
            column: count(column + 1),
            byte_offset: count(byte),
        }
    }

    /// A range of bytes of the whole file.
    pub(crate) fn span_at(&self, range: Range<usize>) -> Span {
        Span {
            file: self.path.clone(),
            start: self.position(range.start),
            end: self.position(range.end),
        }
    }

    /// From the start of one token to the end of another.
    pub(crate) fn span(&self, first: proc_macro2::Span, last: proc_macro2::Span) -> Span {
        let (first, last) = (first.byte_range(), last.byte_range());
        Span {
            file: self.path.clone(),
            start: self.position(first.start + self.skipped),
            end: self.position(last.end.max(first.start) + self.skipped),
        }
    }

    /// The range of a single token.
    pub(crate) fn span_of(&self, token: proc_macro2::Span) -> Span {
        self.span(token, token)
    }

    /// The range of a small node; its tokens are made anew, so not for whole items.
    pub(crate) fn span_of_node(&self, node: &impl Spanned) -> Span {
        self.span_of(node.span())
    }

    /// Source text of a range of syn's.
    pub(crate) fn text_of(&self, range: Range<usize>) -> &str {
        self.text
            .get(range.start + self.skipped..range.end + self.skipped)
            .unwrap_or_default()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A byte order mark and a `#!` line, which are not Rust.
fn skipped_bytes(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = &text[mark..];
    if rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[') {
        mark + rest.find('\n').unwrap_or(rest.len())
    } else {
        mark
    }
}

/// Leads the paths of files that cargo unpacked from a registry.
pub(crate) const REGISTRY: &str = "<registry>/";

/// All files that were read, and what was found wrong while reading.
pub(crate) struct Sources {
    /// Absolute folder that paths are relative to.
    root: PathBuf,
    /// Folders of crates from a registry.
    published: Vec<PathBuf>,
    bytes_left: u64,
    pub(crate) files: Vec<SourceFile>,
    /// Files and folders that decide the manifest.
    pub(crate) inputs: BTreeSet<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Sources {
    pub(crate) fn new(root: PathBuf, published: Vec<PathBuf>) -> Self {
        Self {
            root,
            published,
            bytes_left: MOST_BYTES,
            files: Vec::new(),
            inputs: BTreeSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// A path relative to the workspace root, with forward slashes. Where cargo unpacks a registry is
    /// another folder on each machine: such a path begins with [`REGISTRY`].
    pub(crate) fn relative(&self, path: &Path) -> String {
        match self.published.iter().find(|each| path.starts_with(each)) {
            Some(folder) => {
                let base = folder.parent().unwrap_or(folder);
                format!("{REGISTRY}{}", relative_path(base, path))
            }
            None => relative_path(&self.root, path),
        }
    }

    /// Notes a file or folder that decides the manifest; what is published does not change.
    pub(crate) fn note_input(&mut self, path: &Path) {
        if self.published.iter().any(|each| path.starts_with(each)) {
            return;
        }
        let relative = self.relative(path);
        self.inputs.insert(relative);
    }

    /// Reads and parses a file; what does not parse becomes a diagnostic, and nothing of it is read.
    pub(crate) fn parse<T: Parse>(&mut self, path: &Path) -> Option<(usize, T)> {
        self.note_input(path);
        let relative = self.relative(path);
        let bytes = match read_bytes(path, self.bytes_left) {
            Ok(bytes) => bytes,
            Err(reason) => {
                if !relative.starts_with(REGISTRY) {
                    self.diagnostics.push(Diagnostic::new(
                        Code::DoesNotParse,
                        format!("`{relative}` cannot be read: {reason}"),
                        None,
                    ));
                }
                return None;
            }
        };
        self.bytes_left = self.bytes_left.saturating_sub(bytes.len() as u64);
        let (text, valid) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                false,
            ),
        };
        let file = SourceFile::new(relative, path.to_path_buf(), text);
        let parsed = if valid {
            parse_text(&file)
        } else {
            let at = file.text.find('\u{fffd}').unwrap_or_default();
            Err((at..at, "it is not UTF-8".to_owned()))
        };
        let index = self.files.len();
        match parsed {
            Ok(syntax) => {
                self.files.push(file);
                Some((index, syntax))
            }
            Err((range, reason)) => {
                let primary = file.span_at(range);
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DoesNotParse,
                        format!("`{}` does not parse: {reason}", file.path),
                        Some(primary),
                    )
                    .help("mend the syntax there; `cargo check` shows it with more context"),
                );
                self.files.push(file);
                None
            }
        }
    }
}

/// Text of a single file; parsed, it takes up to 120 times as much memory.
const MOST_BYTES_OF_FILE: u64 = 8 << 20;

/// Text of all files together.
const MOST_BYTES: u64 = 128 << 20;

/// The bytes of a file, or why there are none.
fn read_bytes(path: &Path, left: u64) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    // A pipe or a device would give bytes without end.
    if !metadata.is_file() {
        return Err("it is no file".to_owned());
    }
    let bytes = metadata.len();
    if bytes > MOST_BYTES_OF_FILE {
        return Err(format!(
            "it has {bytes} bytes, and {MOST_BYTES_OF_FILE} are the most of one file"
        ));
    }
    if bytes > left {
        return Err(format!(
            "{MOST_BYTES} bytes are the most of all files together"
        ));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

/// Byte range in the file, and why.
type ParseFailure = (Range<usize>, String);

fn parse_text<T: Parse>(file: &SourceFile) -> Result<T, ParseFailure> {
    let body = &file.text[file.skipped..];
    let shift = |range: Range<usize>| range.start + file.skipped..range.end + file.skipped;
    let tokens: TokenStream = body.parse().map_err(|error: proc_macro2::LexError| {
        (
            shift(error.span().byte_range()),
            "the text is not a sequence of Rust tokens, often an unbalanced bracket or quote"
                .to_owned(),
        )
    })?;
    if let Some(span) = nesting::too_deep(&tokens) {
        return Err((
            shift(span.byte_range()),
            "it nests deeper than can be read".to_owned(),
        ));
    }
    syn::parse2::<T>(tokens).map_err(|error| {
        let range = error.span().byte_range();
        // syn has no position for the end of the file.
        let at_end = range == (0..0) && !body.is_empty();
        let range = if at_end {
            body.trim_end().len()..body.trim_end().len()
        } else {
            range
        };
        (shift(range), error.to_string())
    })
}

/// `path` seen from `root`, with forward slashes; both absolute.
pub(crate) fn relative_path(root: &Path, path: &Path) -> String {
    let (root, path): (Vec<_>, Vec<_>) = (root.components().collect(), path.components().collect());
    let common = root.iter().zip(&path).take_while(|(a, b)| a == b).count();
    std::iter::repeat_n("..".to_owned(), root.len() - common)
        .chain(
            path[common..]
                .iter()
                .map(|part| part.as_os_str().to_string_lossy().into_owned()),
        )
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{SourceFile, relative_path};

    #[test]
    fn columns_are_utf16() {
        let text = "\u{feff}// 😀é\nfn x() {}".to_owned();
        let file = SourceFile::new("a.rs".into(), PathBuf::from("/a.rs"), text);
        let at = file.position(3 + 3 + 4 + 2);
        assert_eq!((at.line, at.column, at.byte_offset), (1, 8, 12));
        assert_eq!(file.position(13).line, 2);
    }

    #[test]
    fn a_path_outside_the_root_climbs() {
        assert_eq!(
            relative_path(Path::new("/a/b"), Path::new("/a/c/d.rs")),
            "../c/d.rs"
        );
        assert_eq!(
            relative_path(Path::new("/a"), Path::new("/a/c/d.rs")),
            "c/d.rs"
        );
        assert_eq!(relative_path(Path::new("/a"), Path::new("/a")), "");
    }
}
