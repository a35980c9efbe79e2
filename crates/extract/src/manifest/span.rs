use serde::Serialize;

/// A place in a file: 1-based line, 1-based column in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Position {
    /// 1-based.
    pub line: u32,
    /// 1-based, in UTF-16 units.
    pub column: u32,
    /// Offset in bytes from the start of the file.
    pub byte_offset: u32,
}

/// A range in a file of the user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// Relative to the workspace root, with forward slashes.
    pub file: String,
    /// First character.
    pub start: Position,
    /// After the last character.
    pub end: Position,
}
