//! `cfg` predicates: reading, joining, and what can never hold together.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::{
    Ident, LitBool, LitStr, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use crate::manifest::Cfg;

struct Predicate(Cfg);

impl Parse for Predicate {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(LitBool) {
            let value = input.parse::<LitBool>()?.value;
            let predicates = Vec::new();
            return Ok(Self(if value {
                Cfg::All { predicates }
            } else {
                Cfg::Any { predicates }
            }));
        }
        let name = input.call(Ident::parse_any)?.to_string();
        if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            let list = Punctuated::<Self, Token![,]>::parse_terminated(&content)?;
            let mut predicates: Vec<Cfg> = list.into_iter().map(|each| each.0).collect();
            return match name.as_str() {
                "all" => Ok(Self(Cfg::All { predicates })),
                "any" => Ok(Self(Cfg::Any { predicates })),
                "not" if predicates.len() == 1 => Ok(Self(Cfg::Not {
                    predicate: Box::new(predicates.remove(0)),
                })),
                _ => Err(content.error("expected `all`, `any` or `not`")),
            };
        }
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            let value = input.parse::<LitStr>()?.value();
            return Ok(Self(Cfg::Value { name, value }));
        }
        Ok(Self(Cfg::Flag { name }))
    }
}

/// Reads what stands in `cfg(…)`.
pub(crate) fn parse_predicate(tokens: TokenStream) -> syn::Result<Cfg> {
    syn::parse2::<Predicate>(tokens).map(|predicate| predicate.0)
}

/// All of them; `None` is always.
pub(crate) fn all(parts: impl IntoIterator<Item = Cfg>) -> Option<Cfg> {
    let mut predicates = Vec::new();
    for part in parts {
        match part {
            Cfg::All { predicates: inner } => predicates.extend(inner),
            other => predicates.push(other),
        }
    }
    let mut seen = BTreeSet::new();
    predicates.retain(|part| seen.insert(part.clone()));
    match predicates.len() {
        0 => None,
        1 => predicates.pop(),
        _ => Some(Cfg::All { predicates }),
    }
}

/// What is left of a predicate when these features are on; `None` is always.
pub(crate) fn assume(cfg: Cfg, features: &[String]) -> Option<Cfg> {
    let never = || Cfg::Any {
        predicates: Vec::new(),
    };
    match cfg {
        Cfg::Value { name, value } if name == "feature" && features.contains(&value) => None,
        Cfg::All { predicates } => all(predicates
            .into_iter()
            .filter_map(|each| assume(each, features))),
        Cfg::Any { predicates } => {
            let left: Option<Vec<Cfg>> = predicates
                .into_iter()
                .map(|each| assume(each, features))
                .collect();
            left.map(|predicates| Cfg::Any { predicates })
        }
        Cfg::Not { predicate } => Some(match assume(*predicate, features) {
            None => never(),
            Some(predicate) => Cfg::Not {
                predicate: Box::new(predicate),
            },
        }),
        other => Some(other),
    }
}

/// Whether a built addon never has it (`test`, `all(unix, windows)`).
pub(crate) fn is_never(cfg: Option<&Cfg>) -> bool {
    cfg.is_some_and(|cfg| !satisfiable(cfg))
}

/// Whether two never hold together.
pub(crate) fn disjoint(a: Option<&Cfg>, b: Option<&Cfg>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => !satisfiable(&Cfg::All {
            predicates: vec![a.clone(), b.clone()],
        }),
        _ => false,
    }
}

/// More atoms than this are not tried out: such predicates count as satisfiable.
const MOST_ATOMS: usize = 14;

fn satisfiable(cfg: &Cfg) -> bool {
    let mut atoms = BTreeSet::new();
    collect_atoms(cfg, &mut atoms);
    let atoms: Vec<Atom> = atoms.into_iter().collect();
    if atoms.len() > MOST_ATOMS {
        return true;
    }
    (0..1u32 << atoms.len()).any(|bits| {
        let holds = |atom: &Atom| {
            atoms
                .iter()
                .position(|each| each == atom)
                .is_some_and(|at| bits >> at & 1 == 1)
        };
        let on: Vec<&Atom> = atoms.iter().filter(|atom| holds(atom)).collect();
        possible(&on, &atoms) && evaluate(cfg, &holds)
    })
}

type Atom = (String, Option<String>);

/// `target_family = "unix"` and `unix` are one atom.
fn atom(name: &str, value: Option<&str>) -> Atom {
    match (name, value) {
        ("target_family", Some(family @ ("unix" | "windows"))) => (family.to_owned(), None),
        _ => (name.to_owned(), value.map(str::to_owned)),
    }
}

fn collect_atoms(cfg: &Cfg, atoms: &mut BTreeSet<Atom>) {
    match cfg {
        Cfg::All { predicates } | Cfg::Any { predicates } => {
            for predicate in predicates {
                collect_atoms(predicate, atoms);
            }
        }
        Cfg::Not { predicate } => collect_atoms(predicate, atoms),
        Cfg::Flag { name } => {
            atoms.insert(atom(name, None));
        }
        Cfg::Value { name, value } => {
            atoms.insert(atom(name, Some(value)));
        }
    }
}

fn evaluate(cfg: &Cfg, holds: &dyn Fn(&Atom) -> bool) -> bool {
    match cfg {
        Cfg::All { predicates } => predicates.iter().all(|each| evaluate(each, holds)),
        Cfg::Any { predicates } => predicates.iter().any(|each| evaluate(each, holds)),
        Cfg::Not { predicate } => !evaluate(predicate, holds),
        Cfg::Flag { name } => holds(&atom(name, None)),
        Cfg::Value { name, value } => holds(&atom(name, Some(value))),
    }
}

const NOT_UNIX: [&str; 4] = ["windows", "wasi", "uefi", "unknown"];

/// Whether these may hold at once, while the others of `all` do not.
fn possible(on: &[&Atom], all: &[Atom]) -> bool {
    let has = |name: &str| on.iter().any(|(key, value)| key == name && value.is_none());
    let of = |name: &str| -> Vec<&str> {
        on.iter()
            .filter(|(key, _)| key == name)
            .filter_map(|(_, value)| value.as_deref())
            .collect()
    };
    if has("test") || has("doctest") || (has("unix") && has("windows")) {
        return false;
    }
    let single = [
        "target_os",
        "target_arch",
        "target_env",
        "target_pointer_width",
        "target_endian",
        "target_vendor",
        "panic",
    ];
    if single.iter().any(|name| of(name).len() > 1) {
        return false;
    }
    let asked = |name: &str| all.contains(&(name.to_owned(), None));
    let Some(os) = of("target_os").first().copied() else {
        // No asked-for system is on; `windows` is the one flag that names exactly one.
        let windows = ("target_os".to_owned(), Some("windows".to_owned()));
        return !(has("windows") && all.contains(&windows));
    };
    let unix = !NOT_UNIX.contains(&os);
    let windows = os == "windows";
    (!asked("unix") || has("unix") == unix) && (!asked("windows") || has("windows") == windows)
}

#[cfg(test)]
mod tests {
    use super::{assume, disjoint, is_never, parse_predicate};
    use crate::manifest::Cfg;

    fn cfg(text: &str) -> Cfg {
        parse_predicate(text.parse().expect("tokens")).expect("a predicate")
    }

    #[test]
    fn disjoint_predicates_are_found() {
        for (a, b, expected) in [
            ("unix", "windows", true),
            ("unix", "not(unix)", true),
            ("target_os = \"linux\"", "windows", true),
            ("target_os = \"linux\"", "target_os = \"macos\"", true),
            ("target_os = \"windows\"", "not(windows)", true),
            ("feature = \"a\"", "feature = \"b\"", false),
            ("feature = \"a\"", "not(feature = \"a\")", true),
            ("any(unix, feature = \"a\")", "windows", false),
            ("target_family = \"unix\"", "windows", true),
        ] {
            assert_eq!(
                disjoint(Some(&cfg(a)), Some(&cfg(b))),
                expected,
                "{a} | {b}"
            );
        }
        assert!(!disjoint(None, Some(&cfg("unix"))));
    }

    #[test]
    fn features_that_are_on_leave_the_predicate() {
        let on = ["a".to_owned()];
        for (text, left) in [
            ("feature = \"a\"", None),
            ("feature = \"b\"", Some("feature = \"b\"")),
            ("all(feature = \"a\", unix)", Some("unix")),
            ("any(feature = \"a\", unix)", None),
            ("not(feature = \"a\")", Some("any()")),
            ("any(not(feature = \"a\"), unix)", Some("any(any(), unix)")),
        ] {
            assert_eq!(assume(cfg(text), &on), left.map(cfg), "{text}");
        }
    }

    #[test]
    fn tests_are_never_part_of_an_addon() {
        assert!(is_never(Some(&cfg("test"))));
        assert!(is_never(Some(&cfg("all(test, unix)"))));
        assert!(is_never(Some(&cfg("false"))));
        assert!(!is_never(Some(&cfg("any(test, feature = \"x\")"))));
        assert!(!is_never(Some(&cfg("not(test)"))));
    }
}
