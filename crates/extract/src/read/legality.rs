//! Which keys go on which item: what napi-derive's parser asks for, and nothing else.
//!
//! Its feature `strict`, on by default, refuses every key of an item that it did not look at. Fields and
//! methods are spared: there a key without a meaning is ignored.

use super::{Reader, base::Marked, keys::is_known, napi_attribute::NapiAttribute};
use crate::source::RawItem;

/// What an attribute stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Function,
    Class,
    Object,
    Array,
    Transparent,
    PlainEnum,
    DataEnum,
    Const,
    Alias,
    Impl,
    Module,
}

impl Form {
    /// How a message calls it.
    fn noun(self) -> &'static str {
        match self {
            Self::Function => "the function",
            Self::Class => "the class",
            Self::Object => "the object",
            Self::Array => "the array struct",
            Self::Transparent => "the transparent struct",
            Self::PlainEnum => "the enum",
            Self::DataEnum => "the enum with data",
            Self::Const => "the const",
            Self::Alias => "the type",
            Self::Impl => "the impl block of",
            Self::Module => "the module",
        }
    }

    fn takes(self, key: &str) -> bool {
        let structure = || {
            matches!(
                key,
                "async_iterator"
                    | "constructor"
                    | "iterator"
                    | "js_name"
                    | "namespace"
                    | "type_tag"
                    | "use_nullable"
            )
        };
        let value = || matches!(key, "object_from_js" | "object_to_js");
        match self {
            Self::Function => matches!(
                key,
                "async_runtime"
                    | "catch_unwind"
                    | "configurable"
                    | "enumerable"
                    | "js_name"
                    | "module_exports"
                    | "namespace"
                    | "no_export"
                    | "return_if_invalid"
                    | "skip_typescript"
                    | "strict"
                    | "ts_args_type"
                    | "ts_generic_types"
                    | "ts_return_type"
                    | "ts_type"
                    | "writable"
            ),
            Self::Class => structure() || key == "custom_finalize",
            Self::Object => structure() || value() || key == "object",
            Self::Array => structure() || value() || matches!(key, "array" | "object"),
            Self::Transparent => {
                structure() || value() || matches!(key, "array" | "object" | "transparent")
            }
            Self::PlainEnum => {
                value()
                    || matches!(
                        key,
                        "js_name" | "namespace" | "skip_typescript" | "string_enum"
                    )
            }
            Self::DataEnum => {
                value()
                    || matches!(
                        key,
                        "discriminant"
                            | "discriminant_case"
                            | "js_name"
                            | "namespace"
                            | "string_enum"
                            | "type_tag"
                            | "use_nullable"
                    )
            }
            Self::Const | Self::Alias => matches!(key, "js_name" | "namespace" | "skip_typescript"),
            Self::Impl => key == "namespace",
            // Nothing but the name is looked at, and the rest is not refused.
            Self::Module => !matches!(key, "symbol_for" | "well_known_symbol"),
        }
    }
}

/// Keys of functions in impl blocks.
const OF_METHODS: [&str; 4] = ["constructor", "factory", "getter", "setter"];

impl Reader<'_> {
    /// Reports keys that napi refuses on this item; `name` is what the author calls it.
    pub(super) fn check_form(&mut self, marked: &Marked<'_>, form: Form, id: &str, name: &str) {
        let napi = &marked.napi;
        for (key, place) in &napi.places {
            if form.takes(key) || !is_known(key) {
                continue;
            }
            let (message, help) = if form == Form::Function && OF_METHODS.contains(&key.as_str()) {
                (
                    format!("`{key}` is for functions in impl blocks, and `{name}` is free"),
                    format!("delete `{key}`, or move `{name}` into a `#[napi]` impl block"),
                )
            } else {
                (
                    format!("`#[napi({key})]` does not go on {} `{name}`", form.noun()),
                    format!("delete `{key}`"),
                )
            };
            self.refuse_at(marked.raw, id, *place, message, &help);
        }
        if form != Form::Module {
            for (key, place) in &napi.repeated {
                self.refuse_at(
                    marked.raw,
                    id,
                    *place,
                    format!("`{key}` stands twice on {} `{name}`", form.noun()),
                    "delete one of them",
                );
            }
            if let (Some(_), Some(place)) = (&marked.module_namespace, napi.places.get("namespace"))
            {
                self.refuse_at(
                    marked.raw,
                    id,
                    *place,
                    format!("{} `{name}` has a namespace, and stands in a `#[napi]` module, which gives it another", form.noun()),
                    "delete `namespace`",
                );
            }
        }
        self.check_pairs(marked.raw, form, id, napi);
    }

    /// Identifiers that napi makes others of: with `r#` in front, these are none.
    pub(super) fn check_raw(&mut self, raw: &RawItem, id: &str, ident: &syn::Ident) {
        let name = ident.to_string();
        if let Some(plain) = name.strip_prefix("r#") {
            self.refuse_at(
                raw,
                id,
                ident.span(),
                format!("napi-derive cannot expand `{name}`: it makes identifiers of it"),
                &format!("write another name, and `#[napi(js_name = \"{plain}\")]`"),
            );
        }
    }

    /// Keys that exclude each other.
    fn check_pairs(&mut self, raw: &RawItem, form: Form, id: &str, napi: &NapiAttribute) {
        let pairs: &[(&str, &str)] = match form {
            Form::Function => &[
                ("ts_type", "ts_args_type"),
                ("ts_type", "ts_return_type"),
                ("strict", "return_if_invalid"),
                ("module_exports", "js_name"),
                ("module_exports", "strict"),
                ("module_exports", "return_if_invalid"),
                ("module_exports", "no_export"),
            ],
            Form::Class | Form::Object | Form::Array | Form::Transparent => {
                &[("iterator", "async_iterator")]
            }
            _ => &[],
        };
        for (one, other) in pairs {
            self.check_pair(raw, id, napi, one, other);
        }
    }

    fn check_pair(
        &mut self,
        raw: &RawItem,
        id: &str,
        napi: &NapiAttribute,
        one: &str,
        other: &str,
    ) {
        if let (Some(_), Some(place)) = (napi.places.get(one), napi.places.get(other)) {
            self.refuse_at(
                raw,
                id,
                *place,
                format!("`{one}` and `{other}` exclude each other"),
                "delete one of them",
            );
        }
    }

    /// The key that makes a symbol the name of a member, where napi takes one.
    pub(super) fn check_symbol(
        &mut self,
        raw: &RawItem,
        id: &str,
        napi: &NapiAttribute,
        member: SymbolPlace,
    ) {
        if let (Some(name), Some(place)) = (
            napi.keys.text("well_known_symbol"),
            napi.places.get("well_known_symbol"),
        ) && !WELL_KNOWN.contains(&name)
        {
            let bare = name.strip_prefix("Symbol.").unwrap_or(name);
            self.refuse_at(
                raw,
                id,
                *place,
                format!("`well_known_symbol = \"{name}\"` names no symbol"),
                &if WELL_KNOWN.contains(&bare) {
                    format!("write `well_known_symbol = \"{bare}\"`")
                } else {
                    format!("write one of {}", WELL_KNOWN.join(", "))
                },
            );
        }
        self.check_pair(raw, id, napi, "symbol_for", "well_known_symbol");
        for key in ["symbol_for", "well_known_symbol"] {
            let Some(place) = napi.places.get(key) else {
                continue;
            };
            self.check_pair(raw, id, napi, "js_name", key);
            let refused = match member {
                SymbolPlace::Constructor => Some("constructors"),
                SymbolPlace::NamedAccessor => Some("accessors that are given a name"),
                SymbolPlace::SkippedField => Some("skipped fields"),
                SymbolPlace::PlainField => Some("fields of anything but a class"),
                SymbolPlace::Static if napi.keys.text(key) == Some("hasInstance") => {
                    Some("static functions: it would change napi's own `instanceof`")
                }
                SymbolPlace::Static | SymbolPlace::Member => None,
            };
            if let Some(refused) = refused {
                self.refuse_at(
                    raw,
                    id,
                    *place,
                    format!("`{key}` does not go on {refused}"),
                    &format!("delete `{key}`"),
                );
            }
        }
    }
}

/// What a symbol is to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolPlace {
    /// A method, an accessor or a field of a class.
    Member,
    Static,
    Constructor,
    /// `getter = name`.
    NamedAccessor,
    SkippedField,
    /// Of an object, an array or a variant.
    PlainField,
}

/// What `well_known_symbol` takes.
const WELL_KNOWN: [&str; 15] = [
    "asyncDispose",
    "asyncIterator",
    "dispose",
    "hasInstance",
    "isConcatSpreadable",
    "iterator",
    "match",
    "matchAll",
    "replace",
    "search",
    "species",
    "split",
    "toPrimitive",
    "toStringTag",
    "unscopables",
];
