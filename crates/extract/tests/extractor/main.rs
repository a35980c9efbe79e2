//! The extractor seen from outside: golden diagnostics, the contract's rules, bad input.

mod bad_input;
mod cargo_toml;
mod cases;
mod contract_rules;
mod crates;
mod keys;
mod macros;
mod published;
mod sample;
