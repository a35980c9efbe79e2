use std::collections::BTreeMap;

use serde::Serialize;

/// Value of a key of `#[napi(…)]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum AttributeValue {
    /// A bare key is `true`.
    Flag(bool),
    /// A string, or an identifier as text.
    Text(String),
}

/// Keys of `#[napi(…)]` as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Attributes(pub BTreeMap<String, AttributeValue>);

impl Attributes {
    /// Whether the key stands there, with any value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether the key is on: bare, `= true`, or with a text.
    #[must_use]
    pub fn on(&self, key: &str) -> bool {
        !matches!(self.0.get(key), None | Some(AttributeValue::Flag(false)))
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.0.get(key) {
            Some(AttributeValue::Text(text)) => Some(text),
            _ => None,
        }
    }
}
