//! Every attribute, item form and type of napi-rs at least once.

mod functions;

pub use torture_dep::*;
