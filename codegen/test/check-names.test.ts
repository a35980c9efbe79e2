import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { SourceItem } from "../src/model/manifest.js";
import type { TsType } from "../src/model/type.js";
import { keyword, named, unresolved } from "../src/types/tree.js";
import { base, enumeration, fn, klass, object, ref, rust, span, unit } from "./builders.js";
import {
  declaredAlias,
  declaredEnum,
  declaredFn,
  declaredInterface,
  declaredView,
} from "./declared-builders.js";
import { check, codes, expectBothPlaces } from "./run-checks.js";

const number = keyword("number");
const nothing = keyword("void");
const u32 = rust("u32");
const text = rust("String");
const item = (id: string): TsType => named({ kind: "item", id });

const grep = fn("search::grep", [["pattern", text]], u32);

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

  test("not for the Rust name of a renamed class, which napi declares as an alias", () => {
    const source = [
      klass("fs::EntryDTO", [], { jsName: "EntryDto" }),
      fn("fs::a", [], unit, { attributes: { ts_return_type: "EntryDTO | undefined" } }),
    ];
    expect(codes({ source })).toEqual([]);
  });

  test("an override string that names nothing", () => {
    const found = check({ source: overridden("Promise<Ghost | Known>") });
    expect(found.map(({ code, at }) => [code, at])).toEqual([["FT2004", "fs::a"]]);
    expect(found[0]?.message).toContain("`Ghost`");
  });

  test("inside what the grammar does not know, too", () => {
    expect(codes({ source: overridden("keyof Ghost") })).toEqual(["FT2004"]);
    expect(codes({ source: overridden("keyof Known") })).toEqual([]);
  });

  test.each(["Blob", "TextDecoder", "PropertyKey", "IteratorResult<string>", "BufferEncoding"])(
    "%s needs no declaration, in the source as in the d.ts",
    (override) => {
      expect(codes({ source: overridden(override) })).toEqual([]);
    },
  );

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
