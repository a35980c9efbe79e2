//! Expands the braces of globs: `{a,b}/{1..3}` becomes six patterns.

/// More patterns than this are refused: `{a,b}` repeated thirty times would take the memory.
const MAX_PATTERNS: usize = 1000;

/// Every pattern that `text` stands for; `None` when there are too many.
pub(super) fn expand(text: &str) -> Option<Vec<String>> {
    let mut done = Vec::new();
    let mut open = vec![text.to_owned()];
    while let Some(current) = open.pop() {
        match first_group(&current) {
            None => done.push(current),
            Some(group) => {
                // Reversed, because the last one pushed is the first one taken.
                for choice in group.choices.iter().rev() {
                    open.push(format!("{}{choice}{}", group.before, group.after));
                }
            }
        }
        if done.len() + open.len() > MAX_PATTERNS {
            return None;
        }
    }
    Some(done)
}

struct Group {
    before: String,
    choices: Vec<String>,
    after: String,
}

/// The first `{…}` that stands for more than itself.
fn first_group(text: &str) -> Option<Group> {
    let mut from = 0;
    while let Some(start) = find_open(text, from) {
        if let Some((end, commas)) = find_close(text, start) {
            let inner = &text[start + 1..end];
            let choices = if commas.is_empty() {
                range(inner)
            } else {
                Some(split(text, start, end, &commas))
            };
            if let Some(choices) = choices {
                return Some(Group {
                    before: text[..start].to_owned(),
                    choices,
                    after: text[end + 1..].to_owned(),
                });
            }
        }
        from = start + 1;
    }
    None
}

fn find_open(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'{' if index >= from => return Some(index),
            _ => {}
        }
        index += 1;
    }
    None
}

/// The matching brace, and the commas of the group itself.
fn find_close(text: &str, start: usize) -> Option<(usize, Vec<usize>)> {
    let bytes = text.as_bytes();
    let (mut depth, mut commas) = (0_usize, Vec::new());
    let mut index = start;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some((index, commas)),
            b'}' => depth -= 1,
            b',' if depth == 1 => commas.push(index),
            _ => {}
        }
        index += 1;
    }
    None
}

fn split(text: &str, start: usize, end: usize, commas: &[usize]) -> Vec<String> {
    let mut from = start + 1;
    let mut parts = Vec::new();
    for &comma in commas.iter().chain([&end]) {
        parts.push(text[from..comma].to_owned());
        from = comma + 1;
    }
    parts
}

/// `1..3`, `a..c`.
fn range(inner: &str) -> Option<Vec<String>> {
    let (first, last) = inner.split_once("..")?;
    if let (Ok(first), Ok(last)) = (first.parse::<i64>(), last.parse::<i64>()) {
        if first.abs_diff(last) >= MAX_PATTERNS as u64 {
            return None;
        }
        return Some(
            between(first, last)
                .map(|number| number.to_string())
                .collect(),
        );
    }
    match (first.as_bytes(), last.as_bytes()) {
        ([first], [last]) if first.is_ascii_alphabetic() && last.is_ascii_alphabetic() => {
            let letters = between(i64::from(*first), i64::from(*last));
            Some(
                letters
                    .filter_map(|code| Some(char::from(u8::try_from(code).ok()?).to_string()))
                    .collect(),
            )
        }
        _ => None,
    }
}

fn between(first: i64, last: i64) -> Box<dyn Iterator<Item = i64>> {
    if first <= last {
        Box::new(first..=last)
    } else {
        Box::new((last..=first).rev())
    }
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn groups_nest_and_ranges_count() {
        assert_eq!(expand("a{b,c{d,e}}f").unwrap(), ["abf", "acdf", "acef"]);
        assert_eq!(
            expand("{a,b/c}/*.{ts,js}").unwrap(),
            ["a/*.ts", "a/*.js", "b/c/*.ts", "b/c/*.js"]
        );
        assert_eq!(expand("{1..3}").unwrap(), ["1", "2", "3"]);
        assert_eq!(expand("{c..a}").unwrap(), ["c", "b", "a"]);
        assert_eq!(expand("a{,b}").unwrap(), ["a", "ab"]);
    }

    #[test]
    fn what_is_no_group_stays() {
        for text in ["{a}", "a{b", "a}b", r"\{a,b}", "{}", "plain", "ü{x}"] {
            assert_eq!(expand(text).unwrap(), [text]);
        }
    }

    #[test]
    fn explosions_are_refused() {
        assert!(expand(&"{a,b}".repeat(30)).is_none());
    }
}
