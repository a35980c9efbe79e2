//! Where a `CancelToken` may stand: once, last, in a function that gives a promise.

use syn::{FnArg, spanned::Spanned};

use super::Reader;
use crate::{
    manifest::{Code, Diagnostic, Parameter, RustType, Signature, Span},
    source::RawItem,
};

/// What gives a promise besides `async fn` and `Job`; the same names as in `codegen/src/types/signature.ts`.
const PROMISES: [&str; 4] = ["AsyncBlock", "AsyncTask", "Promise", "PromiseRaw"];

/// Parameters of napi's that take no argument of JavaScript.
const INJECTED: [&str; 3] = ["Env", "Reference", "This"];

impl Reader<'_> {
    /// Reports tokens that the generated function could not pass.
    pub(super) fn check_tokens(
        &mut self,
        raw: &RawItem,
        syntax: &syn::Signature,
        signature: &Signature,
        id: &str,
    ) {
        let file = self.file(raw);
        let spans = syntax.inputs.iter().filter_map(|input| match input {
            FnArg::Receiver(_) => None,
            FnArg::Typed(input) => Some(file.span(input.pat.span(), input.ty.span())),
        });
        let arguments: Vec<(&Parameter, Span)> = (signature.parameters.iter().zip(spans))
            .filter(|(parameter, _)| !is_injected(&parameter.rust_type))
            .collect();
        let Some(last) = arguments.iter().rposition(|(each, _)| is_token(each)) else {
            return;
        };
        let fault = |index: usize, message: String, help: String| {
            let span = arguments[index].1.clone();
            Diagnostic::new(Code::MisplacedToken, message, Some(span))
                .help(help)
                .at(id)
        };
        let name = |index: usize| &arguments[index].0.rust_name;
        let mut found = Vec::new();
        if !(signature.is_async || gives_promise(&signature.returns)) {
            found.push(fault(
                last,
                format!(
                    "`{id}` is synchronous: nothing can cancel it through `{}`",
                    name(last)
                ),
                format!("delete `{}`, or return `ferrotype::Job`", name(last)),
            ));
        } else if last + 1 < arguments.len() {
            found.push(fault(
                last,
                format!(
                    "the cancel token `{}` of `{id}` is not the last parameter",
                    name(last)
                ),
                format!("move `{}` to the end of the parameters", name(last)),
            ));
        }
        for index in (0..last).filter(|index| is_token(arguments[*index].0)) {
            found.push(
                fault(
                    index,
                    format!("`{id}` takes more than one cancel token"),
                    format!("delete `{}`", name(index)),
                )
                .related("the other one", arguments[last].1.clone()),
            );
        }
        self.diagnostics.extend(found);
    }
}

fn is_token(parameter: &Parameter) -> bool {
    path_of(&parameter.rust_type)
        .is_some_and(|path| path.starts_with("ferrotype::") && last_of(path) == "CancelToken")
}

fn is_injected(rust_type: &RustType) -> bool {
    match rust_type {
        RustType::Reference { target, .. } => is_injected(target),
        other => path_of(other)
            .is_some_and(|path| path.starts_with("napi::") && INJECTED.contains(&last_of(path))),
    }
}

/// Looks through `Result`.
fn gives_promise(rust_type: &RustType) -> bool {
    let RustType::Path {
        path,
        arguments,
        item: None,
    } = rust_type
    else {
        return false;
    };
    match last_of(path) {
        "Result" => arguments.first().is_some_and(gives_promise),
        "Job" => path.starts_with("ferrotype::"),
        name => PROMISES.contains(&name),
    }
}

fn path_of(rust_type: &RustType) -> Option<&str> {
    match rust_type {
        RustType::Path { path, .. } => Some(path),
        _ => None,
    }
}

fn last_of(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
