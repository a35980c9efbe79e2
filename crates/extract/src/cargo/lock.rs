//! Cargo.lock, read by lines: parsing it whole would cost more than reading the sources.

use std::collections::HashMap;

/// A package of the lock file.
#[derive(Debug, Default)]
pub(crate) struct Locked<'a> {
    pub(crate) version: &'a str,
    /// It comes from a registry.
    pub(crate) registry: bool,
    /// `name`, or `name version` where there are several.
    dependencies: Vec<&'a str>,
}

impl Locked<'_> {
    /// Names of its direct dependencies.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.dependencies.iter().map(|each| name_of(each))
    }

    fn version_of(&self, package: &str) -> Option<&str> {
        let entry = self
            .dependencies
            .iter()
            .find(|each| name_of(each) == package)?;
        entry.split(' ').nth(1)
    }
}

fn name_of(entry: &str) -> &str {
    entry.split(' ').next().unwrap_or(entry)
}

/// What a lock file names.
#[derive(Debug, Default)]
pub(crate) struct Lock<'a> {
    packages: HashMap<&'a str, Vec<Locked<'a>>>,
}

impl<'a> Lock<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        let mut packages: HashMap<&str, Vec<Locked<'_>>> = HashMap::new();
        let mut name = None;
        let mut package = Locked::default();
        // The last package has no header behind it.
        for line in text.lines().chain(["[[package]]"]) {
            if line == "[[package]]" {
                let done = std::mem::take(&mut package);
                if let Some(name) = name.take() {
                    packages.entry(name).or_default().push(done);
                }
            } else if let Some(entry) = line.strip_prefix(" \"") {
                let entry = entry.trim_end_matches(',').trim_end_matches('"');
                package.dependencies.push(entry);
            } else if let Some((key, value)) = line.split_once(" = \"") {
                let value = value.trim_end_matches('"');
                match key {
                    "name" => name = Some(value),
                    "version" => package.version = value,
                    "source" => package.registry = value.starts_with("registry+"),
                    _ => {}
                }
            }
        }
        Self { packages }
    }

    /// The highest version of a package.
    pub(crate) fn highest(&self, package: &str) -> Option<&'a str> {
        let versions = self.packages.get(package)?.iter().map(|each| each.version);
        versions.max_by_key(|version| numbers(version))
    }

    /// The package that another one means by a name.
    pub(crate) fn dependency(&self, of: &str, package: &str) -> Option<&Locked<'a>> {
        let named = self.packages.get(package)?;
        if let [only] = named.as_slice() {
            return Some(only);
        }
        let version = (self.packages.get(of)?.iter()).find_map(|each| each.version_of(package))?;
        named.iter().find(|each| each.version == version)
    }
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Lock;

    const TEXT: &str = "version = 4\n\n[[package]]\nname = \"napi-derive\"\nversion = \"3.10.0\"\nsource = \"registry+https://x\"\n\n[[package]]\nname = \"napi-derive\"\nversion = \"3.7.0\"\n\n[[package]]\nname = \"addon\"\nversion = \"1.0.0\"\ndependencies = [\n \"base\",\n \"napi-derive 3.10.0\",\n]\n";

    #[test]
    fn the_highest_wins() {
        let lock = Lock::read(TEXT);
        assert_eq!(lock.highest("napi-derive"), Some("3.10.0"));
        assert_eq!(lock.highest("napi"), None);
    }

    #[test]
    fn a_dependency_is_the_version_that_is_named() {
        let lock = Lock::read(TEXT);
        let found = lock
            .dependency("addon", "napi-derive")
            .expect("a dependency");
        assert_eq!((found.version, found.registry), ("3.10.0", true));
        assert!(lock.dependency("other", "napi-derive").is_none());
        let addon = lock.dependency("other", "addon").expect("the only one");
        assert_eq!(addon.names().collect::<Vec<_>>(), ["base", "napi-derive"]);
        assert!(!addon.registry);
    }
}
