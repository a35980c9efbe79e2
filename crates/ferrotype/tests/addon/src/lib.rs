//! Lines, ledgers and numbers: a small addon that uses each mechanism of `ferrotype` once.

mod lines;

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use ferrotype::{
    CancelToken, ErrorCode, I53, Job, PathArg, PathText, Result, Row, Rows, U32, U53, napi,
};

ferrotype::stamp!();

/// What can go wrong.
#[derive(Debug, ErrorCode, thiserror::Error)]
pub enum TinyError {
    /// There is nothing to work on.
    #[code("ERR_EMPTY")]
    #[error("there is nothing to work on")]
    Empty,
    /// The result would be too long.
    #[code("ERR_TOO_LONG", range_error)]
    #[error("{length} characters are more than {limit}")]
    TooLong {
        /// How long the result would be.
        length: u32,
        /// How long it may be.
        limit: u32,
    },
    /// The system refused.
    #[code(system)]
    #[error("{source}")]
    System {
        /// What the system says.
        source: io::Error,
        /// The file.
        path: PathText,
        /// The failed call.
        syscall: &'static str,
    },
}

/// What a line is.
#[napi(string_enum = "kebab-case")]
#[derive(Debug)]
pub enum LineKind {
    /// Nothing but blanks.
    Blank,
    /// Starts with `#`.
    HashComment,
    /// Anything else.
    #[napi(value = "text")]
    PlainText,
}

/// A word and where it starts.
#[napi(object)]
#[derive(Row)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its first byte in the line.
    pub start: u32,
}

/// A line of a text.
#[napi(object)]
#[derive(Row)]
pub struct Line {
    /// The file that it stands in.
    pub path: PathText,
    /// From 1.
    pub line_number: u32,
    /// Bytes before it.
    pub byte_offset: U53,
    /// How much longer it is than the line before, in bytes.
    pub growth: i32,
    /// Whether it is plain ASCII.
    pub is_ascii: bool,
    /// What it is.
    pub kind: LineKind,
    /// The line.
    pub text: String,
    /// What follows `#`.
    pub comment: Option<String>,
    /// Bytes at which a tab stands.
    pub tabs: Vec<u32>,
    /// Its words.
    pub words: Vec<Word>,
}

/// What was read.
#[napi(object)]
pub struct LineSummary {
    /// Bytes in all.
    pub size_bytes: U53,
}

/// How lines are read.
#[napi(object)]
pub struct LineOptions {
    /// At most so many.
    pub limit: Option<U32>,
}

/// Reads the lines of a file.
///
/// # Errors
/// With the code of the system where the file cannot be read.
#[napi]
pub fn read_lines(
    path: PathArg,
    options: Option<LineOptions>,
    token: CancelToken,
) -> Job<Rows<Line, LineSummary>, TinyError> {
    Job::run(move || {
        let text = std::fs::read_to_string(&path).map_err(|source| TinyError::System {
            source,
            path: PathText::from(&path),
            syscall: "open",
        })?;
        let limit = options.and_then(|options| options.limit);
        let limit = limit.map_or(usize::MAX, |limit| limit.get() as usize);
        let lines = lines::of(&path, &text)
            .take(limit)
            .take_while(|_| !token.is_cancelled());
        let summary = LineSummary {
            size_bytes: size(text.len()),
        };
        Ok(Rows::new(lines, summary))
    })
}

fn size(bytes: usize) -> U53 {
    U53::saturating(bytes as u64)
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Writes `text` several times in a row.
///
/// # Errors
/// `ERR_TOO_LONG` above 1,000 characters.
#[napi]
pub fn repeat(text: String, times: U32) -> Result<String, TinyError> {
    let limit = 1_000;
    let length = position(text.chars().count()).saturating_mul(*times);
    if length > limit {
        return Err(TinyError::TooLong { length, limit });
    }
    Ok(text.repeat(*times as usize))
}

/// The size of a file.
///
/// # Errors
/// With the code of the system.
#[napi]
pub fn size_of_file(path: PathArg) -> Result<U53> {
    let metadata = std::fs::metadata(&path).map_err(|error| {
        ferrotype::CodedError::from(error)
            .syscall("stat")
            .path(&path)
    })?;
    Ok(U53::saturating(metadata.len()))
}

/// The names in a folder; they come back as [`PathArg`] as they are.
///
/// # Errors
/// With the code of the system.
#[napi]
pub fn names_in(path: PathArg) -> Result<Vec<PathText>, TinyError> {
    let fail = |source| TinyError::System {
        source,
        path: PathText::from(&path),
        syscall: "scandir",
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&path).map_err(fail)? {
        names.push(PathText::from(entry.map_err(fail)?.file_name()));
    }
    Ok(names)
}

/// Divides without a rest. Zero is a bug of the caller, and Rust says so.
#[napi]
pub fn divide(dividend: U32, divisor: U32) -> u32 {
    *dividend / *divisor
}

/// The average of some numbers.
///
/// # Errors
/// `ERR_EMPTY` for none at all.
#[napi]
pub fn average(numbers: Vec<U32>) -> Job<f64, TinyError> {
    if numbers.is_empty() {
        return Job::rejected(TinyError::Empty);
    }
    Job::run(move || {
        let sum: f64 = numbers.iter().map(|number| f64::from(number.get())).sum();
        Ok(sum / f64::from(position(numbers.len())))
    })
}

/// The number at a place. A place outside of the list is a bug of the caller.
#[napi]
pub fn pick(numbers: Vec<U32>, place: U32) -> Job<U32> {
    Job::run(move || Ok(numbers[*place as usize]))
}

static STEPS: AtomicU32 = AtomicU32::new(0);

/// Counts up, a step each millisecond, until the time is over or the caller aborts.
#[napi]
pub fn count_steps(duration_ms: U32, token: CancelToken) -> Job<u32> {
    Job::wait(move || {
        let end = Instant::now() + Duration::from_millis((*duration_ms).into());
        let mut steps = 0;
        while Instant::now() < end && !token.is_cancelled() {
            std::thread::sleep(Duration::from_millis(1));
            STEPS.fetch_add(1, Ordering::Relaxed);
            steps += 1;
        }
        Ok(steps)
    })
}

/// The steps of all counts so far.
#[napi]
pub fn steps_taken() -> u32 {
    STEPS.load(Ordering::Relaxed)
}

/// Money in and out. To forget one that is not balanced is a bug.
#[napi]
pub struct Ledger {
    balance: i64,
    owner: String,
}

#[napi]
impl Ledger {
    /// An empty ledger.
    ///
    /// # Errors
    /// `ERR_EMPTY` for an owner without a name.
    #[napi(constructor)]
    pub fn new(owner: String) -> Result<Self, TinyError> {
        if owner.is_empty() {
            return Err(TinyError::Empty);
        }
        Ok(Self { balance: 0, owner })
    }

    /// A ledger with a balance.
    #[napi(factory)]
    pub fn opened(owner: String, balance: I53) -> Self {
        assert!(!owner.is_empty(), "a ledger has an owner");
        Self {
            balance: *balance,
            owner,
        }
    }

    /// What is in it.
    #[napi(getter)]
    pub fn balance(&self) -> I53 {
        I53::saturating(self.balance)
    }

    /// Whose it is.
    #[napi(getter)]
    pub fn owner(&self) -> String {
        self.owner.clone()
    }

    /// Gives it to somebody.
    #[napi(setter)]
    pub fn set_owner(&mut self, owner: String) {
        assert!(!owner.is_empty(), "a ledger has an owner");
        self.owner = owner;
    }

    /// Adds an amount.
    #[napi]
    pub fn post(&mut self, amount: I53) -> &Self {
        self.balance += *amount;
        self
    }

    /// The share of each of some people.
    #[cfg_attr(all(), napi)]
    pub fn share(&self, people: U32) -> I53 {
        I53::saturating(self.balance / i64::from(*people))
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        assert!(
            self.balance == 0,
            "the ledger of {} is not balanced",
            self.owner
        );
    }
}
