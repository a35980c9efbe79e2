//! Two items, or two members of a class, with one JavaScript name.

use std::collections::BTreeMap;

use crate::{
    manifest::{Cfg, Code, Diagnostic, Item, Member, MemberKind, Span},
    source::disjoint,
};

struct Entry<'a> {
    id: &'a str,
    cfg: Option<&'a Cfg>,
    span: &'a Span,
}

/// Reports names that stand twice where both can be compiled together.
pub(crate) fn check_duplicates(items: &[Item]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut names: BTreeMap<(Option<&str>, &str), Vec<Entry<'_>>> = BTreeMap::new();
    for item in items.iter().filter(|item| exported(item)) {
        let base = item.base();
        let key = (base.namespace.as_deref(), base.js_name.as_str());
        names.entry(key).or_default().push(Entry {
            id: &base.id,
            cfg: base.cfg.as_ref(),
            span: &base.name_span,
        });
        if let Item::Class(class) = item {
            check_members(&mut diagnostics, &base.js_name, &class.members);
        }
    }
    for ((_, name), entries) in names {
        report(&mut diagnostics, entries, name, None);
    }
    diagnostics
}

/// Error enums, hooks and functions that are not exported have no name in JavaScript.
fn exported(item: &Item) -> bool {
    let keys = &item.base().attributes;
    !matches!(item, Item::Error(_)) && !keys.on("no_export") && !keys.on("module_exports")
}

/// Where a member lives. Statics live on the constructor; a getter and a setter share a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Constructor,
    Static,
    Read,
    Write,
}

fn check_members(diagnostics: &mut Vec<Diagnostic>, class: &str, members: &[Member]) {
    let mut names: BTreeMap<(Place, &str), Vec<Entry<'_>>> = BTreeMap::new();
    for member in members {
        if member.kind == MemberKind::Field && member.attributes.on("skip") {
            continue;
        }
        let places: &[Place] = match member.kind {
            MemberKind::Constructor => &[Place::Constructor],
            MemberKind::Static | MemberKind::Factory => &[Place::Static],
            MemberKind::Getter => &[Place::Read],
            MemberKind::Setter => &[Place::Write],
            MemberKind::Method | MemberKind::Field => &[Place::Read, Place::Write],
        };
        for place in places {
            let key = (*place, member.js_name.as_str());
            names.entry(key).or_default().push(Entry {
                id: &member.id,
                cfg: member.cfg.as_ref(),
                span: &member.name_span,
            });
        }
    }
    for ((_, name), entries) in names {
        report(diagnostics, entries, name, Some(class));
    }
}

fn report(
    diagnostics: &mut Vec<Diagnostic>,
    mut entries: Vec<Entry<'_>>,
    name: &str,
    class: Option<&str>,
) {
    entries.sort_by_key(|entry| entry.span);
    let place = class.map_or_else(String::new, |class| format!(" in the class `{class}`"));
    for (index, second) in entries.iter().enumerate() {
        let first = entries[..index]
            .iter()
            .find(|first| !disjoint(first.cfg, second.cfg));
        let Some(first) = first else {
            continue;
        };
        let diagnostic = Diagnostic::new(
            Code::DuplicateName,
            format!(
                "`{}` and `{}` are both `{name}` in JavaScript{place}",
                first.id, second.id
            ),
            Some(second.span.clone()),
        )
        .related("the first one", first.span.clone())
        .help("rename one of them, or give it another name with `#[napi(js_name = \"…\")]`")
        .at(second.id);
        // A clash of two fields shows as a getter and as a setter.
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
}
