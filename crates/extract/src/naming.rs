//! napi's names: `to_case` of napi-derive-backend, copied in behaviour.
//!
//! Two rules exist. napi-derive from 3.3 on strips leading underscores and calls `convert_case` 0.9 to
//! 0.12; before, it called 0.6 or 0.8, which leave out empty words, and two cases had other names.
//! All versions were compared on 137,000 names (every word of up to six characters over `aB1_éXß`, and
//! odd ones): camelCase, `PascalCase`, lowercase and UPPERCASE never differ, and the other four only
//! where a name ends in an underscore or has two in a row. So one version of `convert_case` serves both.

pub(crate) use convert_case::Case;
use convert_case::Casing;

/// Strips leading underscores, then converts.
fn to_case(name: &str, case: Case<'static>) -> String {
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

/// Which rule the addon's napi-derive follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// 2.x, and 3.x before 3.3.
    Before33,
    /// From 3.3 on.
    Current,
}

impl Naming {
    /// By the version of napi-derive in Cargo.lock; the current one where it is not known.
    pub(crate) fn of(napi_derive: Option<&str>) -> Self {
        let number = |part: Option<&str>| part.and_then(|each| each.parse::<u32>().ok());
        let mut parts = napi_derive.unwrap_or_default().split('.');
        match (number(parts.next()), number(parts.next())) {
            (Some(major), Some(minor)) if (major, minor) < (3, 3) => Self::Before33,
            _ => Self::Current,
        }
    }

    /// The value of a variant.
    pub(crate) fn convert(self, name: &str, case: Case<'static>) -> String {
        match self {
            Self::Current => to_case(name, case),
            Self::Before33 => {
                let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
                to_case(&words.join("_"), case)
            }
        }
    }

    /// The case that `string_enum = "…"` or `discriminant_case = "…"` names.
    pub(crate) fn case_named(self, name: &str) -> Option<Case<'static>> {
        self.cases()
            .into_iter()
            .find(|(text, _)| *text == name)
            .map(|(_, case)| case)
    }

    /// What napi accepts as the name of a case.
    pub(crate) fn cases(self) -> [(&'static str, Case<'static>); 8] {
        let (upper_snake, upper_kebab) = match self {
            Self::Current => ("UPPER_SNAKE", "UPPER-KEBAB-CASE"),
            Self::Before33 => ("SCREAMING_SNAKE_CASE", "SCREAMING-KEBAB-CASE"),
        };
        [
            ("lowercase", Case::Flat),
            ("UPPERCASE", Case::UpperFlat),
            ("PascalCase", Case::Pascal),
            ("camelCase", Case::Camel),
            ("snake_case", Case::Snake),
            (upper_snake, Case::UpperSnake),
            ("kebab-case", Case::Kebab),
            (upper_kebab, Case::UpperKebab),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Naming, camel, pascal};

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

    #[test]
    fn the_lock_file_decides_the_rule() {
        for (version, rule) in [
            (None, Naming::Current),
            (Some("2.16.13"), Naming::Before33),
            (Some("3.2.5"), Naming::Before33),
            (Some("3.3.0"), Naming::Current),
            (Some("3.10.0"), Naming::Current),
            (Some("4.0.0-alpha.1"), Naming::Current),
        ] {
            assert_eq!(Naming::of(version), rule, "{version:?}");
        }
    }

    /// What the version of `convert_case` makes of a name that napi-derive gave to it, in all eight cases.
    macro_rules! by {
        ($version:ident, $name:expr) => {{
            use $version::{Case, Casing};
            let name: &str = $name;
            [
                name.to_case(Case::Flat),
                name.to_case(Case::UpperFlat),
                name.to_case(Case::Pascal),
                name.to_case(Case::Camel),
                name.to_case(Case::Snake),
                name.to_case(Case::UpperSnake),
                name.to_case(Case::Kebab),
                name.to_case(Case::UpperKebab),
            ]
        }};
    }

    /// Every name of up to four characters over an alphabet that has each kind of boundary, and odd ones.
    fn names() -> Vec<String> {
        let mut all = vec![String::new()];
        let mut from = 0;
        for _ in 0..4 {
            let until = all.len();
            for index in from..until {
                for each in "aB1_éX".chars() {
                    let name = format!("{}{each}", all[index]);
                    all.push(name);
                }
            }
            from = until;
        }
        let odd = ["mut x", "r#type", "ident²x", "ǆ_x", "İstanbul", "straße_1"];
        all.extend(odd.map(str::to_owned));
        all
    }

    #[test]
    fn both_rules_are_those_of_the_real_convert_case() {
        let mut differing = 0;
        for name in names() {
            let stripped = name.trim_start_matches('_');
            let ours = |rule: Naming| rule.cases().map(|(_, case)| rule.convert(&name, case));
            let (old, new) = (ours(Naming::Before33), ours(Naming::Current));
            assert_eq!(old, by!(convert_case_0_6, &name), "0.6 on {name:?}");
            assert_eq!(old, by!(convert_case_0_8, &name), "0.8 on {name:?}");
            assert_eq!(new, by!(convert_case_0_11, stripped), "0.11 on {name:?}");
            assert_eq!(new, by!(convert_case, stripped), "0.12 on {name:?}");
            // `camel` and `pascal` ask nobody which rule it is.
            assert_eq!((&old[3], &old[2]), (&camel(&name), &pascal(&name)));
            assert_eq!(new[..4], old[..4]);
            differing += usize::from(old != new);
        }
        assert!(differing > 200, "the rules differ on {differing} names");
    }

    #[test]
    fn where_the_rules_differ() {
        for (name, case, old, new) in [
            ("read_", "snake_case", "read", "read_"),
            ("read__file", "kebab-case", "read-file", "read--file"),
            ("_Open_", "snake_case", "open", "open_"),
            ("Http2_", "kebab-case", "http-2", "http-2-"),
            ("ReadFile", "snake_case", "read_file", "read_file"),
        ] {
            for (rule, expected) in [(Naming::Before33, old), (Naming::Current, new)] {
                let found = rule.case_named(case).map(|case| rule.convert(name, case));
                assert_eq!(found.as_deref(), Some(expected), "{name} {rule:?}");
            }
        }
        let upper = "SCREAMING_SNAKE_CASE";
        assert!(Naming::Before33.case_named(upper).is_some());
        assert!(Naming::Current.case_named(upper).is_none());
    }
}
