use std::collections::BTreeMap;

use serde::Serialize;

/// What callers can rely on, hashed; see [`crate::contract`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Contract {
    /// Number of the algorithm.
    pub algorithm: u32,
    /// 32 hexadecimal digits.
    pub hash: String,
    /// 8 hexadecimal digits for each item, by `name` or `namespace.name`.
    pub exports: BTreeMap<String, String>,
}
