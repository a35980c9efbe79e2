use serde::Serialize;

use super::Span;

/// Codes of the source and of its Cargo.toml; `docs/diagnostics/` has a page for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Code {
    /// A Rust file does not parse.
    #[serde(rename = "FT1001")]
    DoesNotParse,
    /// napi-rs refuses this form of item.
    #[serde(rename = "FT1002")]
    Refused,
    /// Two items have one JavaScript name.
    #[serde(rename = "FT1003")]
    DuplicateName,
    /// An impl block has no class in its namespace.
    #[serde(rename = "FT1004")]
    ImplWithoutClass,
    /// A synchronous function can panic without a guard.
    #[serde(rename = "FT1005")]
    Unguarded,
    /// An item comes from a macro and cannot be proved from source.
    #[serde(rename = "FT1007")]
    FromMacro,
    /// A doc tag does not apply here.
    #[serde(rename = "FT1008")]
    MisplacedTag,
    /// The file of a module cannot be found.
    #[serde(rename = "FT1009")]
    MissingFile,
    /// A type in a public signature is not known.
    #[serde(rename = "FT1010")]
    UnknownType,
    /// A cancel token stands in the wrong place.
    #[serde(rename = "FT1011")]
    MisplacedToken,
    /// The addon carries no stamp.
    #[serde(rename = "FT1012")]
    NoStamp,
    /// `use_nullable` without a value does nothing.
    #[serde(rename = "FT1013")]
    BareNullable,
    /// Cargo.toml lacks something that the package needs.
    #[serde(rename = "FT6010")]
    PackageMetadata,
}

impl Code {
    /// How bad it is; the same table as in `codegen/src/diagnostics/codes.ts`.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Unguarded | Self::NoStamp | Self::BareNullable => Severity::Warning,
            Self::FromMacro => Severity::Info,
            _ => Severity::Error,
        }
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Severity {
    /// Stops the generator.
    Error,
    /// Should be mended.
    Warning,
    /// Good to know.
    Info,
}

/// A further place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// Stable.
    pub code: Code,
    /// By the code.
    pub severity: Severity,
    /// What is wrong, with the names in it.
    pub message: String,
    /// Where to look first.
    pub primary: Option<Span>,
    /// Further places.
    pub related: Vec<Related>,
    /// The smallest edit that mends it.
    pub help: Option<String>,
    /// Rust path of the item that it is about.
    pub at: Option<String>,
}

impl Diagnostic {
    /// A finding without further places.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, primary: Option<Span>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary,
            related: Vec::new(),
            help: None,
            at: None,
        }
    }

    /// Adds the smallest edit that mends it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the Rust path of the item that it is about.
    #[must_use]
    pub fn at(mut self, at: impl Into<String>) -> Self {
        self.at = Some(at.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, message: impl Into<String>, span: Span) -> Self {
        self.related.push(Related {
            message: message.into(),
            span,
        });
        self
    }
}
