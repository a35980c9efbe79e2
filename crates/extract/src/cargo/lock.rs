//! Cargo.lock, read by lines: parsing it whole would cost more than reading the sources.

/// The highest version of a package in the lock file.
pub(crate) fn version_of(lock: &str, package: &str) -> Option<String> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut highest: Option<&str> = None;
    while let Some(line) = lines.next() {
        if line != wanted {
            continue;
        }
        let version = lines
            .next()
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'));
        if version.map(numbers) > highest.map(numbers) {
            highest = version;
        }
    }
    highest.map(str::to_owned)
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn the_highest_wins() {
        let lock = "[[package]]\nname = \"napi-derive\"\nversion = \"3.10.0\"\n\n[[package]]\nname = \"napi-derive\"\nversion = \"3.7.0\"\n";
        assert_eq!(version_of(lock, "napi-derive").as_deref(), Some("3.10.0"));
        assert_eq!(version_of(lock, "napi"), None);
    }
}
