use super::*;

fn rows(
    content: &str,
    pattern: &str,
    options: PatternOptions,
) -> Vec<(u64, String, Vec<[u32; 4]>)> {
    let limits = MatchLimits::default();
    let (matches, _) = search(content.as_bytes(), pattern, options, limits).unwrap();
    matches
        .iter()
        .map(|row| {
            let ranges = row
                .ranges()
                .map(|range| [range.start, range.end, range.start_utf16, range.end_utf16]);
            (row.line_number, row.text().into_owned(), ranges.collect())
        })
        .collect()
}

#[test]
fn lines_ranges_and_columns() {
    let found = rows("one\ntwo é𝒳 two\r\nthree", "t", PatternOptions::default());
    assert_eq!(
        found,
        [
            (
                2,
                "two é𝒳 two".to_owned(),
                vec![[0, 1, 0, 1], [11, 12, 8, 9]]
            ),
            (3, "three".to_owned(), vec![[0, 1, 0, 1]]),
        ]
    );
}

#[test]
fn multiline_matches_hold_their_lines() {
    let options = PatternOptions {
        multiline: true,
        ..PatternOptions::default()
    };
    let found = rows("a\nb\nc\n", "b\\nc", options);
    assert_eq!(found, [(2, "b\nc".to_owned(), vec![[0, 3, 0, 3]])]);
    assert!(rows("a\nb", r"a\s+b", PatternOptions::default()).is_empty());
}

#[test]
fn meanings() {
    let plain = PatternOptions::default();
    let count = |pattern: &str, options| rows("Word words\n", pattern, options).len();
    assert_eq!(count("WORD", plain), 0);
    assert_eq!(
        count(
            "WORD",
            PatternOptions {
                ignore_case: true,
                ..plain
            }
        ),
        1
    );
    assert_eq!(
        count(
            "word",
            PatternOptions {
                smart_case: true,
                ..plain
            }
        ),
        1
    );
    assert_eq!(
        count(
            "worD",
            PatternOptions {
                smart_case: true,
                ..plain
            }
        ),
        0
    );
    assert_eq!(
        count(
            "wor",
            PatternOptions {
                word_regexp: true,
                ..plain
            }
        ),
        0
    );
    assert_eq!(
        count(
            "w.rd",
            PatternOptions {
                fixed_strings: true,
                ..plain
            }
        ),
        0
    );
}

#[test]
fn limits_cut_and_say_so() {
    let limits = MatchLimits {
        max_count: Some(2),
        max_columns: Some(3),
        ..Default::default()
    };
    let (matches, truncated) = search(
        "aé𝒳x\naa\naaa".as_bytes(),
        "a|x",
        PatternOptions::default(),
        limits,
    )
    .unwrap();
    assert!(truncated);
    let lines: Vec<_> = matches.iter().map(|row| row.text().into_owned()).collect();
    assert_eq!(lines, ["aé", "aa"]);
    let first: Vec<_> = matches.iter().next().unwrap().ranges().collect();
    assert_eq!(first.len(), 1);
    let exact = MatchLimits {
        max_count: Some(3),
        ..Default::default()
    };
    assert!(
        !search(b"a\na\na", "a", PatternOptions::default(), exact)
            .unwrap()
            .1
    );
}

#[test]
fn bytes_that_are_no_text_are_searched_and_replaced() {
    let (matches, _) = search(
        b"\xff\0 needle",
        "needle",
        PatternOptions::default(),
        MatchLimits::default(),
    )
    .unwrap();
    let row = matches.iter().next().unwrap();
    assert_eq!(row.text(), "\u{fffd}\0 needle");
    let range = row.ranges().next().unwrap();
    assert_eq!((range.start, range.start_utf16), (3, 3));
}

#[test]
fn has_match_agrees_with_search() {
    let plain = PatternOptions::default();
    for (content, pattern) in [
        ("a\nb", "^b$"),
        ("a\nb", r"a\s+b"),
        ("", "x"),
        ("abc", "c$"),
    ] {
        let found = has_match(content.as_bytes(), pattern, plain).unwrap();
        assert_eq!(
            found,
            !rows(content, pattern, plain).is_empty(),
            "{content:?} {pattern}"
        );
    }
    assert!(has_match(b"a", "(", plain).is_err());
}
