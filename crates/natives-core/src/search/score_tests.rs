use super::*;

fn score(query: &str, path: &str) -> Option<i32> {
    Query::new(query)
        .unwrap()
        .score(path, &mut Scratch::default())
}

fn positions(query: &str, path: &str) -> Vec<u32> {
    let (query, mut scratch) = (Query::new(query).unwrap(), Scratch::default());
    query.score(path, &mut scratch).unwrap();
    query.positions(&scratch)
}

fn marked(query: &str, path: &str) -> String {
    let units: Vec<u16> = path.encode_utf16().collect();
    let picked: Vec<u16> = positions(query, path)
        .into_iter()
        .map(|index| units[index as usize])
        .collect();
    String::from_utf16(&picked).unwrap()
}

#[test]
fn letters_must_come_in_order() {
    assert!(score("abc", "a/b/c").is_some());
    assert!(score("acb", "a/b/c").is_none());
    assert!(score("aa", "a").is_none());
    assert!(score("drvusbcore", "drivers/media/usb/dvb-usb-v2/dvb_usb_core.c").is_some());
    assert!(score("ab", &format!("a{}b", "x".repeat(3000))).is_some());
}

#[test]
fn case_matters_only_with_a_capital() {
    assert!(score("readme", "README.md").is_some());
    assert!(score("Readme", "README.md").is_none());
    assert!(score("É", "é").is_none());
    assert!(score("é", "É").is_some());
}

#[test]
fn better_alignments_score_higher() {
    let better = |query: &str, good: &str, bad: &str| {
        assert!(
            score(query, good) > score(query, bad),
            "{query}: {good} over {bad}"
        );
    };
    better("core", "kernel/sched/core.c", "kernel/co/rest/e.c");
    better("fb", "src/foo_bar.rs", "src/fooab.rs");
    better("fb", "src/FooBar.rs", "src/foobar.rs");
    better("main", "src/main.rs", "main/src/lib.rs");
    better("a.rs", "a.rs", "long/way/down/a.rs");
}

#[test]
fn positions_are_utf16_and_spell_the_query() {
    assert_eq!(positions("core", "kernel/sched/core.c"), [13, 14, 15, 16]);
    assert_eq!(positions("b", "é𝒳/b"), [4]);
    for (query, path) in [
        ("drvusbcore", "drivers/media/usb/dvb-usb-v2/dvb_usb_core.c"),
        ("kernelschedcore", "kernel/sched/core.c"),
        ("aaa", "a/aa/aaa/aaaa"),
        ("gmd", "guides/modules.md"),
    ] {
        assert_eq!(marked(query, path), query);
    }
}

#[test]
fn empty_and_endless_queries_fit_nothing() {
    assert!(Query::new(" ").is_none());
    assert!(Query::new(&"a".repeat(300)).is_none());
    assert!(score("a", &"a".repeat(5000)).is_none());
}
