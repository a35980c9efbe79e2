import { expect, test, describe } from "vitest";

import { typeText } from "../src/check/type-text.js";
import type { RustType, SourceItem } from "../src/model/manifest.js";
import { brandCheck, checkOf } from "../src/types/argument-check.js";
import { parameterPlace, returnPlace, typeContext, type Place } from "../src/types/context.js";
import { itemDirections } from "../src/types/directions.js";
import { parseParameters, parseSignature, parseType } from "../src/types/parse-override.js";
import { toTypeScript } from "../src/types/rust-type.js";
import { toSignature } from "../src/types/signature.js";
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
    ["AsyncTask", rust("AsyncTask", rust("T")), returnPlace, "Promise<unknown>"],
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

describe("signatures", () => {
  const list = fn(
    "fs::list_directory",
    [
      ["path", rust("ferrotype::PathArg")],
      ["options", optional(ref("fs::ListOptions"))],
      ["token", rust("ferrotype::CancelToken")],
    ],
    rust("ferrotype::Job", rust("ferrotype::Rows", ref("fs::FileInfo"), ref("fs::ListSummary"))),
  );

  function text(item: SourceItem, context = surface): string {
    if (item.kind !== "function") throw new Error("a function is wanted");
    const { parameters, returns } = toSignature(item, context);
    const written = parameters.map(
      (one) => `${one.name}${one.optional ? "?" : ""}: ${typeText(one.type)}`,
    );
    return `(${written.join(", ")}): ${typeText(returns)}`;
  }

  test("the options carry the signal, the token is gone", () => {
    expect(text(list)).toBe(
      "(path: string | URL, options?: (ListOptions & Cancellable) | null): Promise<RowSet<FileInfo> & ListSummary>",
    );
  });

  test("napi prints the token, and so nothing before it is optional", () => {
    expect(text(list, napi)).toBe(
      "(path: PathArg, options: ListOptions | undefined | null, token: CancelToken): Job<Rows<FileInfo, ListSummary>>",
    );
  });

  test("the wrapping tells where the signal and the columns are", () => {
    if (list.kind !== "function") throw new Error("a function is wanted");
    expect(toSignature(list, surface).wrapping).toEqual({
      async: true,
      cancel: { at: 1, arity: 2 },
      rows: ["path"],
      parameters: [
        { name: "path", optional: false, check: { kind: "primitive", name: "path" } },
        {
          name: "options",
          optional: true,
          check: {
            kind: "object",
            fields: [{ name: "depth", optional: true, check: { kind: "primitive", name: "u32" } }],
          },
        },
      ],
    });
  });

  test("options in a union carry it, and they need not be last", () => {
    const run = fn("process::run", [
      ["command", string],
      ["cwd_or_options", optional(rust("Either", string, ref("fs::ListOptions")))],
      ["timeout_ms", optional(u32)],
      ["token", rust("ferrotype::CancelToken")],
    ]);
    expect(text(run)).toBe(
      "(command: string, cwdOrOptions?: string | (ListOptions & Cancellable) | null, timeoutMs?: number | null): void",
    );
  });

  test("without options, a trailing parameter is added", () => {
    const wait = fn(
      "process::wait",
      [["token", rust("ferrotype::CancelToken")]],
      rust("ferrotype::Job", u32),
    );
    expect(text(wait)).toBe("(options?: Cancellable): Promise<number>");
    if (wait.kind !== "function") throw new Error("a function is wanted");
    expect(toSignature(wait, surface).wrapping.cancel).toEqual({ at: 0, arity: 0 });
  });

  test("an optional parameter before a required one keeps undefined", () => {
    const late = fn("fs::late", [
      ["first", optional(u32)],
      ["second", u32],
    ]);
    expect(text(late)).toBe("(first: number | null | undefined, second: number): void");
  });

  test("Env is nobody's argument, This is a `this` parameter of free functions", () => {
    const bound = fn("fs::bound", [
      ["env", { kind: "reference", mutable: false, type: rust("napi::Env") }],
      ["this", rust("This", rust("Object"))],
      ["count", u32],
    ]);
    expect(text(bound)).toBe("(this: object, count: number): void");
    if (bound.kind !== "function") throw new Error("a function is wanted");
    expect(toSignature(bound, surface).wrapping.parameters.map((one) => one.name)).toEqual([
      "count",
    ]);
  });

  test("async functions return promises", () => {
    expect(text(fn("fs::wait", [], unit, { async: true }))).toBe("(): Promise<void>");
  });

  test("overrides stand for what they replace", () => {
    const attributes = {
      ts_generic_types: "T extends object",
      ts_args_type: "value: T, ...rest: Signal[]",
      ts_return_type: "T | null",
    };
    expect(text(fn("fs::pick", [], unit, { attributes }))).toBe(
      "(value: T, rest: Signal[]): T | null",
    );
  });

  test("a method's Self is its class, a reference to it is `this`", () => {
    const self = items.find((item) => item.id === "process::Process") ?? null;
    const context = { ...surface, self };
    const method = (returns: RustType): string => {
      const callable = {
        kind: "method",
        attributes: {},
        signature: { parameters: [], returns, async: false, guarded: true },
      } as const;
      return typeText(toSignature(callable, context).returns);
    };
    expect(method(rust("Self"))).toBe("Process");
    expect(method({ kind: "reference", mutable: false, type: rust("Self") })).toBe("this");
  });
});

describe("override text", () => {
  const parse = (text: string): string => typeText(parseType(text, surface));

  test.each([
    ["'a' | \"b\" | -1 | true", '"a" | "b" | -1 | true'],
    ["Array<Signal>[]", "Signal[][]"],
    ["readonly string[]", "string[]"],
    ["[first: string, second?: number]", "[string, number?]"],
    ["{ a: string; 'b-c'?: number }", "{ a: string; b-c?: number }"],
    ["(a: string, ...rest: any[]) => void", "(a: string, ...rest: any[]) => void"],
    ["((value: Buffer) => void) | null", "((value: Buffer) => void) | null"],
    ["Promise<Record<string, URL>>", "Promise<Record<string, URL>>"],
  ])("%s is a tree", (text, expected) => {
    const type = parseType(text, surface);
    expect(type.kind).not.toBe("opaque");
    expect(parse(text)).toBe(expected);
  });

  test.each(["typeof x", "keyof Signal", "T extends U ? 1 : 2", "`a${string}`", "new () => X"])(
    "%s is beyond the grammar and stays text",
    (text) => {
      expect(parseType(text, surface)).toMatchObject({ kind: "opaque", text });
    },
  );

  test("opaque text knows its free names", () => {
    const type = parseType("{ [K in keyof Signal]: Missing.Part }", surface);
    expect(type).toMatchObject({
      kind: "opaque",
      names: [
        { kind: "item", id: "Signal" },
        { kind: "unresolved", name: "Missing.Part" },
      ],
    });
  });

  test("parameters and whole signatures", () => {
    expect(parseParameters("a: string, b?: () => void", surface)).toHaveLength(2);
    const whole = parseSignature("<T>(value: T, n?: number): Promise<T>", surface);
    expect(whole.typeParameters).toBe("T");
    expect(whole.parameters.map((one) => one.name)).toEqual(["value", "n"]);
    expect(typeText(whole.returns)).toBe("Promise<T>");
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
