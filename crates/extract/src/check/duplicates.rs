//! Two items, or two members of a class, with one JavaScript name.

use std::collections::BTreeMap;

use crate::{
    manifest::{Cfg, Code, Diagnostic, Item, Member, MemberKind, Span},
    source::disjoint,
};

struct Named<'a> {
    id: &'a str,
    cfg: Option<&'a Cfg>,
    span: &'a Span,
}

/// Reports names that stand twice where both can be compiled together.
pub(crate) fn check_duplicates(items: &[Item]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut names: BTreeMap<(Option<&str>, &str), Vec<Named<'_>>> = BTreeMap::new();
    for item in items {
        let base = item.base();
        if !exported(item) {
            continue;
        }
        let named = Named {
            id: &base.id,
            cfg: base.cfg.as_ref(),
            span: &base.name_span,
        };
        let key = (base.namespace.as_deref(), base.js_name.as_str());
        report(
            &mut diagnostics,
            names.entry(key).or_default(),
            named,
            key.1,
            None,
        );
        if let Item::Class(class) = item {
            check_members(&mut diagnostics, &base.js_name, &class.members);
        }
    }
    diagnostics
}

/// Error enums, hooks and functions that are not exported have no name in JavaScript.
fn exported(item: &Item) -> bool {
    let keys = &item.base().attributes;
    !matches!(item, Item::Error(_)) && !keys.on("no_export") && !keys.on("module_exports")
}

/// Statics live on the constructor; a getter and a setter share a name.
fn check_members(diagnostics: &mut Vec<Diagnostic>, class: &str, members: &[Member]) {
    let mut names: BTreeMap<(u8, &str), Vec<Named<'_>>> = BTreeMap::new();
    for member in members {
        let keys = &member.attributes;
        if member.kind == MemberKind::Field && keys.on("skip") {
            continue;
        }
        let named = || Named {
            id: &member.id,
            cfg: member.cfg.as_ref(),
            span: &member.name_span,
        };
        let places: &[u8] = match member.kind {
            MemberKind::Constructor => &[0],
            MemberKind::Static | MemberKind::Factory => &[1],
            MemberKind::Getter => &[2],
            MemberKind::Setter => &[3],
            MemberKind::Method | MemberKind::Field => &[2, 3],
        };
        for (index, place) in places.iter().enumerate() {
            let known = names.entry((*place, member.js_name.as_str())).or_default();
            if index == 0 || !known.iter().any(|each| each.id == member.id) {
                let already = diagnostics.len();
                report(diagnostics, known, named(), &member.js_name, Some(class));
                // One report for a pair that clashes as getter and as setter.
                if index > 0 && diagnostics.len() > already {
                    let last = diagnostics.pop();
                    if let Some(last) = last.filter(|last| !diagnostics.contains(last)) {
                        diagnostics.push(last);
                    }
                }
            }
        }
    }
}

fn report<'a>(
    diagnostics: &mut Vec<Diagnostic>,
    known: &mut Vec<Named<'a>>,
    named: Named<'a>,
    name: &str,
    class: Option<&str>,
) {
    if let Some(first) = known.iter().find(|first| !disjoint(first.cfg, named.cfg)) {
        let place = class.map_or_else(String::new, |class| format!(" in the class `{class}`"));
        diagnostics.push(
            Diagnostic::new(
                Code::DuplicateName,
                format!(
                    "`{}` and `{}` are both `{name}` in JavaScript{place}",
                    first.id, named.id
                ),
                Some(named.span.clone()),
            )
            .related("the first one", first.span.clone())
            .help("rename one of them, or give it another name with `#[napi(js_name = \"…\")]`")
            .at(named.id),
        );
    }
    known.push(named);
}
