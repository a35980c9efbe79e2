//! Where the d.ts of napi-rs says one thing and the addon does another; `torture-facts.test.ts` shows each.

mod exports;
mod members;
mod values;
