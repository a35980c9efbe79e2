//! Keys of `#[napi(…)]` that napi does not know.

use super::{Reader, base::Marked, napi_attribute::NapiAttribute};
use crate::{
    manifest::{Code, Diagnostic},
    source::RawItem,
};

/// Keys of `#[napi(…)]`.
const KEYS: [&str; 38] = [
    "array",
    "async_iterator",
    "async_runtime",
    "catch_unwind",
    "configurable",
    "constructor",
    "custom_finalize",
    "discriminant",
    "discriminant_case",
    "enumerable",
    "factory",
    "getter",
    "iterator",
    "js_name",
    "module_exports",
    "namespace",
    "no_export",
    "object",
    "object_from_js",
    "object_to_js",
    "readonly",
    "return_if_invalid",
    "setter",
    "skip",
    "skip_typescript",
    "strict",
    "string_enum",
    "symbol_for",
    "transparent",
    "ts_args_type",
    "ts_generic_types",
    "ts_return_type",
    "ts_type",
    "type_tag",
    "use_nullable",
    "value",
    "well_known_symbol",
    "writable",
];

impl Reader<'_> {
    /// Reports unknown keys and cases.
    pub(super) fn check_keys(&mut self, marked: &Marked<'_>, id: &str) {
        self.check_keys_of(marked.raw, id, &marked.napi);
    }

    pub(super) fn check_keys_of(&mut self, raw: &RawItem, id: &str, napi: &NapiAttribute) {
        if let Some((fault, span)) = &napi.fault {
            let message = format!("`#[napi(…)]` is malformed: {fault}");
            self.refuse_at(
                raw,
                id,
                *span,
                message,
                "write keys as `key`, `key = \"text\"` or `key = name`, with commas between them",
            );
        }
        for (key, place) in &napi.places {
            if !KEYS.contains(&key.as_str()) {
                let message = format!("napi knows no key `{key}`");
                let help = match nearest(key) {
                    Some(near) => format!("write `{near}`"),
                    None => "delete the key".to_owned(),
                };
                self.refuse_at(raw, id, *place, message, &help);
            }
        }
        if let Some(place) = napi
            .places
            .get("use_nullable")
            .filter(|_| napi.bare_nullable)
        {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::BareNullable,
                    format!("`use_nullable` of `{id}` does nothing: without a value, napi takes it for `false`"),
                    Some(self.file(raw).span_of(*place)),
                )
                .help("write `use_nullable = true`, or delete the key")
                .at(id),
            );
        }
        for key in ["string_enum", "discriminant_case"] {
            let (Some(case), Some(place)) = (napi.keys.text(key), napi.places.get(key)) else {
                continue;
            };
            if self.naming.case_named(case).is_none() {
                let known: Vec<&str> = self.naming.cases().map(|(name, _)| name).to_vec();
                let message = format!("`{key} = \"{case}\"` names no case");
                self.refuse_at(
                    raw,
                    id,
                    *place,
                    message,
                    &format!("write one of {}", known.join(", ")),
                );
            }
        }
    }
}

/// The known key that is fewest edits away.
fn nearest(key: &str) -> Option<&'static str> {
    KEYS.iter()
        .map(|known| (distance(key, known), *known))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, known)| known)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let kept = corner + usize::from(left != *right);
            corner = row[j + 1];
            row[j + 1] = kept.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
