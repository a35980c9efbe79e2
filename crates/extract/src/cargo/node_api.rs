//! The version of Node-API that an addon is built for, by the features of the crate `napi`.

use toml::Table;

use super::features;

/// The highest `napi9` among the features that are on. `napi` is the Cargo.toml of that crate, which tells
/// what other features turn on (`tokio_rt` wants `napi4`); without it, those that are named count.
pub(super) fn highest(asked: impl IntoIterator<Item = String>, napi: Option<&Table>) -> Option<u8> {
    let on: Vec<String> = match napi {
        Some(table) => features::resolve(table, asked),
        None => asked.into_iter().collect(),
    };
    on.iter()
        .filter_map(|name| name.strip_prefix("napi")?.parse().ok())
        .max()
}

#[cfg(test)]
mod tests {
    use super::highest;

    fn asked(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn the_highest_that_is_named() {
        assert_eq!(
            highest(asked(&["napi4", "napi10", "napi9"]), None),
            Some(10)
        );
        assert_eq!(highest(asked(&["dyn-symbols", "napi-sys"]), None), None);
    }

    #[test]
    fn what_other_features_turn_on() {
        let napi = "[features]\ndefault = [\"napi4\"]\nnapi4 = [\"napi3\"]\nnapi3 = []\nnapi5 = [\"napi4\"]\nchrono_date = [\"napi5\"]\n"
            .parse()
            .expect("a table");
        assert_eq!(highest(asked(&["default"]), Some(&napi)), Some(4));
        assert_eq!(
            highest(asked(&["default", "chrono_date"]), Some(&napi)),
            Some(5)
        );
        assert_eq!(highest(asked(&["napi3"]), Some(&napi)), Some(3));
    }
}
