//! Functions and signatures.

use syn::ItemFn;

use super::{Reader, base::Marked};
use crate::{
    manifest::{Code, Diagnostic, Function, Item, Signature, Span},
    naming::camel,
    source::RawItem,
};

impl Reader<'_> {
    pub(super) fn function(&mut self, marked: &Marked<'_>, node: &ItemFn) {
        self.check_function(marked, &node.sig);
        let raw = marked.raw;
        let first = first_token(&node.sig);
        let span = self.item_span(raw, &node.vis, first, node.block.brace_token.span.close());
        let base = self.base(
            marked,
            &node.sig.ident,
            camel(&node.sig.ident.to_string()),
            span,
        );
        self.check_brand(&base);
        let signature = self.signature(raw, &node.sig, None, marked.guards());
        self.check_guard(&signature, &base.id, &base.name_span);
        self.check_tokens(raw, &node.sig, &signature, &base.id);
        self.check_parameters(raw, &node.sig, &marked.napi, &base.id);
        self.report_unknown(raw, &base.id);
        self.items
            .push(Item::Function(Function { base, signature }));
    }

    pub(super) fn signature(
        &self,
        raw: &RawItem,
        syntax: &syn::Signature,
        self_path: Option<&str>,
        guarded: bool,
    ) -> Signature {
        let mut types = self.types(raw);
        types.self_path = self_path.map(str::to_owned);
        let types = types.with_generics(&syntax.generics);
        Signature {
            parameters: self.parameters(raw, &types, syntax),
            returns: types.returns(&syntax.output),
            is_async: syntax.asyncness.is_some(),
            guarded,
        }
    }

    pub(super) fn check_guard(&mut self, signature: &Signature, id: &str, at: &Span) {
        if signature.guarded || signature.is_async {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(
                Code::Unguarded,
                format!("a panic in `{id}` aborts the process"),
                Some(at.clone()),
            )
            .help("import the attribute with `use ferrotype::napi;`, or write `#[napi(catch_unwind)]`")
            .at(id),
        );
    }
}

/// The first keyword of a function.
pub(super) fn first_token(signature: &syn::Signature) -> proc_macro2::Span {
    if let Some(token) = &signature.constness {
        return token.span;
    }
    if let Some(token) = &signature.asyncness {
        return token.span;
    }
    match (&signature.safety, &signature.abi) {
        (syn::Safety::Unsafe(token), _) => token.span,
        (syn::Safety::Safe(token), _) => token.span,
        (_, Some(abi)) => abi.extern_token.span,
        _ => signature.fn_token.span,
    }
}
