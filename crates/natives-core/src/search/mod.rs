//! Finds text in files and in memory, files by glob, and paths by a few letters.

mod braces;
mod error;
mod fuzzy;
mod glob;
mod glob_pattern;
mod grep;
mod matches;
mod pattern;
mod score;
mod text;

pub use error::SearchError;
pub use fuzzy::{FuzzyHit, FuzzyOptions, FuzzyResult, fuzzy_find};
pub use glob::{GlobEntry, GlobOptions, GlobResult, glob};
pub use grep::{FileMatches, GrepOptions, GrepResult, grep};
pub use matches::{MatchLimits, MatchRange, MatchRow, Matches};
pub use pattern::PatternOptions;
pub use text::{has_match, search};
