//! Features that are on: the default ones and those asked for, with what they turn on.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// Names of the features that are on, sorted.
pub(crate) fn resolve(package: &Table, asked: &[String]) -> Vec<String> {
    let features = package.get("features").and_then(Value::as_table);
    let optional = |name: &str| {
        package
            .get("dependencies")
            .and_then(|list| list.get(name))
            .and_then(|each| each.get("optional"))
            .and_then(Value::as_bool)
            == Some(true)
    };
    let mut on = BTreeSet::new();
    let mut waiting: Vec<String> = asked.to_vec();
    waiting.push("default".to_owned());
    while let Some(name) = waiting.pop() {
        let listed = features
            .and_then(|table| table.get(&name))
            .and_then(Value::as_array);
        if listed.is_none() && !optional(&name) {
            continue;
        }
        if !on.insert(name) {
            continue;
        }
        for entry in listed.into_iter().flatten().filter_map(Value::as_str) {
            // `dep:x` turns on no feature; `x/y` turns on x, `x?/y` does not.
            if let Some((dependency, _)) = entry.split_once('/') {
                if !dependency.ends_with('?') {
                    waiting.push(dependency.to_owned());
                }
            } else if !entry.starts_with("dep:") {
                waiting.push(entry.to_owned());
            }
        }
    }
    on.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn default_and_asked() {
        let table = "[features]\ndefault = [\"a\"]\na = [\"b\", \"dep:x\", \"y/z\", \"q?/r\"]\nb = []\nc = []\n[dependencies]\ny = { version = \"1\", optional = true }\n"
            .parse()
            .expect("a table");
        assert_eq!(resolve(&table, &[]), ["a", "b", "default", "y"]);
        assert_eq!(
            resolve(&table, &["c".into(), "no".into()]),
            ["a", "b", "c", "default", "y"]
        );
    }
}
