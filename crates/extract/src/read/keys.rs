//! The keys of `#[napi(…)]`, and what each takes as its value.

use super::{Reader, napi_attribute::NapiAttribute};
use crate::{
    manifest::{Code, Diagnostic},
    source::RawItem,
};

/// What may stand behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// No value.
    Nothing,
    /// Nothing, a bool, or any identifier, which means `true`.
    Flag,
    /// A string or an identifier.
    Text,
    /// Nothing, a string or an identifier.
    MaybeText,
    /// Nothing or an identifier.
    MaybeName,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Nothing,
    Text,
    Name,
    Bool,
}

impl Takes {
    fn accepts(self, given: Given) -> bool {
        match self {
            Self::Nothing => given == Given::Nothing,
            Self::Flag => given != Given::Text,
            Self::Text => matches!(given, Given::Text | Given::Name),
            Self::MaybeText => given != Given::Bool,
            Self::MaybeName => matches!(given, Given::Nothing | Given::Name),
        }
    }

    /// How to write the key.
    fn form(self, key: &str) -> String {
        match self {
            Self::Nothing => format!("write `{key}` without a value"),
            Self::Flag => format!("write `{key}`, `{key} = true` or `{key} = false`"),
            Self::Text => format!("write `{key} = \"…\"`"),
            Self::MaybeText => format!("write `{key}` or `{key} = \"…\"`"),
            Self::MaybeName => format!("write `{key}` or `{key} = name`, without quotes"),
        }
    }
}

const KEYS: [(&str, Takes); 37] = [
    ("array", Takes::Nothing),
    ("async_iterator", Takes::Nothing),
    ("async_runtime", Takes::Nothing),
    ("catch_unwind", Takes::Nothing),
    ("configurable", Takes::Flag),
    ("constructor", Takes::Nothing),
    ("custom_finalize", Takes::Nothing),
    ("discriminant", Takes::Text),
    ("discriminant_case", Takes::Text),
    ("enumerable", Takes::Flag),
    ("factory", Takes::Nothing),
    ("getter", Takes::MaybeName),
    ("iterator", Takes::Nothing),
    ("js_name", Takes::Text),
    ("module_exports", Takes::Nothing),
    ("namespace", Takes::Text),
    ("no_export", Takes::Nothing),
    ("object", Takes::Nothing),
    ("object_from_js", Takes::Flag),
    ("object_to_js", Takes::Flag),
    ("readonly", Takes::Nothing),
    ("return_if_invalid", Takes::Nothing),
    ("setter", Takes::MaybeName),
    ("skip", Takes::Nothing),
    ("skip_typescript", Takes::Nothing),
    ("strict", Takes::Nothing),
    ("string_enum", Takes::MaybeText),
    ("symbol_for", Takes::Text),
    ("transparent", Takes::Nothing),
    ("ts_args_type", Takes::Text),
    ("ts_generic_types", Takes::Text),
    ("ts_return_type", Takes::Text),
    ("ts_type", Takes::Text),
    ("type_tag", Takes::Text),
    ("use_nullable", Takes::Flag),
    ("well_known_symbol", Takes::Text),
    ("writable", Takes::Flag),
];

/// Keys that belong to one place only, with it.
const ELSEWHERE: [(&str, &str); 2] = [
    ("value", "the variants of a string enum"),
    ("ts_arg_type", "parameters"),
];

/// Whether napi knows the key.
pub(super) fn is_known(key: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == key)
}

impl Reader<'_> {
    /// Reports unknown keys, wrong values, and what is malformed.
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
            let known = KEYS.iter().find(|(known, _)| known == key);
            let given = napi.given.get(key).copied().unwrap_or(Given::Nothing);
            let (message, help) = match known {
                Some((_, takes)) if takes.accepts(given) => continue,
                Some((_, takes)) => (
                    match given {
                        Given::Nothing => format!("`{key}` has no value"),
                        _ => format!("the value of `{key}` is none that napi takes"),
                    },
                    takes.form(key),
                ),
                None => match ELSEWHERE.iter().find(|(each, _)| each == key) {
                    Some((_, place)) => (
                        format!("`{key}` is for {place}, and does not go on `{id}`"),
                        format!("delete `{key}`"),
                    ),
                    None => (
                        format!("napi knows no key `{key}`"),
                        match nearest(key) {
                            Some(near) => format!("write `{near}`"),
                            None => "delete the key".to_owned(),
                        },
                    ),
                },
            };
            self.refuse_at(raw, id, *place, message, &help);
        }
        self.check_nullable(raw, id, napi);
    }

    fn check_nullable(&mut self, raw: &RawItem, id: &str, napi: &NapiAttribute) {
        let bare = |_: &&proc_macro2::Span| napi.given.get("use_nullable") == Some(&Given::Nothing);
        if let Some(place) = napi.places.get("use_nullable").filter(bare) {
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
    }

    /// Reports the name of a case that napi does not know.
    pub(super) fn check_case(&mut self, raw: &RawItem, id: &str, napi: &NapiAttribute, key: &str) {
        let (Some(case), Some(place)) = (napi.keys.text(key), napi.places.get(key)) else {
            return;
        };
        if self.naming.case_named(case).is_none() {
            let known: Vec<&str> = self.naming.cases().map(|(name, _)| name).to_vec();
            self.refuse_at(
                raw,
                id,
                *place,
                format!("`{key} = \"{case}\"` names no case"),
                &format!("write one of {}", known.join(", ")),
            );
        }
    }
}

/// The known key that is fewest edits away.
fn nearest(key: &str) -> Option<&'static str> {
    KEYS.iter()
        .map(|(known, _)| *known)
        .chain(ELSEWHERE.map(|(known, _)| known))
        .map(|known| (strsim::levenshtein(key, known), known))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, known)| known)
}
