use serde::Serialize;

/// A `cfg` predicate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Cfg {
    /// All hold; `true` if there are none.
    All {
        /// What must hold.
        predicates: Vec<Cfg>,
    },
    /// One holds; `false` if there are none.
    Any {
        /// Of which one must hold.
        predicates: Vec<Cfg>,
    },
    /// It does not hold.
    Not {
        /// What must not hold.
        predicate: Box<Cfg>,
    },
    /// `unix`.
    Flag {
        /// The flag.
        name: String,
    },
    /// `feature = "x"`.
    Value {
        /// The key.
        name: String,
        /// Its value.
        value: String,
    },
}
