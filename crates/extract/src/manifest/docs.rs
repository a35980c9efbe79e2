use serde::Serialize;

/// Docs as written in Rust, tags taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Docs {
    /// Markdown with its sections, without the tag lines.
    pub text: String,
    /// `@name value` lines.
    pub tags: Vec<Tag>,
    /// `#[deprecated]`: the note, or an empty text.
    pub deprecated: Option<String>,
    /// `#[doc(hidden)]`.
    pub hidden: bool,
}

/// A line such as `@brand strict`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tag {
    /// Without the `@`.
    pub name: String,
    /// The rest of the line; may be empty.
    pub value: String,
}

impl Docs {
    /// Value of the first tag of that name.
    #[must_use]
    pub fn tag(&self, name: &str) -> Option<&str> {
        self.tags
            .iter()
            .find(|tag| tag.name == name)
            .map(|tag| tag.value.as_str())
    }
}
