//! Conversations and their settings, in memory.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// Who said something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Instructions of the program.
    System,
    /// The person.
    #[default]
    User,
    /// The model.
    Assistant,
    /// The result of a tool.
    Tool,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// 1 for the first message of the session; never given twice, not even after `clear`.
    pub sequence: u64,
    /// Who said it.
    pub role: Role,
    /// When, in milliseconds since 1970.
    pub timestamp_ms: f64,
    /// What.
    pub content: String,
}

/// Which messages are wanted. All of them by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct MessageRange {
    /// The last so many of those that fit the rest.
    pub last: Option<usize>,
    /// First sequence.
    pub from: Option<u64>,
    /// Last sequence, itself included.
    pub to: Option<u64>,
}

/// A conversation with its settings.
#[derive(Debug, Default)]
pub struct Session {
    /// Shared with whoever has asked for them.
    messages: Vec<Arc<Message>>,
    settings: BTreeMap<String, String>,
    sequence: u64,
}

impl Session {
    /// An empty session.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a value.
    pub fn configure(&mut self, key: String, value: String) {
        self.settings.insert(key, value);
    }

    /// A value that was set.
    #[must_use]
    pub fn config(&self, key: &str) -> Option<&str> {
        self.settings.get(key).map(String::as_str)
    }

    /// Adds a message and returns its sequence.
    pub fn add_message(&mut self, role: Role, content: String) -> u64 {
        self.sequence += 1;
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let timestamp_ms = now.as_secs_f64() * 1000.0;
        let sequence = self.sequence;
        self.messages.push(Arc::new(Message {
            sequence,
            role,
            timestamp_ms,
            content,
        }));
        self.sequence
    }

    /// The messages of a range, oldest first.
    #[must_use]
    pub fn messages(&self, range: MessageRange) -> Vec<Arc<Message>> {
        let first = range.from.map_or(0, |from| {
            self.messages
                .partition_point(|message| message.sequence < from)
        });
        let end = range.to.map_or(self.messages.len(), |to| {
            self.messages
                .partition_point(|message| message.sequence <= to)
        });
        let end = end.max(first);
        let first = range
            .last
            .map_or(first, |last| first.max(end.saturating_sub(last)));
        self.messages[first..end].to_vec()
    }

    /// Forgets the messages; the settings stay.
    pub fn clear(&mut self) {
        self.messages.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequences(session: &Session, range: MessageRange) -> Vec<u64> {
        session
            .messages(range)
            .iter()
            .map(|message| message.sequence)
            .collect()
    }

    fn five() -> Session {
        let mut session = Session::new();
        for index in 0..5 {
            session.add_message(Role::User, format!("message {index}"));
        }
        session
    }

    #[test]
    fn ranges_take_what_they_say() {
        let session = five();
        let range = MessageRange::default();
        assert_eq!(sequences(&session, range), [1, 2, 3, 4, 5]);
        assert_eq!(
            sequences(
                &session,
                MessageRange {
                    last: Some(2),
                    ..range
                }
            ),
            [4, 5]
        );
        assert_eq!(
            sequences(
                &session,
                MessageRange {
                    from: Some(4),
                    ..range
                }
            ),
            [4, 5]
        );
        assert_eq!(
            sequences(
                &session,
                MessageRange {
                    to: Some(2),
                    ..range
                }
            ),
            [1, 2]
        );
        let middle = MessageRange {
            from: Some(2),
            to: Some(4),
            last: Some(2),
        };
        assert_eq!(sequences(&session, middle), [3, 4]);
        let reversed = MessageRange {
            from: Some(4),
            to: Some(2),
            last: Some(9),
        };
        assert!(sequences(&session, reversed).is_empty());
    }

    #[test]
    fn clearing_keeps_settings_and_never_repeats_a_sequence() {
        let mut session = five();
        session.configure("model".into(), "small".into());
        session.clear();
        assert_eq!(session.config("model"), Some("small"));
        assert_eq!(session.config("missing"), None);
        assert_eq!(session.add_message(Role::Assistant, "again".into()), 6);
        assert_eq!(
            sequences(
                &session,
                MessageRange {
                    from: Some(2),
                    ..Default::default()
                }
            ),
            [6]
        );
    }
}
