import { describe, expect, test } from "vitest";
import type { LoadedExport } from "../src/model/loaded.js";
import { keyword } from "../src/types/tree.js";
import {
  base,
  enumeration,
  fn,
  klass,
  member,
  rust,
  signature,
  unit,
  windows,
} from "./builders.js";
import { declaredEnum, declaredFn, loadedExport, loadedView } from "./declared-builders.js";
import type { Case } from "./run-checks.js";
import { check, codes } from "./run-checks.js";

const number = keyword("number");
const string = keyword("string");
const nothing = keyword("void");
const u32 = rust("u32");
const text = rust("String");

const grep = fn("search::grep", [["pattern", text]], u32);
const grepDeclared = declaredFn("grep", { pattern: string }, number);

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
