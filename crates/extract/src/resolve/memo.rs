//! What was looked up already. Globs make a graph with circles, so that a plain search would not end.

use std::collections::{HashMap, HashSet};

use super::Target;
use crate::source::ScopeId;

type Names<T> = HashMap<String, HashMap<ScopeId, T>>;

#[derive(Default)]
pub(super) struct Memo {
    /// Final answers, by name and scope.
    known: Names<Option<Target>>,
    /// Searches under way, by name.
    active: HashMap<String, HashSet<ScopeId>>,
    /// Searches that found nothing, but met one under way: final only for that one's sake.
    doubtful: HashMap<String, HashSet<ScopeId>>,
    /// A search under way was met.
    met: bool,
}

impl Memo {
    /// Begins a search; `Err` is an answer that needs none.
    pub(super) fn enter(&mut self, scope: ScopeId, name: &str) -> Result<(), Option<Target>> {
        if let Some(known) = self.known.get(name).and_then(|scopes| scopes.get(&scope)) {
            return Err(known.clone());
        }
        let holds = |set: &HashMap<String, HashSet<ScopeId>>| {
            set.get(name).is_some_and(|scopes| scopes.contains(&scope))
        };
        if holds(&self.active) || holds(&self.doubtful) {
            self.met = true;
            return Err(None);
        }
        self.active
            .entry(name.to_owned())
            .or_default()
            .insert(scope);
        Ok(())
    }

    /// Ends a search with what it found.
    pub(super) fn leave(
        &mut self,
        scope: ScopeId,
        name: &str,
        found: Option<Target>,
    ) -> Option<Target> {
        let last = self.active.get_mut(name).is_none_or(|scopes| {
            scopes.remove(&scope);
            scopes.is_empty()
        });
        if last {
            self.doubtful.remove(name);
        }
        let none = matches!(found, None | Some(Target::Unknown { .. }));
        if none && self.met && !last {
            self.doubtful
                .entry(name.to_owned())
                .or_default()
                .insert(scope);
        } else {
            let scopes = self.known.entry(name.to_owned()).or_default();
            scopes.insert(scope, found.clone());
        }
        if last && self.active.values().all(HashSet::is_empty) {
            self.met = false;
        }
        found
    }
}
