//! What can go wrong with searches.

use crate::{Cancelled, IoFailure};

/// What can go wrong with searches.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The regular expression is invalid or too large.
    #[error("invalid regular expression: {reason} at {position} in /{pattern}/")]
    Regex {
        /// What is wrong.
        reason: String,
        /// The expression.
        pattern: String,
        /// Where it begins, in UTF-16 code units.
        position: u32,
    },
    /// The glob is invalid, or of a kind that is not supported.
    #[error("invalid glob '{glob}': {reason}")]
    Glob {
        /// What is wrong.
        reason: String,
        /// The glob.
        glob: String,
    },
    /// A call of the system failed.
    #[error(transparent)]
    Io(#[from] IoFailure),
    /// The caller gave up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl SearchError {
    pub(super) fn glob(glob: &str, reason: impl Into<String>) -> Self {
        Self::Glob {
            reason: reason.into(),
            glob: glob.to_owned(),
        }
    }
}
