//! Enums: numeric, string, and unions of tagged objects.

use syn::{Expr, ExprLit, ExprUnary, Fields, ItemEnum, Lit, UnOp, spanned::Spanned};

use super::{
    Reader,
    base::{MEMBER_TAGS, Marked},
    field::Owner,
    legality::Form,
    napi_attribute,
};
use crate::{
    manifest::{Enumeration, Item, Union, UnionVariant, Value, Variant},
    source::{RawItem, flatten, is_never, own_cfg, read_docs},
};

impl Reader<'_> {
    pub(super) fn enumeration(&mut self, marked: &Marked<'_>, node: &ItemEnum) {
        self.check_public(marked, &node.vis, &node.ident, "enum");
        let raw = marked.raw;
        let last = node.brace_token.span.close();
        let span = self.item_span(raw, &node.vis, node.enum_token.span, last);
        let base = self.base(marked, &node.ident, node.ident.to_string(), span);
        self.check_brand(&base);
        let keys = &marked.napi.keys;
        let with_data = node
            .variants
            .iter()
            .any(|each| !matches!(each.fields, Fields::Unit));
        let id = base.id.clone();
        let form = if with_data {
            Form::DataEnum
        } else {
            Form::PlainEnum
        };
        self.check_form(marked, form, &id, &node.ident.to_string());
        if form == Form::PlainEnum {
            self.check_raw(raw, &id, &node.ident);
        }
        if with_data {
            self.check_case(raw, &id, &marked.napi, "discriminant_case");
            let naming = self.naming;
            let case = keys
                .text("discriminant_case")
                .and_then(|case| naming.case_named(case));
            let mut variants = Vec::new();
            for variant in &node.variants {
                let name = variant.ident.to_string();
                let value =
                    Value::Text(case.map_or(name.clone(), |case| naming.convert(&name, case)));
                let Some(read) = self.variant(raw, &id, variant, value) else {
                    continue;
                };
                let owner = format!("{id}::{name}");
                variants.push(UnionVariant {
                    variant: read,
                    fields: self.fields(
                        raw,
                        &owner,
                        &variant.fields,
                        &node.generics,
                        Owner::Variant,
                    ),
                });
            }
            let discriminant = keys.text("discriminant").unwrap_or("type").to_owned();
            self.check_discriminant(&id, &discriminant, &variants);
            self.items.push(Item::Union(Union {
                base,
                discriminant,
                variants,
            }));
        } else {
            self.check_case(raw, &id, &marked.napi, "string_enum");
            let variants = self.plain_variants(marked, &id, node);
            self.items.push(Item::Enum(Enumeration { base, variants }));
        }
        self.report_unknown(raw, &id);
    }

    fn plain_variants(&mut self, marked: &Marked<'_>, id: &str, node: &ItemEnum) -> Vec<Variant> {
        let keys = &marked.napi.keys;
        let textual = keys.on("string_enum");
        let naming = self.naming;
        let case = keys
            .text("string_enum")
            .and_then(|case| naming.case_named(case));
        let mut next = 0i32;
        let mut variants = Vec::new();
        for variant in &node.variants {
            let name = variant.ident.to_string();
            let value = if textual {
                self.check_string_variant(marked, id, variant);
                let attributes = flatten(&variant.attrs);
                let napi = napi_attribute::find(&attributes, self.resolver, marked.raw.scope);
                let given = napi
                    .as_ref()
                    .and_then(|napi| napi.keys.text("value").map(str::to_owned));
                if let Some(napi) = &napi {
                    self.check_value(marked, id, variant, napi);
                }
                Value::Text(given.unwrap_or_else(|| {
                    case.map_or(name.clone(), |case| naming.convert(&name, case))
                }))
            } else {
                if let Some((_, expression)) = &variant.discriminant {
                    match integer(expression) {
                        Some(number) => next = number,
                        None => self.refuse(
                            marked,
                            id,
                            expression.span(),
                            format!("the value of `{id}::{name}` is no number that fits an `i32`"),
                            "write a literal, such as `4` or `-1`",
                        ),
                    }
                }
                let value = Value::Number(next);
                next = next.wrapping_add(1);
                value
            };
            variants.extend(self.variant(marked.raw, id, variant, value));
        }
        variants
    }

    fn variant(
        &mut self,
        raw: &RawItem,
        owner: &str,
        variant: &syn::Variant,
        value: Value,
    ) -> Option<Variant> {
        let attributes = flatten(&variant.attrs);
        let cfg = own_cfg(&attributes);
        if is_never(cfg.as_ref()) {
            return None;
        }
        let file = self.file(raw);
        let name = variant.ident.span();
        let last = match (&variant.discriminant, &variant.fields) {
            (Some((_, expression)), _) => expression.span(),
            (None, Fields::Named(fields)) => fields.brace_token.span.close(),
            (None, Fields::Unnamed(fields)) => fields.paren_token.span.close(),
            (None, Fields::Unit) => name,
        };
        let docs = read_docs(&attributes);
        let rust_name = variant.ident.to_string();
        let name_span = file.span_of(name);
        self.check_tags(
            &docs,
            &format!("{owner}::{rust_name}"),
            &name_span,
            &MEMBER_TAGS,
        );
        Some(Variant {
            rust_name,
            docs,
            cfg,
            span: file.span(name, last),
            name_span,
            value,
        })
    }
}

fn integer(expression: &Expr) -> Option<i32> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_digits().parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => integer(expr)?.checked_neg(),
        Expr::Group(node) => integer(&node.expr),
        Expr::Paren(node) => integer(&node.expr),
        _ => None,
    }
}
