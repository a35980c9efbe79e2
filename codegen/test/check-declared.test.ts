import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { TsType } from "../src/model/type.js";
import { keyword, named, union } from "../src/types/tree.js";
import {
  base,
  enumeration,
  feature,
  field,
  fn,
  klass,
  object,
  optional,
  rust,
  span,
  unit,
  windows,
} from "./builders.js";
import {
  declaredAlias,
  declaredClass,
  declaredFn,
  declaredInterface,
  declaredView,
} from "./declared-builders.js";
import { check, codes, expectBothPlaces } from "./run-checks.js";

const number = keyword("number");
const string = keyword("string");
const nothing = keyword("void");
const u32 = rust("u32");
const text = rust("String");
const item = (id: string): TsType => named({ kind: "item", id });

const grep = fn("search::grep", [["pattern", text]], u32);
const grepDeclared = declaredFn("grep", { pattern: string }, number);

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
