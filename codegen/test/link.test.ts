import { describe, expect, test } from "vitest";
import type { SourceItem } from "../src/model/manifest.js";
import { parameterText, typeText } from "../src/check/type-text.js";
import { link } from "../src/link/link.js";
import { keyword } from "../src/types/tree.js";
import {
  base,
  docs,
  brand,
  enumeration,
  errorEnum,
  field,
  fn,
  klass,
  manifest,
  member,
  object,
  optional,
  options,
  ref,
  rust,
  signature,
  unit,
  views,
} from "./builders.js";
import { find, surfaceOf } from "./find-item.js";

const u32 = rust("u32");
const string = rust("String");

describe("modules", () => {
  test("are the modules of the items, the index not among them", () => {
    const surface = surfaceOf([fn("init", []), fn("search::grep", []), fn("fs::read", [])]);
    expect(surface.modules).toEqual(["fs", "search"]);
    expect(surface.items.map((item) => [item.module, item.id])).toEqual([
      [null, "init"],
      ["fs", "read"],
      ["search", "grep"],
    ]);
  });

  test("an addon of one module has an index only", () => {
    const surface = surfaceOf([fn("init", []), fn("fs::read", [])]);
    expect(surface.modules).toEqual([]);
    expect(surface.items.map((item) => item.module)).toEqual([null, null]);
  });

  test("errors belong to none", () => {
    const items = [errorEnum("fs::FsError", { A: "A" }), fn("fs::a", []), fn("search::b", [])];
    expect(find(surfaceOf(items), "FsError", "error").module).toBeNull();
  });

  test("none may have the name of a file of the package", () => {
    const { diagnostics } = link(views(manifest([fn("enums::a", []), fn("fs::b", [])])), options);
    expect(diagnostics.map(({ code, at }) => [code, at])).toEqual([["FT1006", "enums::a"]]);
    expect(diagnostics[0]?.primary).toEqual(base("enums::a").nameSpan);
  });
});

describe("brands", () => {
  const items = [
    brand("process::ProcessId", u32, "loose"),
    brand("process::Token", string, "strict"),
    object("process::In", [field("pid", ref("process::ProcessId"))]),
    object("process::Out", [field("pid", ref("process::ProcessId"))]),
    object("process::Both", [field("pid", ref("process::ProcessId"))]),
    fn(
      "process::run",
      [
        ["input", ref("process::In")],
        ["both", ref("process::Both")],
        ["token", ref("process::Token")],
      ],
      rust("Either", ref("process::Out"), ref("process::Both")),
    ),
  ];
  const surface = surfaceOf(items);

  test("a loose one is wanted nowhere and given everywhere", () => {
    const pid = (id: string): string =>
      find(surface, id, "interface")
        .fields.map((one) => typeText(one.type))
        .join();
    expect([pid("In"), pid("Both"), pid("Out")]).toEqual(["number", "number", "ProcessId"]);
    expect(["In", "Both", "Out"].map((id) => find(surface, id, "interface").direction)).toEqual([
      "in",
      "both",
      "out",
    ]);
  });

  test("a strict one is wanted", () => {
    const [first] = find(surface, "run", "function").overloads;
    expect(first?.parameters.map(parameterText)).toEqual([
      "input: In",
      "both: Both",
      "token: Token",
    ]);
  });

  test("have the predicate of their base", () => {
    expect(find(surface, "ProcessId", "brand")).toMatchObject({
      base: keyword("number"),
      check: "u32",
      strict: false,
    });
    expect(find(surface, "Token", "brand")).toMatchObject({ check: "string", strict: true });
  });
});

describe("null and undefined", () => {
  test("an Option in an object is a key that may be missing, in a class it is null", () => {
    const items = [
      object("a::Plain", [field("depth", optional(u32))]),
      object("a::Nullable", [field("depth", optional(u32))], {
        attributes: { use_nullable: true },
      }),
      klass("a::Counter", [
        member("field", "limit", { type: optional(u32) }),
        member("getter", "last", { signature: signature([], optional(u32)) }),
      ]),
    ];
    const surface = surfaceOf(items);
    const fields = (id: string): readonly string[] =>
      find(surface, id, "interface").fields.map(parameterText);
    expect(fields("Plain")).toEqual(["depth?: number"]);
    expect(fields("Nullable")).toEqual(["depth: number | null"]);
    expect(
      find(surface, "Counter", "class").members.map(({ name, type }) =>
        type === null ? name : `${name}: ${typeText(type)}`,
      ),
    ).toEqual(["limit: number | null", "last: number | null"]);
  });
});

describe("classes", () => {
  const items = [
    klass("process::Process", [
      member("factory", "from_pid", { signature: signature([["pid", u32]], rust("Self")) }),
      member("method", "kill", { signature: signature([], unit) }),
      member(
        "method",
        "dispose",
        { signature: signature([], unit) },
        { jsName: "[Symbol.dispose]" },
      ),
      member("field", "pid", { type: u32 }, { attributes: { writable: "false" } }),
      member(
        "method",
        "secret",
        { signature: signature([]) },
        { attributes: { skip_typescript: true } },
      ),
    ]),
    klass("process::Session", [
      member("constructor", "new", {
        signature: signature([["name", optional(string)]], rust("Self")),
      }),
    ]),
  ];
  const surface = surfaceOf(items);

  test("without a constructor cannot be made with new", () => {
    expect(find(surface, "Process", "class").construct).toBeNull();
    const construct = find(surface, "Session", "class").construct;
    expect(construct?.signature.parameters.map(parameterText)).toEqual(["name?: string | null"]);
  });

  test("`#[napi(constructor)]` on a struct takes every field, those that the d.ts leaves out too", () => {
    const point = klass(
      "fs::Point",
      [
        member("field", "x", { type: u32 }),
        member("field", "y", { type: u32 }, { attributes: { skip: true } }),
      ],
      { attributes: { constructor: true } },
    );
    const { construct, members } = find(surfaceOf([point]), "Point", "class");
    expect(construct?.signature.parameters.map(parameterText)).toEqual(["x: number", "y: number"]);
    expect(members.map(({ name }) => name)).toEqual(["x"]);
  });

  test("factories are statics; what cannot be written is readonly; what is skipped is absent", () => {
    const members = find(surface, "Process", "class").members;
    expect(members.map(({ kind, name, readonly }) => [kind, name, readonly])).toEqual([
      ["static", "fromPid", false],
      ["method", "kill", false],
      ["method", "[Symbol.dispose]", false],
      ["field", "pid", true],
    ]);
    expect(members[0]?.signature && typeText(members[0].signature.returns)).toBe("Process");
  });
});

describe("kinds", () => {
  test("enums, errors, unions, tuples and constants", () => {
    const tagged = {
      ...base("a::Shape"),
      kind: "union",
      discriminant: "type",
      variants: [
        { ...variant("Circle", "Circle"), fields: [field("radius", optional(u32))] },
        { ...variant("Nothing", "Nothing"), fields: [] },
      ],
    } as const;
    const pair = {
      ...base("a::Pair"),
      kind: "tuple",
      fields: [field("field0", string), field("field1", optional(u32))],
    } as const;
    const constant = { ...base("a::MAX", { jsName: "max" }), kind: "const", type: u32 } as const;
    const surface = surfaceOf([
      enumeration("a::Signal", { Term: "term" }),
      errorEnum("a::AError", { One: "E1", Again: "E1", Two: "E2" }),
      tagged,
      pair,
      constant,
    ]);
    expect(find(surface, "Signal", "enum").members).toMatchObject([
      { name: "Term", value: "term" },
    ]);
    expect(find(surface, "AError", "error").codes.map(({ code }) => code)).toEqual(["E1", "E2"]);
    expect(typeText(find(surface, "Shape", "alias").type)).toBe(
      '{ type: "Circle"; radius?: number } | { type: "Nothing" }',
    );
    expect(typeText(find(surface, "Pair", "alias").type)).toBe("[string, number?]");
    // napi ignores `js_name` on constants.
    expect(find(surface, "max", "const").binaryName).toBe("MAX");
  });

  test("the stamp and what is kept out of the d.ts are not in it", () => {
    const stamp = {
      ...base("__ferrotype", { jsName: "__ferrotype", attributes: { skip_typescript: true } }),
      kind: "const",
      type: rust("ferrotype::Stamp"),
    } as const;
    const hook = fn("hook", [], unit, { attributes: { module_exports: true } });
    expect(surfaceOf([stamp, hook]).items).toEqual([]);
  });
});

function variant(
  rustName: string,
  value: string,
): Pick<Extract<SourceItem, { kind: "enum" }>, "variants">["variants"][number] {
  const { span, nameSpan } = base("a::Shape");
  return { rustName, docs: docs(), cfg: null, span, nameSpan, value };
}
