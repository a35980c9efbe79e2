/**
 * Rust types that napi-rs knows, by the last segment of their path, and what they are in TypeScript.
 * From the tables of napi-derive-backend 7 (`KNOWN_TYPES`, `PRIMITIVE_TYPES`), which look no further than that segment.
 */
import type { TsType } from "../model/type.js";
import { callback, global, keyword, named, union } from "./tree.js";

export interface TableRow {
  readonly type: TsType;
  /** Name of the primitive that `checked` compares an argument with. */
  readonly check: string;
}

const rows = new Map<string, TableRow>();

function add(names: string, type: TsType, check: string): void {
  for (const name of names.split(" ")) rows.set(name, { type, check });
}

add("i8 i16 i32 i64 u8 u16 u32 f32 f64 Number JsNumber", keyword("number"), "number");
add("u64 i64n u128 i128 usize isize BigInt JsBigInt", keyword("bigint"), "bigint");
add("bool JsBoolean", keyword("boolean"), "boolean");
add(
  "String str char RawCString OsString OsStr PathBuf Path Latin1String Utf16String JsString JsStringUtf8 JsStringUtf16 JsStringLatin1",
  keyword("string"),
  "string",
);
add("Undefined JsUndefined", keyword("undefined"), "any");
add("Null JsNull null", keyword("null"), "any");
add("Symbol JsSymbol SymbolRef", keyword("symbol"), "any");
add("Object JsObject ObjectRef JsExternal", keyword("object"), "object");
add("Unknown UnknownRef UnknownReturnValue JsUnknown", keyword("unknown"), "any");
add("Value", keyword("any"), "any");
add("Array", { kind: "array", element: keyword("unknown"), readonly: false }, "object");
add("Map", global("Record", keyword("string"), keyword("any")), "object");
add("DateTime NaiveDateTime Date JsDate", global("Date"), "object");
add("Error JsError", global("Error"), "object");
add("JsTypeError", global("TypeError"), "object");
add("JsRangeError", global("RangeError"), "object");
add("AbortSignal", global("AbortSignal"), "object");
add("Buffer JsBuffer BufferSlice", named({ kind: "node", name: "Buffer" }), "bytes");
add("ArrayBuffer JsArrayBuffer", global("ArrayBuffer"), "object");
add("DataView", global("DataView"), "object");
add("Uint8Array Uint8ArraySlice", global("Uint8Array"), "bytes");
add("Uint8ClampedArray Uint8ClampedSlice", global("Uint8ClampedArray"), "object");
add(
  "JsFunction",
  callback(
    [
      {
        name: "args",
        type: { kind: "array", element: keyword("any"), readonly: false },
        optional: false,
        rest: true,
      },
    ],
    keyword("any"),
  ),
  "function",
);
add("JsGlobal", { kind: "opaque", text: "typeof global", names: [] }, "any");
for (const element of "Int8 Int16 Uint16 Int32 Uint32 Float32 Float64 BigInt64 BigUint64".split(
  " ",
)) {
  add(`${element}Array ${element}ArraySlice`, global(`${element}Array`), "object");
}

/** The row of a Rust type by the last segment of its path, or undefined. */
export function knownType(name: string): TableRow | undefined {
  return rows.get(name);
}

/** What a slice of a primitive is: `&[u8]` is a `Uint8Array`. */
export const sliceTypes: ReadonlyMap<string, string> = new Map([
  ["u8", "Uint8Array"],
  ["i8", "Int8Array"],
  ["u16", "Uint16Array"],
  ["i16", "Int16Array"],
  ["u32", "Uint32Array"],
  ["i32", "Int32Array"],
  ["f32", "Float32Array"],
  ["f64", "Float64Array"],
  ["u64", "BigUint64Array"],
  ["i64", "BigInt64Array"],
]);

/** Types that stand for their first argument. */
export const wrappers: ReadonlySet<string> = new Set([
  "Rc",
  "Arc",
  "Mutex",
  "ClassInstance",
  "Reference",
  "WeakReference",
]);

/**
 * Maps and sets. rustc-hash's and ahash's are those of std with another hasher: napi converts them, and prints them right
 * where they are imported as `HashMap`.
 */
export const maps: ReadonlySet<string> = new Set([
  "HashMap",
  "BTreeMap",
  "IndexMap",
  "FxHashMap",
  "AHashMap",
]);
export const sets: ReadonlySet<string> = new Set([
  "HashSet",
  "BTreeSet",
  "IndexSet",
  "FxHashSet",
  "AHashSet",
]);
export const promises: ReadonlySet<string> = new Set(["Promise", "PromiseRaw", "AsyncBlock"]);

/** Types of the author crate (`ferrotype::X`) that are one TypeScript type. */
const authorRows: ReadonlyMap<string, TableRow> = new Map(
  Object.entries({
    U8: { type: keyword("number"), check: "u8" },
    U16: { type: keyword("number"), check: "u16" },
    U32: { type: keyword("number"), check: "u32" },
    I8: { type: keyword("number"), check: "i8" },
    I16: { type: keyword("number"), check: "i16" },
    I32: { type: keyword("number"), check: "i32" },
    U53: { type: keyword("number"), check: "u53" },
    I53: { type: keyword("number"), check: "i53" },
    F64: { type: keyword("number"), check: "f64" },
    PathArg: { type: union(keyword("string"), global("URL")), check: "path" },
    PathText: { type: keyword("string"), check: "string" },
  }),
);

/** Generic types of the author crate, and the token; each has a rule of its own. */
const authorNames: ReadonlySet<string> = new Set([
  ...authorRows.keys(),
  "Job",
  "Rows",
  "Stream",
  "CancelToken",
  "Result",
  "CodedError",
  "Entries",
  "PlainObject",
]);

/** Name of a type of the author crate (`ferrotype::Job`, `ferrotype::job::Job` → `Job`), or null. */
export function authorName(path: string): string | null {
  if (!path.startsWith("ferrotype::")) return null;
  const last = path.slice(path.lastIndexOf("::") + 2);
  return authorNames.has(last) ? last : null;
}

export function authorType(name: string): TableRow | undefined {
  return authorRows.get(name);
}

/** Primitive check of a brand's base: what values of the Rust type can be. */
export const brandChecks: ReadonlyMap<string, string> = new Map([
  ["u8", "u8"],
  ["u16", "u16"],
  ["u32", "u32"],
  ["i8", "i8"],
  ["i16", "i16"],
  ["i32", "i32"],
  ["i64", "i53"],
]);
