import { expect, test, describe } from "vitest";
import { typeText } from "../src/check/type-text.js";
import type { RustType, SourceItem } from "../src/model/manifest.js";
import { brandCheck, checkOf } from "../src/types/argument-check.js";
import { parameterPlace, returnPlace, typeContext, type Place } from "../src/types/context.js";
import { itemDirections } from "../src/types/directions.js";
import { toTypeScript } from "../src/types/rust-type.js";
import {
  brand,
  enumeration,
  errorEnum,
  field,
  fn,
  klass,
  manifest,
  object,
  optional,
  ref,
  rust,
  unit,
} from "./builders.js";

const items: readonly SourceItem[] = [
  object("fs::ListOptions", [field("depth", optional(rust("ferrotype::U32")))]),
  object("fs::FileInfo", [field("path", rust("ferrotype::PathText"))], { row: true }),
  object("fs::ListSummary", [field("truncated", rust("bool"))]),
  brand("process::ProcessId", rust("u32"), "loose"),
  brand("process::Token", rust("String"), "strict"),
  enumeration("process::Signal", { Term: "term", Kill: "kill" }),
  klass("process::Process", []),
  errorEnum("fs::FsError", { NotFound: "ENOENT" }),
];
const napi = typeContext(manifest(items), "napi");
const surface = typeContext(manifest(items), "surface");
const value: Place = { at: "value", direction: "out" };
const field_: Place = { at: "field", direction: "both" };

function printed(type: RustType, place: Place = value): string {
  return typeText(toTypeScript(type, place, napi));
}

function shown(type: RustType, place: Place = value): string {
  return typeText(toTypeScript(type, place, surface));
}

const u32 = rust("u32");
const string = rust("std::string::String");

describe("as napi-derive prints it", () => {
  test.each<[string, RustType, Place, string]>([
    ["i64", rust("i64"), value, "number"],
    ["u64", rust("u64"), value, "bigint"],
    ["()", unit, value, "undefined"],
    ["() as a whole return", unit, returnPlace, "void"],
    ["Option parameter", optional(u32), parameterPlace, "number | undefined | null"],
    ["Option return", optional(u32), returnPlace, "number | null"],
    ["Option field", optional(u32), field_, "number"],
    ["Option in a Vec", rust("Vec", optional(u32)), returnPlace, "(number | undefined | null)[]"],
    ["Result return", rust("napi::Result", string), returnPlace, "string"],
    ["nested Result", rust("Vec", rust("Result", string)), value, "(Error | string)[]"],
    ["Vec<u8>", rust("Vec", rust("u8")), value, "number[]"],
    ["&[u8]", { kind: "slice", element: rust("u8") }, value, "Uint8Array"],
    ["&[T]", { kind: "slice", element: string }, value, "any[]"],
    ["[T; 2]", { kind: "array", element: u32, length: "2" }, value, "number[]"],
    ["(A, B)", { kind: "tuple", elements: [u32, string] }, value, "[number, string]"],
    [
      "HashMap with a hasher",
      rust("HashMap", string, u32, rust("S")),
      value,
      "Record<string, number>",
    ],
    ["HashSet", rust("HashSet", string), value, "Set<string>"],
    ["Buffer", rust("napi::bindgen_prelude::Buffer"), value, "Buffer"],
    ["Either of equals", rust("Either", u32, rust("f64")), value, "number"],
    ["Either3 with two equal", rust("Either3", u32, rust("f64"), string), value, "any"],
    ["PromiseRaw<()>", rust("PromiseRaw", unit), returnPlace, "Promise<undefined>"],
    ["AsyncTask, its result unproved", rust("AsyncTask", rust("T")), returnPlace, "Promise<T>"],
    ["Function", rust("Function", u32, unit), value, "(arg: number) => void"],
    ["Function of nothing", rust("Function", unit, u32), value, "() => number"],
    ["bare Function", rust("Function"), value, "(arg?: unknown) => unknown"],
    [
      "FnArgs",
      rust("Function", rust("FnArgs", { kind: "tuple", elements: [u32, optional(string)] }), unit),
      value,
      "(arg0: number, arg1?: string | undefined | null) => void",
    ],
    [
      "ThreadsafeFunction",
      rust("ThreadsafeFunction", u32, unit),
      value,
      "(err: Error | null, arg: number) => void",
    ],
    [
      "ThreadsafeFunction, errors not handled",
      rust("ThreadsafeFunction", u32, unit, u32, rust("Status"), { kind: "other", text: "false" }),
      value,
      "(arg: number) => void",
    ],
    ["External", rust("External", u32), value, "ExternalObject<number>"],
    ["unknown name", rust("std::time::Duration"), value, "Duration"],
    ["unknown generic", rust("Box", rust("Foo")), value, "Box<Foo>"],
    ["anything else", { kind: "other", text: "dyn Any" }, value, "any"],
    ["brand", ref("process::ProcessId"), parameterPlace, "ProcessId"],
    [
      "our own types",
      rust(
        "ferrotype::Job",
        rust("ferrotype::Rows", ref("fs::FileInfo"), unit),
        ref("fs::FsError"),
      ),
      returnPlace,
      "Job<Rows<FileInfo, undefined>, FsError>",
    ],
  ])("%s", (_, type, place, expected) => {
    expect(printed(type, place)).toBe(expected);
  });
});

describe("as the surface declares it", () => {
  test.each<[string, RustType, Place, string]>([
    ["Option parameter", optional(u32), parameterPlace, "number | null | undefined"],
    ["Option that goes out", rust("Vec", optional(u32)), returnPlace, "(number | null)[]"],
    ["Job<()>", rust("ferrotype::Job", unit, ref("fs::FsError")), returnPlace, "Promise<void>"],
    [
      "Job<Rows<T, S>>",
      rust("ferrotype::Job", rust("ferrotype::Rows", ref("fs::FileInfo"), ref("fs::ListSummary"))),
      returnPlace,
      "Promise<RowSet<FileInfo> & ListSummary>",
    ],
    ["Rows<T>", rust("ferrotype::Rows", ref("fs::FileInfo")), returnPlace, "RowSet<FileInfo>"],
    [
      "Rows<T, ()>",
      rust("ferrotype::Rows", ref("fs::FileInfo"), unit),
      returnPlace,
      "RowSet<FileInfo>",
    ],
    ["Result of ours", rust("ferrotype::Result", rust("ferrotype::U53")), returnPlace, "number"],
    ["PathArg", rust("ferrotype::path::PathArg"), parameterPlace, "string | URL"],
    ["PathText", rust("ferrotype::PathText"), value, "string"],
    [
      "Entries",
      rust("ferrotype::Entries", optional(string)),
      parameterPlace,
      "Record<string, string | null | undefined>",
    ],
    [
      "PlainObject",
      rust("ferrotype::PlainObject", ref("fs::ListOptions")),
      parameterPlace,
      "ListOptions",
    ],
    ["loose brand in", ref("process::ProcessId"), parameterPlace, "number"],
    ["loose brand out", ref("process::ProcessId"), returnPlace, "ProcessId"],
    ["loose brand both ways", ref("process::ProcessId"), field_, "number"],
    ["strict brand in", ref("process::Token"), parameterPlace, "Token"],
    [
      "loose brand handed to a callback",
      rust("Function", ref("process::ProcessId"), unit),
      parameterPlace,
      "(arg: ProcessId) => void",
    ],
    ["partly equal Either", rust("Either3", u32, rust("f64"), string), value, "number | string"],
    ["a type of no table", rust("Duration"), value, "Duration"],
  ])("%s", (_, type, place, expected) => {
    expect(shown(type, place)).toBe(expected);
  });

  test("lists are readonly where callers pass them, and only there", () => {
    const list = rust("Vec", string);
    expect(toTypeScript(list, parameterPlace, surface)).toMatchObject({ readonly: true });
    expect(toTypeScript(list, returnPlace, surface)).toMatchObject({ readonly: false });
    expect(toTypeScript(list, parameterPlace, napi)).toMatchObject({ readonly: false });
  });
});

describe("checks", () => {
  test.each<[string, RustType, unknown]>([
    ["plain u32, which napi wraps silently", u32, { kind: "primitive", name: "number" }],
    ["checked U32", rust("ferrotype::U32"), { kind: "primitive", name: "u32" }],
    [
      "list",
      rust("Vec", string),
      { kind: "array", element: { kind: "primitive", name: "string" } },
    ],
    ["enum", ref("process::Signal"), { kind: "enum", values: ["term", "kill"] }],
    ["class", ref("process::Process"), { kind: "instance", class: "Process" }],
    ["bytes", rust("Buffer"), { kind: "primitive", name: "bytes" }],
    ["brand", ref("process::ProcessId"), { kind: "primitive", name: "number" }],
    [
      "map",
      rust("HashMap", string, rust("ferrotype::U32")),
      { kind: "record", optional: false, value: { kind: "primitive", name: "u32" } },
    ],
    [
      "map of options",
      rust("ferrotype::Entries", optional(string)),
      { kind: "record", optional: true, value: { kind: "primitive", name: "string" } },
    ],
    [
      "plain object",
      rust("ferrotype::PlainObject", ref("fs::ListOptions")),
      {
        kind: "object",
        fields: [{ name: "depth", optional: true, check: { kind: "primitive", name: "u32" } }],
      },
    ],
  ])("%s", (_, type, expected) => {
    expect(checkOf(type, surface)).toEqual(expected);
  });

  test("a type that holds itself ends", () => {
    const tree = object("fs::Tree", [field("children", rust("Vec", ref("fs::Tree")))]);
    const context = typeContext(manifest([tree]), "surface");
    expect(checkOf(ref("fs::Tree"), context)).toEqual({
      kind: "object",
      fields: [
        {
          name: "children",
          optional: false,
          check: { kind: "array", element: { kind: "primitive", name: "any" } },
        },
      ],
    });
  });

  test("a brand's predicate follows what its base can hold", () => {
    const check = (type: RustType): string => {
      const item = brand("x::X", type, "loose");
      if (item.kind !== "alias") throw new Error("an alias is wanted");
      return brandCheck(item, surface);
    };
    expect(check(u32)).toBe("u32");
    expect(check(rust("i64"))).toBe("i53");
    expect(check(rust("ferrotype::U53"))).toBe("u53");
    expect(check(rust("f64"))).toBe("number");
    expect(check(string)).toBe("string");
  });
});

test("directions follow the signatures, callbacks turn them round", () => {
  const all = [
    object("a::In", [field("nested", ref("a::Nested"))]),
    object("a::Nested", []),
    object("a::Out", []),
    object("a::Both", []),
    object("a::Handed", []),
    fn(
      "a::run",
      [
        ["input", ref("a::In")],
        ["both", ref("a::Both")],
        ["callback", rust("Function", ref("a::Handed"), unit)],
      ],
      rust("ferrotype::Job", rust("Either", ref("a::Out"), ref("a::Both"))),
    ),
  ];
  const found = itemDirections(all, typeContext(manifest(all), "surface"));
  expect(Object.fromEntries(found)).toEqual({
    In: "in",
    Nested: "in",
    Out: "out",
    Both: "both",
    Handed: "out",
  });
});
