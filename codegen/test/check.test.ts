import { describe, expect, test } from "vitest";

import { checkAll } from "../src/check/check-all.js";
import type { Code } from "../src/diagnostics/codes.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { link } from "../src/link/link.js";
import type { DeclaredItem, DeclaredView } from "../src/model/declared.js";
import type { LoadedExport, LoadedView } from "../src/model/loaded.js";
import type { Manifest, SourceItem } from "../src/model/manifest.js";
import type { TsType } from "../src/model/type.js";
import type { GenerateOptions } from "../src/model/views.js";
import { array, global, keyword, named, union, unresolved } from "../src/types/tree.js";
import {
  base,
  declaredAlias,
  declaredClass,
  declaredEnum,
  declaredFn,
  declaredInterface,
  declaredMember,
  declaredSignature,
  declaredView,
  enumeration,
  feature,
  field,
  fn,
  klass,
  loadedExport,
  loadedView,
  manifest,
  member,
  object,
  optional,
  options,
  ref,
  rust,
  signature,
  span,
  unit,
  views,
  windows,
} from "./builders.js";

interface Case {
  readonly source?: readonly SourceItem[];
  readonly declared?: readonly DeclaredItem[] | DeclaredView | null;
  readonly loaded?: readonly LoadedExport[] | LoadedView | null;
  readonly options?: Partial<GenerateOptions>;
  readonly manifest?: Partial<Manifest>;
}

function isView<T extends object, V extends object>(
  value: readonly T[] | V | null | undefined,
): value is V {
  return value !== null && value !== undefined && !Array.isArray(value);
}

function check(given: Case): readonly Diagnostic[] {
  const declared = isView(given.declared) ? given.declared : declaredView(given.declared ?? []);
  const loaded = isView(given.loaded) ? given.loaded : loadedView(given.loaded ?? []);
  const all = views(
    manifest(given.source ?? [], given.manifest),
    given.declared === undefined || given.declared === null ? null : declared,
    given.loaded === undefined || given.loaded === null ? null : loaded,
  );
  const config = { ...options, ...given.options };
  const linked = link(all, config);
  return checkAll(all, linked.surface, config, linked.diagnostics);
}

function codes(given: Case): readonly Code[] {
  return check(given).map(({ code }) => code);
}

/** The finding has the Rust item as its place and the line of the d.ts beside it. */
function expectBothPlaces(found: Diagnostic | undefined, line: number): void {
  expect(found?.primary?.file).toMatch(/\.rs$/u);
  expect(found?.related.map((one) => [one.span.file, one.span.start.line])).toEqual([
    ["index.d.ts", line],
  ]);
}

const number = keyword("number");
const string = keyword("string");
const nothing = keyword("void");
const u32 = rust("u32");
const text = rust("String");
const item = (id: string): TsType => named({ kind: "item", id });

const grep = fn("search::grep", [["pattern", text]], u32);
const grepDeclared = declaredFn("grep", { pattern: string }, number);

test("views that agree have no findings", () => {
  const source = [
    grep,
    fn(
      "fs::list",
      [
        ["path", rust("ferrotype::PathArg")],
        ["options", optional(ref("fs::ListOptions"))],
        ["token", rust("ferrotype::CancelToken")],
      ],
      rust("ferrotype::Job", rust("ferrotype::Rows", ref("fs::Info"), unit), ref("fs::FsError")),
    ),
    object("fs::ListOptions", [field("depth", optional(rust("ferrotype::U32")))]),
    object("fs::Info", [field("path", rust("ferrotype::PathText"))], { row: true }),
    { ...base("fs::FsError"), kind: "error", codes: [] } as const,
    enumeration("fs::Kind", { File: "file" }),
    klass("fs::Lock", [
      member("factory", "open", { signature: signature([["path", text]], rust("Self")) }),
      member("getter", "path", { signature: signature([], text) }),
      member("setter", "path", { signature: signature([["path", text]]) }),
      member("method", "close", { signature: signature([]) }, { jsName: "[Symbol.dispose]" }),
    ]),
  ];
  const declared = [
    grepDeclared,
    declaredFn(
      "list",
      {
        path: unresolved("PathArg"),
        options: union(keyword("null"), item("ListOptions"), keyword("undefined")),
        token: unresolved("CancelToken"),
      },
      unresolved(
        "Job",
        unresolved("Rows", item("Info"), keyword("undefined")),
        unresolved("FsError"),
      ),
    ),
    declaredInterface("ListOptions", { "depth?": unresolved("U32") }),
    declaredInterface("Info", { path: unresolved("PathText") }),
    declaredEnum("Kind", { File: "file" }),
    declaredClass("Lock", [
      declaredMember("static", "open", {
        signature: declaredSignature({ path: string }, item("Lock")),
      }),
      declaredMember("getter", "path", { type: string }),
      declaredMember("setter", "path", { signature: declaredSignature({ path: string }, null) }),
      declaredMember("method", "[globalThis.Symbol.dispose]", {
        signature: declaredSignature({}, nothing),
      }),
    ]),
  ];
  const loaded = [
    loadedExport("grep", "function"),
    loadedExport("list", "function"),
    loadedExport("Kind", "enum", { values: { File: "file" } }),
    loadedExport("Lock", "class", {
      members: [
        { name: "path", kind: "accessor" },
        { name: "[Symbol.dispose]", kind: "method" },
      ],
      statics: ["open"],
    }),
    loadedExport("__ferrotype", "value"),
  ];
  expect(check({ source, declared, loaded })).toEqual([]);
});

describe("FT1006", () => {
  test("a module named like a file of the package", () => {
    expect(codes({ source: [fn("errors::a", []), fn("fs::b", [])] })).toEqual(["FT1006"]);
    expect(codes({ source: [fn("failures::a", []), fn("fs::b", [])] })).toEqual([]);
  });
});

describe("FT1010", () => {
  const source = [fn("fs::wait", [["time", rust("std::time::Duration")]])];

  test("a type of which nothing is known", () => {
    const [found] = check({ source });
    expect(found).toMatchObject({
      code: "FT1010",
      at: "fs::wait",
      primary: base("fs::wait").nameSpan,
    });
    expect(found?.message).toContain("`Duration`");
  });

  test("not where the d.ts has it", () => {
    const declared = declaredView(
      [declaredFn("wait", { time: item("Duration") }, nothing), declaredAlias("Duration", number)],
      ["Duration"],
    );
    expect(codes({ source, declared })).toEqual([]);
  });
});

describe("FT2002", () => {
  test("a dangling name of the source, at the item that uses it", () => {
    const source = [fn("fs::wait", [["time", rust("Duration")]])];
    const declared = [declaredFn("wait", { time: unresolved("Duration") }, nothing)];
    const found = check({ source, declared });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT2002", "fs::wait"]]);
    expectBothPlaces(found[0], 1);
  });

  test("a dangling name planted in the d.ts", () => {
    const declared = [declaredFn("grep", { pattern: unresolved("Ghost") }, number)];
    const found = check({ source: [grep], declared });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT2002", "search::grep"]]);
    expect(found[0]?.message).toContain("`Ghost`");
    expectBothPlaces(found[0], 1);
  });

  test("not for the Rust name of a renamed item, which our output mends", () => {
    const source = [
      object("fs::Meta", [], { jsName: "Metadata" }),
      fn("fs::stat", [], ref("fs::Meta")),
    ];
    const declared = [
      declaredInterface("Metadata", {}),
      declaredFn("stat", {}, unresolved("Meta")),
    ];
    expect(codes({ source, declared })).toEqual([]);
  });

  test("not where it is accepted", () => {
    const source = [fn("fs::wait", [["time", rust("Duration")]])];
    const declared = [declaredFn("wait", { time: unresolved("Duration") }, nothing)];
    const allow = [{ code: "FT2002", at: "fs::wait", because: "opaque" }];
    expect(codes({ source, declared, options: { allow } })).toEqual([]);
  });
});

describe("FT2003", () => {
  const overridden = (override: string): readonly SourceItem[] => [
    fn("fs::a", [], unit, { attributes: { ts_return_type: override } }),
  ];

  test("an override string with an open bracket", () => {
    expect(codes({ source: overridden("Promise<{ a: string>") })).toContain("FT2003");
    expect(codes({ source: overridden("Promise<{ a: string }>") })).toEqual([]);
  });

  test("an open bracket in a string is none", () => {
    expect(codes({ source: overridden("'(' | \"[\"") })).toEqual([]);
  });
});

describe("FT2004", () => {
  const overridden = (override: string): readonly SourceItem[] => [
    object("fs::Known", []),
    fn("fs::a", [], unit, { attributes: { ts_return_type: override } }),
  ];

  test("an override string that names nothing", () => {
    const found = check({ source: overridden("Promise<Ghost | Known>") });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT2004", "fs::a"]]);
    expect(found[0]?.message).toContain("`Ghost`");
  });

  test("inside what the grammar does not know, too", () => {
    expect(codes({ source: overridden("keyof Ghost") })).toEqual(["FT2004"]);
    expect(codes({ source: overridden("keyof Known") })).toEqual([]);
  });

  test("items, globals, node's types and type parameters are names", () => {
    const attributes = {
      ts_generic_types: "T",
      ts_return_type: "Promise<T | Buffer | NodeJS.Timeout>",
    };
    expect(codes({ source: [fn("fs::a", [], unit, { attributes })] })).toEqual([]);
  });
});

describe("FT2005", () => {
  const source = [enumeration("fs::Kind", { File: "file" })];

  test("a const enum, at the Rust enum", () => {
    const found = check({ source, declared: [declaredEnum("Kind", { File: "file" }, true)] });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT2005", "fs::Kind"]]);
    expectBothPlaces(found[0], 6);
  });

  test("not a plain enum", () => {
    expect(codes({ source, declared: [declaredEnum("Kind", { File: "file" })] })).toEqual([]);
  });

  test("the reader's own finding is not reported twice", () => {
    const diagnostic: Diagnostic = {
      code: "FT2005",
      severity: "error",
      message: "",
      primary: span("index.d.ts", 6),
      related: [],
      help: null,
      at: "Kind",
    };
    const declared = declaredView([declaredEnum("Kind", { File: "file" }, true)]);
    expect(codes({ source, declared: { ...declared, diagnostics: [diagnostic] } })).toEqual([
      "FT2005",
    ]);
  });
});

describe("FT2006", () => {
  test("a reserved word", () => {
    expect(codes({ source: [fn("fs::delete", [])] })).toEqual(["FT2006"]);
    expect(codes({ source: [fn("fs::delete_all", [])] })).toEqual([]);
  });
});

describe("FT3001", () => {
  test("an item that the d.ts lacks", () => {
    const [found] = check({ source: [grep], declared: [] });
    expect(found).toMatchObject({
      code: "FT3001",
      at: "search::grep",
      primary: base("search::grep").nameSpan,
    });
  });

  test("not one that the host may lack, nor one that is off", () => {
    const source = [
      fn("fs::only", [], unit, { cfg: windows }),
      fn("fs::off", [], unit, { cfg: feature("off") }),
    ];
    expect(codes({ source, declared: [] })).toEqual([]);
  });
});

describe("FT3002", () => {
  test("an item that no Rust item is", () => {
    const found = check({
      source: [grep],
      declared: [grepDeclared, declaredFn("gone", {}, nothing)],
    });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT3002", "gone"]]);
    expect(found[0]?.primary).toEqual(span("index.d.ts", 1));
  });

  test("one that is kept out has its Rust place", () => {
    const source = [fn("fs::off", [], unit, { cfg: feature("off") })];
    const found = check({ source, declared: [declaredFn("off", {}, nothing)] });
    expect(found.map(({ code }) => code)).toEqual(["FT3002"]);
    expectBothPlaces(found[0], 1);
  });

  test("not the author's header, nor the alias of a renamed class", () => {
    const source = [klass("fs::Inner", [], { jsName: "Outer" })];
    const declared = declaredView(
      [
        declaredClass("Outer", []),
        declaredAlias("Inner", item("Outer")),
        declaredInterface("FromHeader", {}),
      ],
      ["FromHeader"],
    );
    expect(codes({ source, declared })).toEqual([]);
  });
});

describe("FT3002 and items that the d.ts alone knows", () => {
  const header = [
    declaredInterface("Visitor", { next: item("Node") }),
    declaredAlias("Node", string),
  ];
  const visit = declaredFn("visit", { visitor: item("Visitor") }, nothing);

  test("not types of a header that an override names, nor those that they name", () => {
    const attributes = { ts_args_type: "visitor: Visitor" };
    const source = [fn("ast::visit", [], unit, { attributes })];
    expect(codes({ source, declared: [...header, visit] })).toEqual([]);
  });

  test("the same types where nothing names them", () => {
    const source = [fn("ast::visit", [["visitor", text]])];
    const declared = [...header, declaredFn("visit", { visitor: string }, nothing)];
    expect(codes({ source, declared })).toEqual(["FT3002", "FT3002"]);
  });

  test("not what a macro may have written that could not be read", () => {
    const unread: Diagnostic = {
      code: "FT1007",
      severity: "info",
      message: "",
      primary: null,
      related: [],
      help: null,
      at: "make!",
    };
    const declared = [declaredFn("made", {}, nothing)];
    expect(codes({ declared, manifest: { diagnostics: [unread] } })).toEqual(["FT1007"]);
    const given = { declared, manifest: { diagnostics: [unread] }, loaded: [] };
    expect(codes(given)).toEqual(["FT1007", "FT4001"]);
    expect(codes({ declared })).toEqual(["FT3002"]);
  });
});

describe("FT3003", () => {
  test("an item of another kind", () => {
    const found = check({ source: [grep], declared: [declaredInterface("grep", {})] });
    expect(found.map(({ code }) => code)).toEqual(["FT3003"]);
    expect(found[0]?.message).toContain("a function");
    expectBothPlaces(found[0], 3);
  });

  test("a string enum may be a union of its values", () => {
    const source = [enumeration("fs::Kind", { File: "file", Dir: "dir" })];
    const literals = union({ kind: "literal", value: "dir" }, { kind: "literal", value: "file" });
    expect(codes({ source, declared: [declaredAlias("Kind", literals)] })).toEqual([]);
    const one: TsType = { kind: "literal", value: "file" };
    expect(codes({ source, declared: [declaredAlias("Kind", one)] })).toEqual(["FT3007"]);
  });
});

describe("FT3004", () => {
  test("a renamed or missing parameter", () => {
    const renamed = [declaredFn("grep", { query: string }, number)];
    const found = check({ source: [grep], declared: renamed });
    expect(found.map(({ code }) => code)).toEqual(["FT3004"]);
    expectBothPlaces(found[0], 1);
    expect(codes({ source: [grep], declared: [declaredFn("grep", {}, number)] })).toEqual([
      "FT3004",
    ]);
  });

  test("not a pattern, which has no name", () => {
    const declared = [declaredFn("grep", { "{ y }": string }, number)];
    expect(codes({ source: [grep], declared })).toEqual([]);
  });
});

describe("FT3005", () => {
  test("a parameter or field that is optional on one side", () => {
    const source = [
      fn("fs::a", [["size", optional(u32)]]),
      object("fs::B", [field("size", optional(u32))]),
    ];
    const wide = union(number, keyword("undefined"), keyword("null"));
    const good = [
      declaredFn("a", { "size?": wide }, nothing),
      declaredInterface("B", { "size?": number }),
    ];
    expect(codes({ source, declared: good })).toEqual([]);
    const bad = [
      declaredFn("a", { size: wide }, nothing),
      declaredInterface("B", { size: number }),
    ];
    expect(codes({ source, declared: bad })).toEqual(["FT3005", "FT3005"]);
  });
});

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
  ])("not for %s", (_, source, declared) => {
    expect(codes({ source: [source], declared: [declared] })).toEqual([]);
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

describe("the loaded addon", () => {
  const declared = [grepDeclared];

  test("FT4001: an export that is absent, at the Rust item", () => {
    const [found] = check({ source: [grep], declared, loaded: [] });
    expect(found).toMatchObject({
      code: "FT4001",
      at: "search::grep",
      primary: base("search::grep").nameSpan,
    });
    expect(codes({ source: [grep], declared, loaded: [loadedExport("grep", "function")] })).toEqual(
      [],
    );
  });

  test("FT4001: not one that this host need not have", () => {
    const source = [fn("fs::only", [], unit, { cfg: windows })];
    expect(codes({ source, declared: [], loaded: [] })).toEqual([]);
    const here = [declaredFn("only", {}, nothing)];
    expect(codes({ source, declared: here, loaded: [] })).toEqual(["FT4001"]);
  });

  test("FT4002: an export that nothing declares is a warning", () => {
    const loaded = [loadedExport("grep", "function"), loadedExport("ResolveTask", "class")];
    const [found] = check({ source: [grep], declared, loaded });
    expect(found).toMatchObject({ code: "FT4002", severity: "warning", at: "ResolveTask" });
    expect(found?.message).toContain("impl Task");
  });

  test("FT4002: not the stamp, nor what the author keeps out of the d.ts", () => {
    const source = [grep, fn("fs::raw", [], unit, { attributes: { skip_typescript: true } })];
    const loaded = [
      loadedExport("grep", "function"),
      loadedExport("raw", "function"),
      loadedExport("__ferrotype", "value"),
    ];
    expect(codes({ source, declared, loaded })).toEqual([]);
  });

  test("FT4003: an enum object with another value", () => {
    const source = [enumeration("fs::Kind", { File: 0, Dir: 1 })];
    const kind = (values: Readonly<Record<string, string | number>>): Case => ({
      source,
      declared: [declaredEnum("Kind", { File: 0, Dir: 1 })],
      loaded: [loadedExport("Kind", "enum", { values })],
    });
    expect(codes(kind({ File: 0, Dir: 2 }))).toEqual(["FT4003"]);
    expect(codes(kind({ File: 0, Dir: 1, Extra: 2 }))).toEqual(["FT4003"]);
    expect(codes(kind({ File: 0, Dir: 1, "0": "File" }))).toEqual([]);
  });

  test("FT4004: a member that the prototype or the class lacks", () => {
    const source = [
      klass("fs::Lock", [
        member("method", "close", { signature: signature([]) }),
        member("static", "open", { signature: signature([]) }),
      ]),
    ];
    const lock = (rest: Partial<LoadedExport>): Case => ({
      source,
      loaded: [loadedExport("Lock", "class", rest)],
    });
    expect(codes(lock({}))).toEqual(["FT4004", "FT4004"]);
    const members = [{ name: "close", kind: "method" }] as const;
    expect(codes(lock({ members, statics: ["open"] }))).toEqual([]);
  });

  test("FT4005: another kind", () => {
    const value = [loadedExport("grep", "value", { valueType: "string" })];
    expect(codes({ source: [grep], declared, loaded: value })).toEqual(["FT4005"]);
    // A class without members looks like a function.
    const source = [klass("fs::Empty", [])];
    expect(codes({ source, loaded: [loadedExport("Empty", "function")] })).toEqual([]);
  });

  test("FT4009: a binary of another source", () => {
    const stamp = {
      package: "@demo/addon",
      version: "1.2.3",
      algorithm: 1,
      contract: "0".repeat(32),
    };
    const loaded = (contract: string): Case => ({
      loaded: loadedView([], { stamp: { ...stamp, contract } }),
    });
    expect(codes(loaded("f".repeat(32)))).toEqual(["FT4009"]);
    expect(codes(loaded("0".repeat(32)))).toEqual([]);
    expect(codes({ loaded: [] })).toEqual([]);
  });
});

describe("the config", () => {
  test("FT6004: a target that is not known", () => {
    const known = [
      "linux-x64-gnu",
      "linux-arm-gnueabihf",
      "darwin-universal",
      "win32-ia32-msvc",
      "android-arm-eabi",
    ];
    expect(codes({ options: { targets: known } })).toEqual([]);
    const unknown = ["linux-x64", "linux-x64-msvc", "plan9-x64", "linux-x64-gnu-old"];
    expect(codes({ options: { targets: unknown } })).toEqual(unknown.map(() => "FT6004"));
  });

  test("an entry of the allow-list accepts a finding, by Rust path or name; for a class, its members'", () => {
    const source = [
      klass("fs::Lock", [
        member("method", "close", { signature: signature([]) }, { id: "fs::Lock::close" }),
      ]),
    ];
    const loaded = [loadedExport("Lock", "class")];
    const allowed = (at: string): readonly Code[] =>
      codes({ source, loaded, options: { allow: [{ code: "FT4004", at, because: "known" }] } });
    expect(codes({ source, loaded })).toEqual(["FT4004"]);
    expect(allowed("fs::Lock::close")).toEqual([]);
    expect(allowed("fs::Lock")).toEqual([]);
    expect(allowed("fs::Lo")).toEqual(["FT4004", "FT6005"]);
  });

  test("FT6005: an entry without a finding", () => {
    const allow = [{ code: "FT4002", at: "gone", because: "once" }];
    expect(codes({ options: { allow } })).toEqual(["FT6005"]);
    expect(codes({ options: { allow }, loaded: [loadedExport("gone", "function")] })).toEqual([]);
  });
});

test("where a reader found an error, the rules are not asked", () => {
  const broken: Diagnostic = {
    code: "FT1001",
    severity: "error",
    message: "does not parse",
    primary: null,
    related: [],
    help: null,
    at: null,
  };
  const given = { declared: [grepDeclared], manifest: { diagnostics: [broken] } };
  expect(codes(given)).toEqual(["FT1001"]);
  expect(codes({ declared: [grepDeclared] })).toEqual(["FT3002"]);
});
