//! The normal form of an item: JSON with sorted keys.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use crate::manifest::{
    Attributes, Brand, Field, Item, Member, MemberKind, RustType, Signature, Value,
};

/// `name` or `namespace.name` of each item, by its Rust path.
type Names<'a> = HashMap<&'a str, String>;

/// Keys of `#[napi(…)]` that change what a caller sees.
const SEEN: [&str; 20] = [
    "array",
    "async_iterator",
    "constructor",
    "iterator",
    "object_from_js",
    "object_to_js",
    "readonly",
    "return_if_invalid",
    "skip",
    "skip_typescript",
    "string_enum",
    "strict",
    "symbol_for",
    "ts_args_type",
    "ts_generic_types",
    "ts_return_type",
    "ts_type",
    "use_nullable",
    "well_known_symbol",
    "writable",
];

/// The normal form of one item.
pub(super) fn of(item: &Item, names: &Names<'_>) -> Json {
    let base = item.base();
    let mut form = match item {
        Item::Function(each) => {
            json!({ "kind": "function", "signature": signature(&each.signature, names) })
        }
        Item::Class(each) => {
            let mut members: Vec<Json> = each
                .members
                .iter()
                .map(|each| member(each, names))
                .collect();
            members.sort_by_key(Json::to_string);
            members.dedup();
            json!({ "kind": "class", "members": members, "construct": construct(&base.attributes, &each.members, names) })
        }
        Item::Object(each) => {
            json!({ "kind": "object", "fields": sorted_fields(&each.fields, names), "row": row(each.row, &each.fields) })
        }
        Item::Tuple(each) => json!({ "kind": "tuple", "fields": fields(&each.fields, names) }),
        Item::Enum(each) => {
            let mut variants: Vec<Json> = each
                .variants
                .iter()
                .map(|each| json!([each.rust_name, value(&each.value)]))
                .collect();
            variants.sort_by_key(Json::to_string);
            json!({ "kind": "enum", "variants": variants })
        }
        Item::Union(each) => {
            let mut variants: Vec<Json> = each
                .variants
                .iter()
                .map(|each| {
                    json!([
                        value(&each.variant.value),
                        sorted_fields(&each.fields, names)
                    ])
                })
                .collect();
            variants.sort_by_key(Json::to_string);
            json!({ "kind": "union", "discriminant": each.discriminant, "variants": variants })
        }
        Item::Alias(each) => json!({
            "kind": "alias",
            "type": rust_type(&each.rust_type, names),
            "brand": each.brand.map(|brand| match brand {
                Brand::Loose => "loose",
                Brand::Strict => "strict",
            }),
        }),
        Item::Const(each) => json!({ "kind": "const", "type": rust_type(&each.rust_type, names) }),
        Item::Error(each) => {
            let mut codes: Vec<&str> = each.codes.iter().map(|each| each.code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            json!({ "kind": "error", "codes": codes })
        }
    };
    form["name"] = json!(base.js_name);
    form["namespace"] = json!(base.namespace);
    form["module"] = json!(base.module);
    form["keys"] = keys(&base.attributes);
    form
}

fn keys(attributes: &Attributes) -> Json {
    attributes
        .0
        .iter()
        .filter(|(key, _)| SEEN.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), json!(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn value(value: &Value) -> Json {
    match value {
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}

fn signature(signature: &Signature, names: &Names<'_>) -> Json {
    let parameters: Vec<Json> = signature
        .parameters
        .iter()
        .filter(|each| !is_env(&each.rust_type))
        .map(|each| {
            json!([
                each.js_name,
                rust_type(&each.rust_type, names),
                each.override_text
            ])
        })
        .collect();
    json!({
        "parameters": parameters,
        "returns": rust_type(&signature.returns, names),
        "async": signature.is_async,
    })
}

/// napi fills it in; callers do not see it.
fn is_env(syntax: &RustType) -> bool {
    match syntax {
        RustType::Reference { target, .. } => is_env(target),
        RustType::Path { path, .. } => path == "napi::Env",
        _ => false,
    }
}

fn member(member: &Member, names: &Names<'_>) -> Json {
    json!([
        member.kind,
        member.js_name,
        member.signature.as_ref().map(|each| signature(each, names)),
        member.rust_type.as_ref().map(|each| rust_type(each, names)),
        keys(&member.attributes),
    ])
}

/// The fields of a `#[napi(constructor)]` struct are its arguments, in their order.
fn construct(attributes: &Attributes, members: &[Member], names: &Names<'_>) -> Json {
    if !attributes.on("constructor") {
        return Json::Null;
    }
    members
        .iter()
        .filter(|each| each.kind == MemberKind::Field)
        .map(|each| {
            json!([
                each.js_name,
                each.rust_type.as_ref().map(|each| rust_type(each, names))
            ])
        })
        .collect()
}

fn fields(fields: &[Field], names: &Names<'_>) -> Vec<Json> {
    fields
        .iter()
        .map(|each| {
            json!([
                each.js_name,
                rust_type(&each.rust_type, names),
                keys(&each.attributes)
            ])
        })
        .collect()
}

/// Objects have no order.
fn sorted_fields(list: &[Field], names: &Names<'_>) -> Vec<Json> {
    let mut list = fields(list, names);
    list.sort_by_key(Json::to_string);
    list.dedup();
    list
}

/// The columns of a row set have one: the packed layout follows it.
fn row(is_row: bool, fields: &[Field]) -> Json {
    if !is_row {
        return Json::Null;
    }
    fields.iter().map(|each| json!(each.js_name)).collect()
}

fn rust_type(syntax: &RustType, names: &Names<'_>) -> Json {
    let all = |list: &[RustType]| -> Vec<Json> {
        list.iter().map(|each| rust_type(each, names)).collect()
    };
    match syntax {
        RustType::Path {
            path,
            arguments,
            item,
        } => match item.as_deref().and_then(|id| names.get(id)) {
            Some(name) => json!({ "item": name, "arguments": all(arguments) }),
            None => json!({ "path": path, "arguments": all(arguments) }),
        },
        RustType::Reference { mutable, target } => {
            json!({ "reference": rust_type(target, names), "mutable": mutable })
        }
        RustType::Slice { element } => json!({ "slice": rust_type(element, names) }),
        RustType::Array { element, length } => {
            json!({ "array": rust_type(element, names), "length": length })
        }
        RustType::Tuple { elements } => json!({ "tuple": all(elements) }),
        RustType::Function {
            parameters,
            returns,
        } => json!({ "function": all(parameters), "returns": rust_type(returns, names) }),
        RustType::Other { text } => json!({ "other": text }),
    }
}
