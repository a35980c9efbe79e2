//! An error with a code and fields, the same when thrown and when rejected.

use std::borrow::Cow;
use std::fmt;
use std::io;

use crate::{FieldValue, system_code};

/// What a synchronous function returns: a coded error is thrown with its fields.
///
/// ```
/// use ferrotype::{CodedError, Result};
///
/// fn half(value: u32) -> Result<u32> {
///     if value % 2 == 0 {
///         Ok(value / 2)
///     } else {
///         Err(CodedError::new("ERR_ODD", format!("{value} is odd")))
///     }
/// }
/// # assert!(half(3).is_err());
/// ```
pub type Result<T, E = CodedError> = std::result::Result<T, E>;

/// JavaScript's class of an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorClass {
    /// `Error`.
    #[default]
    Error,
    /// `TypeError`.
    TypeError,
    /// `RangeError`.
    RangeError,
}

/// An error as JavaScript sees it: a class, a message, own enumerable `code` and further fields.
///
/// ```
/// use ferrotype::CodedError;
///
/// let error = CodedError::new("ERR_REGEX", "unclosed group").field("position", 4_u32);
/// assert_eq!(error.code(), "ERR_REGEX");
///
/// let error = CodedError::from(std::io::Error::from_raw_os_error(2))
///     .syscall("open")
///     .path(std::path::Path::new("/nope"));
/// assert_eq!(error.to_string(), "ENOENT: no such file or directory, open '/nope'");
/// ```
#[derive(Clone, Debug)]
pub struct CodedError(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    class: ErrorClass,
    code: Cow<'static, str>,
    message: Message,
    fields: Vec<(Cow<'static, str>, FieldValue)>,
}

#[derive(Clone, Debug)]
enum Message {
    Plain(String),
    /// What the system says; code, syscall and paths are put around it as Node does.
    System(Cow<'static, str>),
}

impl CodedError {
    /// An `Error` with `code` and `message`.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            class: ErrorClass::Error,
            code: code.into(),
            message: Message::Plain(message.into()),
            fields: Vec::new(),
        }))
    }

    /// Makes it a `TypeError`.
    #[must_use]
    pub fn type_error(mut self) -> Self {
        self.0.class = ErrorClass::TypeError;
        self
    }

    /// Makes it a `RangeError`.
    #[must_use]
    pub fn range_error(mut self) -> Self {
        self.0.class = ErrorClass::RangeError;
        self
    }

    /// Replaces the message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Message::Plain(message.into());
        self
    }

    /// Sets an own enumerable field; `name` is the JavaScript name. A second value of the same
    /// name replaces the first, and a value that is [`FieldValue::Absent`] changes nothing.
    #[must_use]
    pub fn field(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<FieldValue>,
    ) -> Self {
        let (name, value) = (name.into(), value.into());
        if value == FieldValue::Absent {
            return self;
        }
        match self.0.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => *slot = value,
            None => self.0.fields.push((name, value)),
        }
        self
    }

    /// Sets `path`: the file that the failed call was about.
    #[must_use]
    pub fn path(self, path: impl Into<crate::PathText>) -> Self {
        self.field("path", path.into())
    }

    /// Sets `dest`: the second file of a rename, copy or link.
    #[must_use]
    pub fn dest(self, path: impl Into<crate::PathText>) -> Self {
        self.field("dest", path.into())
    }

    /// Sets `syscall`: the name of the failed call (`open`, `scandir`, `spawn git`).
    #[must_use]
    pub fn syscall(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.field("syscall", name.into())
    }

    /// Sets `errno`: negative, as Node has it.
    #[must_use]
    pub fn errno(self, errno: i32) -> Self {
        self.field("errno", errno)
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The class.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        self.0.class
    }

    /// The fields in the order in which they were set, `code` not among them.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &FieldValue)> {
        self.0.fields.iter().map(|(name, value)| (&**name, value))
    }

    fn text_of(&self, name: &str) -> Option<Cow<'_, str>> {
        self.fields()
            .find(|(known, _)| *known == name)
            .and_then(|(_, value)| value.text())
    }
}

impl fmt::Display for CodedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let description = match &self.0.message {
            Message::Plain(text) => return formatter.write_str(text),
            Message::System(description) => description,
        };
        write!(formatter, "{}: {description}", self.0.code)?;
        if let Some(syscall) = self.text_of("syscall") {
            write!(formatter, ", {syscall}")?;
        }
        if let Some(path) = self.text_of("path") {
            write!(formatter, " '{path}'")?;
        }
        if let Some(dest) = self.text_of("dest") {
            write!(formatter, " -> '{dest}'")?;
        }
        Ok(())
    }
}

impl std::error::Error for CodedError {}

/// Node's code, message and negative `errno`. Add `.syscall(..)` and `.path(..)`: they become
/// part of the message. An error that no system call raised keeps its own words.
impl From<io::Error> for CodedError {
    fn from(error: io::Error) -> Self {
        let known = system_code::of(&error);
        let description = if error.raw_os_error().is_some() {
            Cow::Borrowed(known.description)
        } else {
            Cow::Owned(error.to_string())
        };
        Self(Box::new(Parts {
            class: ErrorClass::Error,
            code: Cow::Borrowed(known.code),
            message: Message::System(description),
            fields: Vec::new(),
        }))
        .errno(known.errno)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn io_error_reads_like_node() {
        let missing = std::fs::File::open("/nope").unwrap_err();
        let error = CodedError::from(missing)
            .syscall("open")
            .path(Path::new("/nope"));
        assert_eq!(error.code(), "ENOENT");
        assert_eq!(
            error.to_string(),
            "ENOENT: no such file or directory, open '/nope'"
        );
        let errno = if cfg!(windows) { -4058 } else { -2 };
        assert!(
            error
                .fields()
                .any(|(name, value)| { name == "errno" && *value == FieldValue::from(errno) })
        );
    }

    #[test]
    fn two_paths_are_joined_by_an_arrow() {
        let error = CodedError::from(io::Error::from(io::ErrorKind::AlreadyExists))
            .syscall("rename")
            .path("a".to_owned())
            .dest("b".to_owned());
        assert!(error.to_string().starts_with("EEXIST: "));
        assert!(error.to_string().ends_with(", rename 'a' -> 'b'"));
    }

    #[test]
    fn absent_fields_are_left_out_and_second_values_replace() {
        let error = CodedError::new("A", "b")
            .field("position", None::<u32>)
            .field("line", 1_u32)
            .field("line", 2_u32);
        let fields: Vec<_> = error.fields().collect();
        assert_eq!(fields, [("line", &FieldValue::Number(2.0))]);
    }
}
