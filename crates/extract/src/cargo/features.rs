//! Features that are on: the default ones and those asked for, with what they turn on.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// Names of the features that are on, sorted; `default` is one of those asked for, or not.
pub(crate) fn resolve(package: &Table, asked: impl IntoIterator<Item = String>) -> Vec<String> {
    let optional = |name: &str| {
        package
            .get("dependencies")
            .and_then(|list| list.get(name))
            .and_then(|each| each.get("optional"))
            .and_then(Value::as_bool)
            == Some(true)
    };
    let mut on = BTreeSet::new();
    let mut waiting: Vec<String> = asked.into_iter().collect();
    while let Some(name) = waiting.pop() {
        let listed = list_of(package, &name);
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

/// Features of dependencies that features of this package turn on: name of the dependency, feature.
pub(crate) fn forwarded<'a>(
    package: &'a Table,
    on: &'a [String],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    on.iter()
        .filter_map(|name| list_of(package, name))
        .flatten()
        .filter_map(Value::as_str)
        .filter_map(|entry| entry.split_once('/'))
        .map(|(dependency, feature)| (dependency.trim_end_matches('?'), feature))
}

/// Whether a feature that is on brings an optional dependency.
pub(crate) fn brings(package: &Table, on: &[String], dependency: &str) -> bool {
    let explicit = format!("dep:{dependency}");
    on.iter().any(|name| {
        let entries = list_of(package, name).into_iter().flatten();
        name == dependency
            || entries
                .filter_map(Value::as_str)
                .any(|entry| entry == explicit || entry.split('/').next() == Some(dependency))
    })
}

/// The one feature that brings an optional dependency, if it is one and no more.
pub(crate) fn bringing<'a>(package: &'a Table, dependency: &str) -> Option<&'a str> {
    let features = package.get("features").and_then(Value::as_table)?;
    let explicit = format!("dep:{dependency}");
    let mut found = features.iter().filter(|(_, list)| {
        let entries = list.as_array().into_iter().flatten();
        entries
            .filter_map(Value::as_str)
            .any(|entry| entry == explicit || entry == dependency)
    });
    match (found.next(), found.next()) {
        (Some((name, _)), None) => Some(name),
        _ => None,
    }
}

fn list_of<'a>(package: &'a Table, name: &str) -> Option<&'a Vec<Value>> {
    package.get("features")?.get(name)?.as_array()
}

#[cfg(test)]
mod tests {
    use super::{bringing, forwarded, resolve};

    #[test]
    fn default_and_asked() {
        let table = "[features]\ndefault = [\"a\"]\na = [\"b\", \"dep:x\", \"y/z\", \"q?/r\"]\nb = []\nc = []\n[dependencies]\ny = { version = \"1\", optional = true }\n"
            .parse()
            .expect("a table");
        assert_eq!(
            resolve(&table, ["default".into()]),
            ["a", "b", "default", "y"]
        );
        assert_eq!(
            resolve(&table, ["default", "c", "no"].map(str::to_owned)),
            ["a", "b", "c", "default", "y"]
        );
    }
    #[test]
    fn features_reach_dependencies() {
        let table = "[features]\nnapi = [\"dep:napi-derive\", \"maps/napi\", \"q?/r\"]\nother = [\"maps/all\"]\n"
            .parse()
            .expect("a table");
        let on = ["napi".to_owned()];
        let found: Vec<_> = forwarded(&table, &on).collect();
        assert_eq!(found, [("maps", "napi"), ("q", "r")]);
        assert_eq!(bringing(&table, "napi-derive"), Some("napi"));
        assert_eq!(bringing(&table, "maps"), None);
    }
}
