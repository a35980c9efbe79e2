//! Cancellation: a flag that somebody else raises.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The work ended early because its flag was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The operation was aborted")]
pub struct Cancelled;

/// A flag that ends long work early. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Option<Arc<AtomicBool>>);

impl Cancel {
    /// Work that runs to its end.
    #[must_use]
    pub fn never() -> Self {
        Self(None)
    }

    /// Work that ends soon after `flag` becomes true.
    #[must_use]
    pub fn new(flag: Arc<AtomicBool>) -> Self {
        Self(Some(flag))
    }

    /// Whether anybody can raise the flag at all. Waiting without a tick is fine when not.
    #[must_use]
    pub fn can_happen(&self) -> bool {
        self.0.is_some()
    }

    /// Whether the flag is up.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// Leaves the work with `?`.
    ///
    /// # Errors
    /// [`Cancelled`] when the flag is up.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}
