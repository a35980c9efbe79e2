//! `@ferrotype/natives`: thin shells over `natives-core`, one file for each module.
//!
//! *Invariant*: a shell converts, calls the core and maps the error; it holds no logic.

pub mod errors;
pub mod fs;
pub mod process;
pub mod search;
pub mod session;

use ferrotype::{CancelToken, PathArg, napi};
use natives_core::{
    Cancel,
    logger::{self, LevelFilter},
};

use crate::errors::FsError;

ferrotype::stamp!();

/// How much is logged.
#[napi(string_enum = "lowercase")]
#[derive(Clone, Copy)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What failed.
    Error,
    /// What may be wrong.
    Warn,
    /// What happens.
    Info,
    /// What happens inside.
    Debug,
    /// Everything.
    Trace,
}

/// Options of [`init`].
#[napi(object, object_to_js = false)]
pub struct InitOptions {
    /// How much is logged.
    ///
    /// @default "off"
    pub log_level: Option<LogLevel>,
    /// The file that log lines are added to; standard error without one.
    pub log_file: Option<PathArg>,
}

/// Sets what the addon logs and where. Never logs to standard output, may be called any number of
/// times, and need not be called at all: what is left out stays as it is.
///
/// # Errors
/// The system's code (`ENOENT`, `EACCES` …) when the log file cannot be opened; the settings are
/// then unchanged.
#[napi]
pub fn init(options: Option<InitOptions>) -> ferrotype::Result<(), FsError> {
    let (level, file) = match &options {
        Some(options) => (
            options.log_level.map(LevelFilter::from),
            options.log_file.as_deref(),
        ),
        None => (None, None),
    };
    logger::configure(level, file).map_err(FsError::from)
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Off => Self::Off,
            LogLevel::Error => Self::Error,
            LogLevel::Warn => Self::Warn,
            LogLevel::Info => Self::Info,
            LogLevel::Debug => Self::Debug,
            LogLevel::Trace => Self::Trace,
        }
    }
}

/// The processors that a binary was compiled for.
#[napi(string_enum = "lowercase")]
pub enum CpuVariant {
    /// Every processor of its architecture that we support.
    Baseline,
    /// x86-64-v3 (AVX2) and later.
    Modern,
}

/// What is loaded.
#[napi(object, object_from_js = false)]
pub struct VersionInfo {
    /// Version of the package.
    pub version: String,
    /// Commit of a release; `"unknown"` elsewhere.
    pub git_hash: String,
    /// When a release was built, in ISO 8601; `"unknown"` elsewhere.
    pub build_time: String,
    /// Version of the compiler.
    pub rust_version: String,
    /// Rust's name of the platform, such as `x86_64-unknown-linux-gnu`.
    pub target: String,
    /// The processors that it was compiled for.
    pub variant: CpuVariant,
    /// `"quick"` for a build of the working tree, `"release"` for what packages ship.
    pub profile: String,
    /// Hash of what callers can rely on; equal in package and binary.
    pub contract: String,
}

/// What a build does not say that was not made for a release.
const UNKNOWN: &str = "unknown";

/// The processors of this build.
const VARIANT: CpuVariant = if cfg!(all(target_arch = "x86_64", target_feature = "avx2")) {
    CpuVariant::Modern
} else {
    CpuVariant::Baseline
};

/// Tells which binary is loaded.
#[napi]
#[must_use]
pub fn get_version() -> VersionInfo {
    VersionInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        git_hash: option_env!("FERROTYPE_GIT_HASH")
            .unwrap_or(UNKNOWN)
            .to_owned(),
        build_time: option_env!("FERROTYPE_BUILD_TIME")
            .unwrap_or(UNKNOWN)
            .to_owned(),
        rust_version: env!("NATIVES_RUST_VERSION").to_owned(),
        target: env!("NATIVES_TARGET").to_owned(),
        variant: VARIANT,
        profile: env!("FERROTYPE_PROFILE").to_owned(),
        contract: env!("FERROTYPE_CONTRACT").to_owned(),
    }
}

/// The core's view of a token. The token must outlive the work: its table forgets it when dropped.
pub(crate) fn cancel(token: &CancelToken) -> Cancel {
    Cancel::new(token.flag())
}
