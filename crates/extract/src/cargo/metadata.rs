//! `[package.metadata.ferrotype]`: its keys, with their places.

use std::{ops::Range, path::Path};

use toml::de::{DeTable, DeValue};

use super::text::read_text;
use crate::{
    manifest::{Code, Diagnostic},
    source::SourceFile,
};

/// The one key that the table takes.
const PACKAGE: &str = "package";

/// Edits between a key and the known one up to which it is taken for a slip.
const SLIP: usize = 3;

/// Reports keys that are not known, and a missing `package`; a crate without the table is left alone.
pub(crate) fn check_metadata(relative: String, path: &Path) -> Vec<Diagnostic> {
    let Ok(text) = read_text(path) else {
        return Vec::new();
    };
    let file = SourceFile::new(relative, path.to_path_buf(), text.clone());
    // What does not parse was reported when the table was read.
    let Ok(document) = DeTable::parse(&text) else {
        return Vec::new();
    };
    let Some((header, table)) = metadata(document.get_ref()) else {
        return Vec::new();
    };
    let fault = |range: Range<usize>, message: String, help: &str| {
        Diagnostic::new(Code::PackageMetadata, message, Some(file.span_at(range))).help(help)
    };
    let mut found = Vec::new();
    let mut named = false;
    for (key, value) in table {
        let name = key.get_ref();
        if name == PACKAGE {
            named = true;
            if !matches!(value.get_ref(), DeValue::String(_)) {
                found.push(fault(
                    value.span(),
                    "`package` in [package.metadata.ferrotype] is no string".to_owned(),
                    "write the npm name in quotes: package = \"@scope/name\"",
                ));
            }
            continue;
        }
        let slip = strsim::osa_distance(name, PACKAGE) <= SLIP && !has_package(table);
        named |= slip;
        found.push(fault(
            key.span(),
            format!("`{name}` is no key of [package.metadata.ferrotype]"),
            if slip {
                "did you mean `package`?"
            } else {
                "delete it; the only key is `package`"
            },
        ));
    }
    if !named {
        found.push(fault(
            header,
            "[package.metadata.ferrotype] does not name the npm package".to_owned(),
            "add package = \"@scope/name\"",
        ));
    }
    found
}

fn has_package(table: &DeTable<'_>) -> bool {
    table.keys().any(|key| key.get_ref() == PACKAGE)
}

/// The place of the key `ferrotype`, and its table.
fn metadata<'a>(document: &'a DeTable<'a>) -> Option<(Range<usize>, &'a DeTable<'a>)> {
    let mut table = document;
    let mut place = 0..0;
    for name in ["package", "metadata", "ferrotype"] {
        let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
        let DeValue::Table(inner) = value.get_ref() else {
            return None;
        };
        (place, table) = (key.span(), inner);
    }
    Some((place, table))
}
