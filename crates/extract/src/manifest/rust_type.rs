use serde::Serialize;

/// A Rust type as a tree, names resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum RustType {
    /// A name with its type arguments.
    Path {
        /// Full path where it is known, else as written. Primitives are bare.
        path: String,
        /// Types; a const argument is an `other`. Lifetimes are left out. An `AsyncTask` has a second
        /// one where it is known: the `JsValue` of its task.
        arguments: Vec<RustType>,
        /// `id` of the item that it names, where it names one of ours.
        item: Option<String>,
    },
    /// `&T`.
    Reference {
        /// `&mut T`.
        mutable: bool,
        /// What it points at.
        #[serde(rename = "type")]
        target: Box<RustType>,
    },
    /// `[T]`.
    Slice {
        /// Of what.
        element: Box<RustType>,
    },
    /// `[T; N]`.
    Array {
        /// Of what.
        element: Box<RustType>,
        /// As written.
        length: String,
    },
    /// `(A, B)`.
    Tuple {
        /// In order.
        elements: Vec<RustType>,
    },
    /// `fn(A) -> R`, `impl Fn(A) -> R` and type parameters bound by them.
    Function {
        /// In order.
        parameters: Vec<RustType>,
        /// The empty tuple if none is written.
        returns: Box<RustType>,
    },
    /// Anything else, as text.
    Other {
        /// Rust source with single spaces.
        text: String,
    },
}

impl RustType {
    /// The empty tuple.
    #[must_use]
    pub fn unit() -> Self {
        Self::Tuple {
            elements: Vec::new(),
        }
    }
}
