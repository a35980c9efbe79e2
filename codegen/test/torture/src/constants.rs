//! Constants and aliases.

use std::collections::HashMap;

use napi_derive::napi;

use crate::enumerations::Level;

/// How much.
#[napi]
pub const LIMIT: u32 = 3;

#[napi]
pub const GREETING: &str = "hello";

#[napi(skip_typescript)]
pub const UNTYPED_CONST: bool = true;

#[napi]
pub const LEVEL: Level = Level::High;

/// A name for a number.
#[napi]
pub type ProcessId = u32;

#[napi]
pub type Names = HashMap<String, Vec<ProcessId>>;

#[napi(js_name = "RenamedAlias")]
pub type WithAName = Option<String>;

#[napi(skip_typescript)]
pub type UntypedAlias = u32;

#[napi]
pub fn through_aliases(id: ProcessId, names: Names, named: WithAName) -> Option<ProcessId> {
    let _ = (names, named);
    Some(id)
}
