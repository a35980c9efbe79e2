use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::RandomState;

use napi_derive::napi;
use serde_json::{Map, Value};

#[napi]
pub fn lists(value: Vec<Vec<String>>, numbers: Vec<u8>) -> Vec<u32> {
    vec![u32::try_from(value.len() + numbers.len()).unwrap_or(0)]
}

#[napi]
pub fn fixed_list() -> [u32; 3] {
    [1, 2, 3]
}

#[napi]
pub fn tuple(value: (u32, Option<String>)) -> (String, bool) {
    (value.1.unwrap_or_default(), value.0 > 0)
}

#[napi]
pub fn maps(
    hash: HashMap<String, u32>,
    tree: BTreeMap<String, Vec<bool>>,
) -> HashMap<String, u32, RandomState> {
    let _ = tree;
    hash
}

#[napi]
pub fn sets(hash: HashSet<String>, tree: BTreeSet<u32>) -> HashSet<String, RandomState> {
    let _ = tree;
    hash
}

#[napi]
pub fn serde_map(map: Map<String, Value>) -> Map<String, Value> {
    map
}

#[napi]
pub fn serde_value(value: Value) -> Value {
    value
}
