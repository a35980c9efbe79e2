import { describe, expect, test } from "vitest";
import { diagnostic } from "../src/diagnostics/make.js";
import type { DeclaredItem, DeclaredMember } from "../src/model/declared.js";
import type { SourceItem } from "../src/model/manifest.js";
import type { TsType } from "../src/model/type.js";
import { array, global, keyword, union } from "../src/types/tree.js";
import {
  enumeration,
  field,
  fn,
  klass,
  member,
  object,
  optional,
  rust,
  signature,
  span,
  unit,
  windows,
} from "./builders.js";
import {
  declaredAlias,
  declaredClass,
  declaredConst,
  declaredEnum,
  declaredFn,
  declaredInterface,
  declaredMember,
  declaredSignature,
} from "./declared-builders.js";
import { check, codes, expectBothPlaces } from "./run-checks.js";

const number = keyword("number");
const string = keyword("string");
const nothing = keyword("void");
const u32 = rust("u32");
const text = rust("String");

const grep = fn("search::grep", [["pattern", text]], u32);

describe("FT3006", () => {
  test("another type, at the Rust item", () => {
    const found = check({
      source: [grep],
      declared: [declaredFn("grep", { pattern: string }, string)],
    });
    expect(found.map(({ code }) => code)).toEqual(["FT3006"]);
    expect(found[0]?.message).toContain("`number`");
    expect(found[0]?.message).toContain("`string`");
    expectBothPlaces(found[0], 1);
  });

  test.each<[string, SourceItem, DeclaredItem]>([
    [
      "Array<T> and T[]",
      fn("fs::a", [], rust("Vec", text)),
      declaredFn("a", {}, global("Array", string)),
    ],
    [
      "the order of a union",
      fn("fs::a", [["x", rust("Either", text, u32)]]),
      declaredFn(
        "a",
        { x: { kind: "union", members: [number, { kind: "union", members: [string] }] } },
        nothing,
      ),
    ],
    [
      "any of napi",
      fn("fs::a", [["x", rust("Either3", u32, rust("f64"), text)]]),
      declaredFn("a", { x: keyword("any") }, nothing),
    ],
    [
      "names of callback parameters",
      fn("fs::a", [["x", rust("Function", text, unit)]]),
      declaredFn(
        "a",
        {
          x: {
            kind: "function",
            parameters: [{ name: "value", type: string, optional: false, rest: false }],
            returns: nothing,
          },
        },
        nothing,
      ),
    ],
    [
      "an override against its parse",
      fn("fs::a", [], unit, { attributes: { ts_return_type: "'x' | string[]" } }),
      declaredFn("a", {}, union(array(string, false), { kind: "literal", value: "x" })),
    ],
    [
      "the result of a task, which stands in its impl",
      fn("fs::a", [], rust("napi::bindgen_prelude::AsyncTask", rust("fs::ReadTask"))),
      declaredFn("a", {}, global("Promise", string)),
    ],
    [
      "a map with another hasher, imported as HashMap",
      fn("fs::a", [["x", rust("rustc_hash::FxHashMap", text, u32)]]),
      declaredFn("a", { x: global("Record", string, number) }, nothing),
    ],
    [
      "a type whose own conversion knows alone what it is",
      fn("fs::a", [["x", rust("Vec", rust("other_crate::Handle", text))]]),
      declaredFn("a", { x: global("Array", union(string, number)) }, nothing),
    ],
  ])("not for %s", (_, source, declared) => {
    expect(codes({ source: [source], declared: [declared] })).toEqual([]);
  });

  test("not for a name by which the header spells the type, alone or in a union", () => {
    const alias = declaredAlias("Name", string);
    const named: TsType = { kind: "name", name: { kind: "item", id: "Name" }, arguments: [] };
    const source = [
      fn("fs::a", [["x", text]], unit, { attributes: { ts_generic_types: "T extends Name" } }),
      fn("fs::b", [["x", rust("Either", u32, text)]]),
      fn("fs::c", [["x", u32]]),
    ];
    const declared = [
      alias,
      declaredFn("a", { x: named }, nothing),
      declaredFn("b", { x: union(named, number) }, nothing),
      declaredFn("c", { x: named }, nothing),
    ];
    const found = check({ source, declared });
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual(["FT3006 fs::c"]);
  });

  test("the result of a task is a promise all the same", () => {
    const source = [fn("fs::a", [], rust("AsyncTask", rust("fs::ReadTask")))];
    expect(codes({ source, declared: [declaredFn("a", {}, string)] })).toEqual(["FT3006"]);
  });

  test("an unknown type against a name that nothing declares is FT2002", () => {
    const source = [fn("fs::a", [["x", rust("other_crate::Handle")]])];
    const dangling: TsType = {
      kind: "name",
      name: { kind: "unresolved", name: "Renamed" },
      arguments: [],
    };
    const found = codes({ source, declared: [declaredFn("a", { x: dangling }, nothing)] });
    expect(found).toContain("FT2002");
  });

  test("a stale override is found", () => {
    const source = [fn("fs::a", [], unit, { attributes: { ts_return_type: "'x'" } })];
    expect(codes({ source, declared: [declaredFn("a", {}, string)] })).toEqual(["FT3006"]);
  });

  test("of twins, the d.ts holds the one of its host", () => {
    const unix = { kind: "not", predicate: windows } as const;
    const source = [
      fn("fs::unix::id", [], u32, { cfg: unix, module: "fs" }),
      fn("fs::windows::id", [], text, { cfg: windows, module: "fs" }),
    ];
    expect(codes({ source, declared: [declaredFn("id", {}, string)] })).toEqual([]);
    expect(codes({ source, declared: [declaredFn("id", {}, keyword("boolean"))] })).toEqual([
      "FT3006",
    ]);
  });
});

describe("FT3003", () => {
  const constructor: TsType = {
    kind: "name",
    name: { kind: "item", id: "LockConstructor" },
    arguments: [],
  };

  test("not for a class that the header declares as a variable of a constructor type", () => {
    const source = [klass("fs::Lock", [])];
    const declared = [
      declaredInterface("LockConstructor", {}),
      declaredConst("Lock", constructor),
      declaredInterface("Lock", {}),
    ];
    expect(codes({ source, declared })).not.toContain("FT3003");
    expect(codes({ source, declared: [declaredConst("Lock", string)] })).toEqual(["FT3003"]);
  });
});

describe("FT3007 and FT3008", () => {
  test("an enum value that differs; members on one side only", () => {
    const source = [enumeration("fs::Kind", { File: 0, Dir: 1, Link: 2 })];
    const found = check({ source, declared: [declaredEnum("Kind", { File: 0, Dir: 5, Pipe: 3 })] });
    expect(found.map(({ code }) => code)).toEqual(["FT3007", "FT3008", "FT3008"]);
    expect(found[0]?.primary?.start.line).toBe(41);
  });

  test("members of classes and fields of interfaces", () => {
    const source = [
      klass("fs::Lock", [member("method", "close", { signature: signature([]) })]),
      object("fs::Info", [field("size", u32)]),
    ];
    const declared = [
      declaredClass("Lock", [
        declaredMember("method", "open", { signature: declaredSignature({}, nothing) }),
      ]),
      declaredInterface("Info", { size: number, mode: number }),
    ];
    expect(codes({ source, declared })).toEqual(["FT3008", "FT3008", "FT3008"]);
  });

  test("not members of a class where a macro without a fixed name may have made them", () => {
    const unread = diagnostic("FT1007", "the macro `m!` makes an item without a fixed name", {
      at: "m!",
    });
    const source = [klass("fs::Lock", [])];
    const open = { signature: declaredSignature({}, nothing) };
    const declared = [declaredClass("Lock", [declaredMember("method", "open", open)])];
    const given = { source, declared, manifest: { diagnostics: [unread] } };
    expect(codes({ source, declared })).toEqual(["FT3008"]);
    expect(codes(given)).toEqual(["FT1007"]);
  });

  test("not members of an interface of the header that merges with the class", () => {
    const size: DeclaredMember = {
      ...declaredMember("field", "size", { type: number }),
      span: span("index.d.ts", 1),
    };
    const declared = [declaredClass("Lock", [size])];
    expect(codes({ source: [klass("fs::Lock", [])], declared })).toEqual([]);
  });

  test("not members that are kept out of the d.ts", () => {
    const hidden = { attributes: { skip_typescript: true } };
    const source = [
      klass("fs::Lock", [member("method", "close", { signature: signature([]) }, hidden)]),
      object("fs::Info", [field("size", u32, { attributes: { skip: true } })]),
    ];
    const declared = [declaredClass("Lock", []), declaredInterface("Info", {})];
    expect(codes({ source, declared })).toEqual([]);
  });

  test("arguments of a struct's constructor are spelled like fields", () => {
    const source = [
      klass(
        "fs::Point",
        [
          member("field", "x", { type: optional(u32) }),
          member("field", "y", { type: u32 }, { attributes: { skip: true } }),
        ],
        { attributes: { constructor: true } },
      ),
    ];
    const declared = [
      declaredClass("Point", [
        declaredMember("constructor", "constructor", {
          signature: declaredSignature({ "x?": number }, null),
        }),
        declaredMember("field", "x?", { type: number }),
      ]),
    ];
    expect(codes({ source, declared })).toEqual([]);
  });
});
