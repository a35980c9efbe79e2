//! The derives, as an author writes them.

use std::io;

use ferrotype::{CodedError, ErrorClass, ErrorCode, FieldValue, PathText, Row, Rows, U32, U53};

#[derive(Debug, ErrorCode, thiserror::Error)]
enum Fault {
    #[code("ERR_REGEX")]
    #[error("{message}")]
    Pattern { message: String, byte_offset: u32 },
    #[code("ERR_TOO_LONG", range_error)]
    #[error("{length} is too long")]
    TooLong {
        length: U53,
        limit: Option<U32>,
        #[code(skip)]
        kept: u8,
    },
    #[code("ERR_CLOSED", type_error)]
    #[error("closed")]
    Closed,
    #[code(system)]
    #[error("{source}")]
    System {
        source: io::Error,
        path: PathText,
        syscall: &'static str,
    },
    #[code("ENOENT", "EACCES", "ERR_OWN")]
    #[error(transparent)]
    Either(#[from] Inner),
}

#[derive(Debug, thiserror::Error)]
#[error("inner {0}")]
struct Inner(&'static str);

impl From<Inner> for CodedError {
    fn from(inner: Inner) -> Self {
        Self::new(inner.0, "from within")
    }
}

fn field<'a>(error: &'a CodedError, name: &str) -> Option<&'a FieldValue> {
    error
        .fields()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

#[test]
fn a_message_field_is_the_message_and_others_are_fields() {
    let error = CodedError::from(Fault::Pattern {
        message: "unclosed group".to_owned(),
        byte_offset: 4,
    });
    assert_eq!(error.code(), "ERR_REGEX");
    assert_eq!(error.to_string(), "unclosed group");
    assert_eq!(field(&error, "byteOffset"), Some(&FieldValue::Number(4.0)));
    assert_eq!(error.fields().count(), 1);
}

#[test]
fn display_is_the_message_where_no_field_is() {
    let error = CodedError::from(Fault::TooLong {
        length: U53::from(9_u32),
        limit: None,
        kept: 1,
    });
    assert_eq!(error.to_string(), "9 is too long");
    assert_eq!(error.class(), ErrorClass::RangeError);
    assert_eq!(error.fields().count(), 1);
    let closed = CodedError::from(Fault::Closed);
    assert_eq!(closed.class(), ErrorClass::TypeError);
}

#[test]
fn codes_of_the_system_come_from_the_source() {
    let error = CodedError::from(Fault::System {
        source: io::Error::from_raw_os_error(2),
        path: PathText::from("/nope"),
        syscall: "open",
    });
    assert_eq!(error.code(), "ENOENT");
    assert_eq!(
        error.to_string(),
        "ENOENT: no such file or directory, open '/nope'"
    );
}

#[test]
fn one_of_several_codes_is_chosen_at_run_time() {
    assert_eq!(
        CodedError::from(Fault::from(Inner("EACCES"))).code(),
        "EACCES"
    );
    if cfg!(debug_assertions) {
        let unlisted = || CodedError::from(Fault::from(Inner("ERR_OTHER")));
        assert!(std::panic::catch_unwind(unlisted).is_err());
    }
}

#[derive(Row)]
struct Leaf {
    name: String,
    place: u32,
}

#[derive(Row)]
struct Branch {
    path: PathText,
    size: Option<f64>,
    count: U32,
    leaves: Vec<Leaf>,
    places: Vec<u32>,
}

#[test]
fn rows_are_counted_and_keep_their_summary() {
    let branches = (0..3_u32).map(|count| Branch {
        path: PathText::from("a"),
        size: None,
        count: U32::from(count),
        leaves: vec![Leaf {
            name: "x".to_owned(),
            place: 1,
        }],
        places: Vec::new(),
    });
    let rows = Rows::new(branches, "summary");
    assert_eq!((rows.len(), *rows.summary()), (3, "summary"));
    assert!(!rows.is_empty());
}
