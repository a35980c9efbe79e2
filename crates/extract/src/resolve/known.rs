//! Names of crates that are not read: what a glob import brings, and one canonical path for each.

/// Types of `napi::bindgen_prelude`.
const NAPI_PRELUDE: [&str; 91] = [
    "AbortSignal",
    "Array",
    "ArrayBuffer",
    "AsyncBlock",
    "AsyncBlockBuilder",
    "AsyncGenerator",
    "AsyncTask",
    "BigInt",
    "BigInt64Array",
    "BigInt64ArraySlice",
    "BigUint64Array",
    "BigUint64ArraySlice",
    "Buffer",
    "BufferSlice",
    "CallbackContext",
    "CallbackInfo",
    "ClassInstance",
    "DataView",
    "Date",
    "Either",
    "Either10",
    "Either11",
    "Either12",
    "Either13",
    "Either14",
    "Either15",
    "Either16",
    "Either17",
    "Either18",
    "Either19",
    "Either20",
    "Either21",
    "Either22",
    "Either23",
    "Either24",
    "Either25",
    "Either26",
    "Either3",
    "Either4",
    "Either5",
    "Either6",
    "Either7",
    "Either8",
    "Either9",
    "Error",
    "EscapableHandleScope",
    "External",
    "ExternalRef",
    "Float32Array",
    "Float32ArraySlice",
    "Float64Array",
    "Float64ArraySlice",
    "FnArgs",
    "FromNapiValue",
    "Function",
    "FunctionCallContext",
    "FunctionRef",
    "Generator",
    "HandleScope",
    "Int16Array",
    "Int16ArraySlice",
    "Int32Array",
    "Int32ArraySlice",
    "Int8Array",
    "Int8ArraySlice",
    "JsError",
    "JsObjectValue",
    "JsRangeError",
    "JsSyntaxError",
    "JsTypeError",
    "JsValue",
    "Latin1String",
    "Null",
    "Object",
    "ObjectRef",
    "Promise",
    "PromiseRaw",
    "RawCString",
    "ReadableStream",
    "Reference",
    "Result",
    "ScopedGenerator",
    "SharedReference",
    "Status",
    "Symbol",
    "SymbolRef",
    "Task",
    "This",
    "ToNapiValue",
    "TypedArray",
    "TypedArrayType",
];

/// The rest of them, which would make the array too long to read.
const NAPI_PRELUDE_MORE: [&str; 22] = [
    "Uint16Array",
    "Uint16ArraySlice",
    "Uint32Array",
    "Uint32ArraySlice",
    "Uint8Array",
    "Uint8ArraySlice",
    "Uint8ClampedArray",
    "Uint8ClampedSlice",
    "Undefined",
    "Unknown",
    "UnknownRef",
    "Utf16String",
    "ValueType",
    "WeakReference",
    "WriteableStream",
    "i64n",
    "ExtendedErrorInfo",
    "JavaScriptClassExt",
    "KeyCollectionMode",
    "KeyConversion",
    "KeyFilter",
    "TypeTag",
];

/// Types of the root of `napi` that are not in its prelude.
const NAPI_ROOT: [&str; 20] = [
    "CallContext",
    "CleanupEnvHook",
    "ContextlessResult",
    "Env",
    "JsBigInt",
    "JsBoolean",
    "JsBuffer",
    "JsDate",
    "JsDeferred",
    "JsExternal",
    "JsFunction",
    "JsGlobal",
    "JsNull",
    "JsNumber",
    "JsObject",
    "JsString",
    "JsSymbol",
    "JsUndefined",
    "JsUnknown",
    "NodeVersion",
];

/// Types of `ferrotype`.
const FERROTYPE: [&str; 21] = [
    "CancelToken",
    "CodedError",
    "Entries",
    "ErrorClass",
    "ErrorCode",
    "F64",
    "I32",
    "I53",
    "Job",
    "PathArg",
    "PathText",
    "PlainObject",
    "Result",
    "Row",
    "Rows",
    "Stamp",
    "Stream",
    "U16",
    "U32",
    "U53",
    "U8",
];

/// Standard types: module, then names.
const STANDARD: [(&str, &[&str]); 12] = [
    ("std::boxed", &["Box"]),
    (
        "std::collections",
        &["BTreeMap", "BTreeSet", "HashMap", "HashSet", "VecDeque"],
    ),
    ("std::ffi", &["CString", "OsStr", "OsString"]),
    ("std::option", &["Option"]),
    ("std::path", &["Path", "PathBuf"]),
    ("std::rc", &["Rc"]),
    ("std::result", &["Result"]),
    ("std::string", &["String"]),
    ("std::sync", &["Arc", "Mutex", "RwLock"]),
    ("std::time", &["Duration", "Instant", "SystemTime"]),
    ("std::vec", &["Vec"]),
    ("std::borrow", &["Cow"]),
];

const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// Names that need no import.
const PRELUDE: [&str; 5] = ["Box", "Option", "Result", "String", "Vec"];

fn in_napi_prelude(name: &str) -> bool {
    NAPI_PRELUDE.contains(&name) || NAPI_PRELUDE_MORE.contains(&name)
}

/// Whether it is a primitive.
pub(super) fn is_primitive(name: &str) -> bool {
    PRIMITIVES.contains(&name)
}

/// Full path of a name that needs no import.
pub(super) fn prelude(name: &str) -> Option<String> {
    if !PRELUDE.contains(&name) {
        return None;
    }
    let (module, _) = STANDARD.iter().find(|(_, names)| names.contains(&name))?;
    Some(format!("{module}::{name}"))
}

/// Whether `use path::*` brings the name; `None` where that is not known.
pub(super) fn glob_has(path: &[String], name: &str) -> Option<bool> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["napi", "bindgen_prelude"] | [_, "napi", "bindgen_prelude"] => {
            Some(in_napi_prelude(name) || name == "Env")
        }
        ["napi"] | [_, "napi"] => Some(in_napi_prelude(name) || NAPI_ROOT.contains(&name)),
        ["napi_derive" | "ferrotype_macros"] => Some(name == "napi"),
        ["ferrotype"] => Some(FERROTYPE.contains(&name) || name == "napi"),
        ["std" | "core" | "alloc", ..] => {
            let module = format!("std::{}", path[1..].join("::"));
            STANDARD
                .iter()
                .find(|(each, _)| *each == module)
                .map(|(_, names)| names.contains(&name))
        }
        _ => None,
    }
}

/// `x::napi::…` is `napi::…`: crates hand napi on under its own name.
fn without_reexport<'a>(path: &'a [&'a str]) -> &'a [&'a str] {
    match path {
        ["ferrotype", "napi", _, ..]
        | [_, "napi", "bindgen_prelude" | "threadsafe_function", ..] => &path[1..],
        [_, "napi", inner] if in_napi_prelude(inner) || NAPI_ROOT.contains(inner) => &path[1..],
        _ => path,
    }
}

/// One path for each type of a crate that is not read, however it was imported.
pub(super) fn canonical(segments: &[String]) -> String {
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let path = without_reexport(&path);
    let last = path.last().copied().unwrap_or_default();
    match path {
        ["napi", _] | ["napi", "bindgen_prelude", _] if in_napi_prelude(last) => {
            format!("napi::bindgen_prelude::{last}")
        }
        ["napi", "bindgen_prelude", _] if NAPI_ROOT.contains(&last) => format!("napi::{last}"),
        ["ferrotype" | "ferrotype_macros", .., _]
            if FERROTYPE.contains(&last) || last == "napi" =>
        {
            format!("ferrotype::{last}")
        }
        ["core" | "alloc" | "std", rest @ ..] => standard(rest, last),
        _ => path.join("::"),
    }
}

fn standard(rest: &[&str], last: &str) -> String {
    // `std::collections::hash_map::HashMap` is `std::collections::HashMap`.
    let known = STANDARD.iter().find(|(module, names)| {
        let module = module.trim_start_matches("std::");
        names.contains(&last) && rest.first() == Some(&module)
    });
    match known {
        Some((module, _)) => format!("{module}::{last}"),
        // `std::primitive::u32`, `std::u32`.
        None if is_primitive(last) => last.to_owned(),
        None => format!("std::{}", rest.join("::")),
    }
}
