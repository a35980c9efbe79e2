//! Second pass, on demand: what a path means, and a type as a tree.
//!
//! Invariant: nothing here reads a file or reports a diagnostic.

mod known;
mod memo;
mod resolver;
mod types;

pub(crate) use resolver::{CrateNames, Resolver, Target, TaskValue};
pub(crate) use types::TypeReader;
