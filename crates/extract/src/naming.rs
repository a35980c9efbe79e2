//! napi's names: `to_case` of napi-derive-backend, copied in behaviour.
//!
//! napi-derive up to 3.6.3 uses `convert_case` 0.11, 3.7 uses 0.12. Both were compared on 336,000
//! names (every word of up to seven characters over `aB1_é-`, and special letters) for all eight
//! cases: no difference. So one version serves both; a difference to come belongs into
//! [`to_case`], decided by [`crate::manifest::CrateInfo::napi_derive`].

pub(crate) use convert_case::Case;
use convert_case::Casing;

/// Strips leading underscores, then converts.
pub(crate) fn to_case(name: &str, case: Case<'static>) -> String {
    name.trim_start_matches('_').to_case(case)
}

/// Functions, methods, parameters.
pub(crate) fn camel(name: &str) -> String {
    to_case(name, Case::Camel)
}

/// Structs.
pub(crate) fn pascal(name: &str) -> String {
    to_case(name, Case::Pascal)
}

/// The case that `string_enum = "…"` or `discriminant_case = "…"` names.
pub(crate) fn case_named(name: &str) -> Option<Case<'static>> {
    CASES
        .iter()
        .find(|(text, _)| *text == name)
        .map(|(_, case)| *case)
}

/// What napi accepts as the name of a case.
pub(crate) const CASES: [(&str, Case<'static>); 8] = [
    ("lowercase", Case::Flat),
    ("UPPERCASE", Case::UpperFlat),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("UPPER_SNAKE", Case::UpperSnake),
    ("kebab-case", Case::Kebab),
    ("UPPER-KEBAB-CASE", Case::UpperKebab),
];

#[cfg(test)]
mod tests {
    use super::{camel, pascal};

    #[test]
    fn names_are_napis() {
        for (rust, js) in [
            ("xxh3_64", "xxh364"),
            ("u8a", "u8A"),
            ("snake_case_2d_http2", "snakeCase2DHttp2"),
            ("__read_file", "readFile"),
        ] {
            assert_eq!(camel(rust), js);
        }
        assert_eq!(pascal("HTTPServer"), "HttpServer");
        assert_eq!(pascal("UN"), "Un");
    }
}
