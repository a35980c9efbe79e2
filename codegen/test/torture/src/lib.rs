//! Every attribute, item form and type of napi-rs at least once.

#![expect(dead_code, reason = "what only JavaScript uses is dead to Rust")]
#![expect(
    clippy::type_complexity,
    reason = "thread-safe functions have seven parameters"
)]

mod author;
#[cfg(feature = "broken")]
mod broken;
mod classes;
mod constants;
mod disagreements;
mod enumerations;
mod functions;
mod hook;
mod iterators;
mod namespaces;
mod objects;
mod overrides;
mod placement;
mod properties;
mod tasks;
mod types;

pub use torture_dep::*;
