import { expect, test, describe } from "vitest";
import { typeText } from "../src/check/type-text.js";
import type { RustType, SourceItem } from "../src/model/manifest.js";
import { typeContext } from "../src/types/context.js";
import { parseParameters, parseSignature, parseType } from "../src/types/parse-override.js";
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

const u32 = rust("u32");
const string = rust("std::string::String");

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

  test("the Rust name of a class is its JavaScript one, in trees and in opaque text", () => {
    const renamed = klass("fs::EntryDTO", [], { jsName: "EntryDto" });
    const context = typeContext({ items: [renamed] }, "surface");
    expect(typeText(parseType("EntryDTO | null", context))).toBe("EntryDto | null");
    const type = parseType("{ [K in 'EntryDTO']: EntryDTO; EntryDTO: 1 }", context);
    expect(type).toMatchObject({
      kind: "opaque",
      text: "{ [K in 'EntryDTO']: EntryDto; EntryDTO: 1 }",
      names: [{ kind: "item", id: "EntryDto" }],
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
