//! The contract: a hash of what callers can rely on.
//!
//! Each item has a normal form, one line of JSON. Docs, positions, bodies, `cfg`, `async` runtimes and
//! Rust names never enter it; docs/border.md says what does.

mod normal_form;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::manifest::{Contract, Item};

/// Number of the algorithm; it changes with anything that changes a hash without a change of the surface.
pub const ALGORITHM: u32 = 1;

/// Hashes the items, each on its own and all together.
#[must_use]
pub fn contract(items: &[Item]) -> Contract {
    let names: HashMap<&str, String> = items
        .iter()
        .map(|item| (item.base().id.as_str(), key(item)))
        .collect();
    // Items of one name (on different platforms) are united.
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in items.iter().filter(|item| reaches_callers(item)) {
        let line = normal_form::of(item, &names).to_string();
        lines.entry(key(item)).or_default().insert(line);
    }
    let exports = lines
        .iter()
        .map(|(name, lines)| {
            let text: Vec<&str> = lines.iter().map(String::as_str).collect();
            (name.clone(), digits(&text.join("\n"), 8))
        })
        .collect();
    let all: BTreeSet<&str> = lines.values().flatten().map(String::as_str).collect();
    let text = std::iter::once(ALGORITHM.to_string())
        .chain(all.into_iter().map(str::to_owned))
        .collect::<Vec<_>>()
        .join("\n");
    Contract {
        algorithm: ALGORITHM,
        hash: digits(&text, 32),
        exports,
    }
}

/// `name` or `namespace.name`.
fn key(item: &Item) -> String {
    let base = item.base();
    match &base.namespace {
        Some(namespace) => format!("{namespace}.{}", base.js_name),
        None => base.js_name.clone(),
    }
}

/// Hooks and functions that are not exported are nobody's to call.
fn reaches_callers(item: &Item) -> bool {
    let keys = &item.base().attributes;
    !keys.on("no_export") && !keys.on("module_exports")
}

fn digits(text: &str, count: usize) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .take(count)
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}
