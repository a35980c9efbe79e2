//! Reads the Rust sources of a napi-rs addon and gives its surface as a [`Manifest`].
//!
//! ```no_run
//! let manifest = ferrotype_extract::extract(&ferrotype_extract::Request::of("crates/natives"))?;
//! println!("{}", manifest.contract.hash);
//! # Ok::<(), ferrotype_extract::ExtractError>(())
//! ```
//!
//! Phases: `cargo` (which crates) → `source` (files, modules, scopes) → `read` with `resolve` (items and
//! types) → `check` (rules over them) → `contract` (the hash).
//!
//! Invariant: what the author wrote wrong is a diagnostic in the manifest; [`ExtractError`] is for a
//! crate that is not there.

pub mod build;
mod cargo;
mod check;
pub mod contract;
#[cfg(test)]
mod expect;
mod extract;
pub mod manifest;
mod naming;
mod read;
mod resolve;
mod source;

pub use extract::{ExtractError, Request, extract};
pub use manifest::Manifest;
