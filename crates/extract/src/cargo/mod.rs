//! Cargo.toml and Cargo.lock: which crates belong to the addon, and what they are called.
//!
//! Invariant: cargo itself is never run.

mod collection;
mod features;
mod lock;
mod member;
mod metadata;
mod node_api;
mod package;
mod plan;
mod registry;
mod text;
mod workspace;

pub(crate) use plan::{Plan, Unit, plan};
