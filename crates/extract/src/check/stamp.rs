//! The stamp that an addon of the author crate carries.

use crate::{
    cargo::Unit,
    manifest::{Code, Diagnostic},
    source::Sources,
};

/// Reports an addon that depends on `ferrotype` and never calls `stamp!`. Where a file could not be
/// read, the call may stand there, and nothing is said.
pub(crate) fn check_stamp(addon: &Unit, sources: &Sources) -> Option<Diagnostic> {
    let unread = |each: &Diagnostic| matches!(each.code, Code::DoesNotParse | Code::MissingFile);
    if !addon.uses_author_crate() || sources.diagnostics.iter().any(unread) {
        return None;
    }
    let root = (sources.files.iter()).find(|file| file.absolute == addon.library);
    Some(
        Diagnostic::new(
            Code::NoStamp,
            format!(
                "`{}` depends on ferrotype and carries no stamp",
                addon.package
            ),
            root.map(|file| file.span_at(0..0)),
        )
        .help("write `ferrotype::stamp!();` at the root of the crate, and call `ferrotype_extract::build::setup()` in build.rs"),
    )
}
