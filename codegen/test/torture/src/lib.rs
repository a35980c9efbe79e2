//! Every attribute, item form and type of napi-rs at least once.
//!
//! What is not here, since a compiler refuses it:
//!
//! | Form | What it says |
//! |---|---|
//! | a parameter `&str` | napi: JavaScript String is primitive and cannot be passed by reference |
//! | `Reference<T>` of a free function | napi: `Reference` is only allowed in class methods |
//! | `Option<Self>`, `Vec<Self>`, `&Self` in a method | rustc: cannot find type `Self` in this scope |
//! | `impl Trait` as parameter or result | rustc: `impl Trait` is not allowed in paths |
//! | `!` as result | rustc: the `!` type is experimental |
//! | `u64`, `usize`, `f32`, `char`, `[T; N]`, `Box<dyn Fn(T)>`, `fn(T)`, `*const T` as parameter | rustc: the trait bound `…: FromNapiValue` is not satisfied |
//! | `&[bool]`, `&Path`, `&OsStr` as parameter | rustc: the trait bound `…: FromNapiRef` is not satisfied |
//! | `symbol_for` without the feature `napi9` | napi: `symbol_for` requires the `napi9` feature of the `napi` crate |
//! | a `cfg` that is off on a method or an item of `#[napi] mod` | rustc: cannot find value `…_c_callback` in this scope |
//! | a `cfg` that is off on a field or a variant | rustc: no field named `…`, no variant named `…` |
//! | `fn r#type()` | napi: custom attribute panicked: "r#type_c_callback" is not a valid identifier |
//! | a parameter named `with`, `class`, `null` … where any type is a `Buffer` | `napi build`: Failed to parse declaration source: 'with' is not allowed as a parameter name |
//!
//! What compiles, and whose d.ts does not parse, is in the crate `torture-broken`.

#![expect(dead_code, reason = "what only JavaScript uses is dead to Rust")]
#![expect(deprecated, reason = "napi calls what is deprecated")]
#![expect(
    clippy::type_complexity,
    reason = "thread-safe functions have seven parameters"
)]

mod author;
mod classes;
mod constants;
mod disagreements;
mod docs;
mod enumerations;
mod functions;
mod hook;
mod iterators;
mod names;
mod namespaces;
mod objects;
mod overrides;
mod placement;
mod properties;
mod tasks;
mod types;

pub use torture_dep::*;
