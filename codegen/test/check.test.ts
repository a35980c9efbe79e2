import { describe, expect, test } from "vitest";
import type { Code } from "../src/diagnostics/codes.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { TsType } from "../src/model/type.js";
import { keyword, named, union, unresolved } from "../src/types/tree.js";
import {
  base,
  enumeration,
  field,
  fn,
  klass,
  member,
  object,
  optional,
  ref,
  rust,
  signature,
  unit,
} from "./builders.js";
import {
  declaredClass,
  declaredEnum,
  declaredFn,
  declaredInterface,
  declaredMember,
  declaredSignature,
  loadedExport,
} from "./declared-builders.js";
import { check, codes } from "./run-checks.js";

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
