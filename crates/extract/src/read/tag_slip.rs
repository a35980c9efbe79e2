//! Doc tags that are nearly one of ours.

use crate::source::{TAGS, is_fence};

/// Edits between a word and a tag up to which it is taken for a slip.
const SLIP: usize = 2;

/// Tags of `TSDoc` and `JSDoc`, which stay in the text.
const STANDARD: [&str; 38] = [
    "alpha",
    "author",
    "beta",
    "callback",
    "decorator",
    "defaultValue",
    "deprecated",
    "eventProperty",
    "example",
    "experimental",
    "external",
    "inheritDoc",
    "label",
    "license",
    "link",
    "override",
    "packageDocumentation",
    "param",
    "private",
    "privateRemarks",
    "protected",
    "public",
    "readonly",
    "remarks",
    "return",
    "returns",
    "sealed",
    "see",
    "since",
    "template",
    "throws",
    "todo",
    "type",
    "typeParam",
    "typedef",
    "version",
    "virtual",
    "yields",
];

/// Each misspelled tag in the text, with the one that was meant.
pub(super) fn tag_slips(text: &str) -> Vec<(&str, &'static str)> {
    let mut fenced = false;
    text.lines()
        .filter_map(|line| {
            fenced ^= is_fence(line);
            let word = line.trim().strip_prefix('@')?.split_whitespace().next()?;
            // `@scope/name` is a package.
            if fenced || word.contains('/') || STANDARD.contains(&word) {
                return None;
            }
            let nearest = TAGS
                .into_iter()
                .min_by_key(|tag| strsim::osa_distance(word, tag))?;
            (strsim::osa_distance(word, nearest) <= SLIP).then_some((word, nearest))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tag_slips;

    #[test]
    fn only_near_words_at_the_start_of_a_line_are_slips() {
        let text = "@brnad strict\nsee @brnad\n@external x\n@param a\n```\n@modul\n```\n@modul fs\n@module/x\n@unrelated\n@Default 3";
        assert_eq!(
            tag_slips(text),
            [
                ("brnad", "brand"),
                ("modul", "module"),
                ("Default", "default")
            ]
        );
    }
}
