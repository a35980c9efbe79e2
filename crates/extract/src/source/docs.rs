//! Doc comments: text, tags, deprecation.

use syn::{Expr, ExprLit, Lit, Meta, Token, parse::Parser as _, punctuated::Punctuated};

use super::FlatAttribute;
use crate::manifest::{Docs, Tag};

/// Tags that are taken out of the text.
pub(crate) const TAGS: [&str; 5] = ["brand", "module", "internal", "platform", "default"];

/// Reads the docs of an item from its attributes.
pub(crate) fn read_docs(attributes: &[FlatAttribute]) -> Docs {
    let mut docs = Docs::default();
    let mut lines: Vec<String> = Vec::new();
    for attribute in attributes {
        match &attribute.meta {
            Meta::NameValue(pair) if attribute.is("doc") => {
                if let Some(text) = string(&pair.value) {
                    lines.extend(text.lines().map(str::to_owned));
                    if text.is_empty() {
                        lines.push(String::new());
                    }
                }
            }
            Meta::List(list) if attribute.is("doc") => {
                docs.hidden |= list.tokens.to_string() == "hidden";
            }
            meta if attribute.is("deprecated") => docs.deprecated = Some(deprecation(meta)),
            _ => {}
        }
    }
    (docs.text, docs.tags) = take_tags(&lines);
    docs
}

fn string(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn deprecation(meta: &Meta) -> String {
    match meta {
        Meta::Path(_) => String::new(),
        Meta::NameValue(pair) => string(&pair.value).unwrap_or_default(),
        Meta::List(list) => Punctuated::<Meta, Token![,]>::parse_terminated
            .parse2(list.tokens.clone())
            .ok()
            .and_then(|pairs| {
                pairs.iter().find_map(|pair| match pair {
                    Meta::NameValue(pair) if pair.path.is_ident("note") => string(&pair.value),
                    _ => None,
                })
            })
            .unwrap_or_default(),
    }
}

fn take_tags(lines: &[String]) -> (String, Vec<Tag>) {
    // A block comment may lead each line with a star.
    let starred = lines.len() > 1
        && lines
            .iter()
            .skip(1)
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with('*'))
        && lines.iter().any(|line| line.trim_start().starts_with("* "));
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| {
            if starred {
                line.trim_start().trim_start_matches('*')
            } else {
                line
            }
        })
        .map(str::trim_end)
        .collect();
    let indent = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or_default();
    let (mut text, mut tags, mut fenced) = (Vec::new(), Vec::new(), false);
    for line in lines {
        let line = line.get(indent..).unwrap_or_default();
        fenced ^= is_fence(line);
        match tag(line) {
            Some(tag) if !fenced => tags.push(tag),
            _ => text.push(line),
        }
    }
    (text.join("\n").trim_matches('\n').to_owned(), tags)
}

/// Whether a fenced block begins or ends here.
pub(crate) fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

fn tag(line: &str) -> Option<Tag> {
    let rest = line.trim().strip_prefix('@')?;
    let (name, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    TAGS.contains(&name).then(|| Tag {
        name: name.to_owned(),
        value: value.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::read_docs;
    use crate::source::flatten;

    fn docs(source: &str) -> crate::manifest::Docs {
        let item: syn::ItemFn = syn::parse_str(source).expect("a function");
        read_docs(&flatten(&item.attrs))
    }

    #[test]
    fn tags_leave_the_text() {
        let docs = docs(
            "/// Reads.\n///\n/// ```\n/// @brand kept\n/// ```\n/// @default 3 + 4\n/// @see x\nfn f() {}",
        );
        assert_eq!(docs.text, "Reads.\n\n```\n@brand kept\n```\n@see x");
        assert_eq!(docs.tag("default"), Some("3 + 4"));
        assert_eq!(docs.tags.len(), 1);
    }

    #[test]
    fn block_comments_lose_their_stars() {
        assert_eq!(
            docs("/**\n * One.\n * - two\n */ fn f() {}").text,
            "One.\n- two"
        );
        assert_eq!(docs("/** One. */ fn f() {}").text, "One.");
    }

    #[test]
    fn deprecation_and_hidden() {
        let docs = docs("#[deprecated(since = \"1\", note = \"use g\")] #[doc(hidden)] fn f() {}");
        assert_eq!(docs.deprecated.as_deref(), Some("use g"));
        assert!(docs.hidden);
    }
}
