//! Conversations and their settings.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ferrotype::{Job, Row, Rows, U53, napi};
use natives_core::session as core;

use crate::errors::SessionError;

/// Who said something.
#[napi(string_enum = "lowercase")]
#[derive(Clone, Copy)]
pub enum Role {
    /// Instructions of the program.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
    /// The result of a tool.
    Tool,
}

/// Options of a [`NativeSession`].
#[napi(object, object_to_js = false)]
pub struct SessionOptions {
    /// Settings to begin with.
    pub config: Option<HashMap<String, String>>,
}

/// Which messages are wanted; all of them when nothing is said.
#[napi(object, object_to_js = false)]
pub struct MessageRange {
    /// The last so many of those that fit the rest.
    pub last: Option<U53>,
    /// First sequence.
    pub from: Option<U53>,
    /// Last sequence, itself included.
    pub to: Option<U53>,
}

/// A message of a session.
#[napi(object, object_from_js = false)]
#[derive(Row)]
pub struct Message {
    /// 1 for the first message of the session; never given twice, not even after `clear`.
    pub sequence: f64,
    /// Who said it.
    pub role: Role,
    /// When it was added, in milliseconds since 1970.
    pub timestamp_ms: f64,
    /// What was said.
    pub content: String,
}

/// A conversation with its settings, in memory. Calls take effect in the order in which they are
/// made, whether they are awaited or not.
#[napi]
pub struct NativeSession {
    /// `None` once closed.
    session: Mutex<Option<core::Session>>,
}

#[napi]
impl NativeSession {
    /// An empty session.
    #[napi(constructor)]
    #[must_use]
    pub fn new(options: Option<SessionOptions>) -> Self {
        let mut session = core::Session::new();
        for (key, value) in options
            .and_then(|options| options.config)
            .unwrap_or_default()
        {
            session.configure(key, value);
        }
        Self {
            session: Mutex::new(Some(session)),
        }
    }

    /// Sets a value; a later one replaces an earlier one.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn configure(&self, key: String, value: String) -> Job<(), SessionError> {
        self.apply(|session| session.configure(key, value))
    }

    /// A value that was set, or `null`.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn get_config(&self, key: String) -> Job<Option<String>, SessionError> {
        self.apply(|session| session.config(&key).map(str::to_owned))
    }

    /// Adds a message and gives its sequence: 1 for the first.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn add_message(&self, content: String, role: Option<Role>) -> Job<f64, SessionError> {
        let role = role.map_or_else(core::Role::default, core::Role::from);
        self.apply(|session| exact(session.add_message(role, content)))
    }

    /// What was said, oldest first. [`NativeSession::messages`] tells who and when, too.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn get_messages(&self) -> Job<Vec<String>, SessionError> {
        let contents = |messages: Vec<Arc<core::Message>>| {
            messages
                .iter()
                .map(|message| message.content.clone())
                .collect()
        };
        self.apply(|session| contents(session.messages(core::MessageRange::default())))
    }

    /// The messages of a range, oldest first.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn messages(&self, range: Option<MessageRange>) -> Job<Rows<Message>, SessionError> {
        let range = range.map(core::MessageRange::from).unwrap_or_default();
        match self.with(|session| session.messages(range)) {
            Ok(messages) => Job::run(move || Ok(pack(&messages))),
            Err(error) => Job::rejected(error),
        }
    }

    /// Forgets the messages; settings stay and sequences go on.
    ///
    /// # Errors
    /// `ERR_SESSION_CLOSED` after `close`.
    #[napi]
    pub fn clear(&self) -> Job<(), SessionError> {
        self.apply(core::Session::clear)
    }

    /// Forgets everything; later calls reject with `ERR_SESSION_CLOSED`. Closing twice is fine.
    #[napi]
    pub fn close(&self) {
        *self.lock() = None;
    }

    /// Closes the session at the end of a `using` block.
    #[napi(well_known_symbol = "dispose")]
    pub fn dispose(&self) {
        self.close();
    }
}

impl NativeSession {
    fn lock(&self) -> MutexGuard<'_, Option<core::Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, act: impl FnOnce(&mut core::Session) -> T) -> Result<T, SessionError> {
        self.lock().as_mut().map(act).ok_or(SessionError::Closed)
    }

    /// At once, on the thread of the caller: that is what keeps the order of calls.
    fn apply<T>(&self, act: impl FnOnce(&mut core::Session) -> T) -> Job<T, SessionError> {
        Job::ready(self.with(act))
    }
}

fn pack(messages: &[Arc<core::Message>]) -> Rows<Message> {
    let rows = messages.iter().map(|message| Message {
        sequence: exact(message.sequence),
        role: message.role.into(),
        timestamp_ms: message.timestamp_ms,
        content: message.content.clone(),
    });
    Rows::new(rows, ())
}

#[expect(clippy::cast_precision_loss, reason = "nobody adds 2^53 messages")]
fn exact(sequence: u64) -> f64 {
    sequence as f64
}

impl From<MessageRange> for core::MessageRange {
    fn from(range: MessageRange) -> Self {
        Self {
            last: range
                .last
                .map(|last| usize::try_from(last.get()).unwrap_or(usize::MAX)),
            from: range.from.map(U53::get),
            to: range.to.map(U53::get),
        }
    }
}

impl From<Role> for core::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::System => Self::System,
            Role::User => Self::User,
            Role::Assistant => Self::Assistant,
            Role::Tool => Self::Tool,
        }
    }
}

impl From<core::Role> for Role {
    fn from(role: core::Role) -> Self {
        match role {
            core::Role::System => Self::System,
            core::Role::User => Self::User,
            core::Role::Assistant => Self::Assistant,
            core::Role::Tool => Self::Tool,
        }
    }
}
