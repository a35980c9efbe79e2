//! Each row of the table from Rust types to TypeScript, in both directions where there are two.

mod bytes;
mod callbacks;
mod collections;
mod numbers;
mod odd;
mod options;
mod promises;
mod references;
mod text;
mod unions;
mod values;
