import { describe, expect, test } from "vitest";

import { parameterText, typeText } from "../src/check/type-text.js";
import { link } from "../src/link/link.js";
import type { SourceItem } from "../src/model/manifest.js";
import type { Item, Surface } from "../src/model/surface.js";
import type { GenerateOptions } from "../src/model/views.js";
import { array, global, keyword, named, unresolved } from "../src/types/tree.js";
import {
  base,
  brand,
  declaredAlias,
  declaredFn,
  declaredInterface,
  declaredView,
  docs,
  enumeration,
  errorEnum,
  feature,
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
  unix,
  views,
  windows,
} from "./builders.js";

function surfaceOf(items: readonly SourceItem[], rest: Partial<GenerateOptions> = {}): Surface {
  return link(views(manifest(items)), { ...options, ...rest }).surface;
}

function find<Kind extends Item["kind"]>(
  surface: Surface,
  id: string,
  kind: Kind,
): Extract<Item, { kind: Kind }> {
  const item = surface.items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`${id} is not in the surface`);
  if (!isKind(item, kind)) throw new Error(`${id} is of kind ${item.kind}`);
  return item;
}

function isKind<Kind extends Item["kind"]>(
  item: Item,
  kind: Kind,
): item is Extract<Item, { kind: Kind }> {
  return item.kind === kind;
}

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

describe("cfg", () => {
  test("an item of some targets names those that lack it, and the platforms that have it", () => {
    const item = find(surfaceOf([fn("fs::only", [], unit, { cfg: windows })]), "only", "function");
    expect(item.missingOn).toEqual(["linux-x64-gnu", "darwin-arm64"]);
    expect(item.docs.tags).toEqual([{ name: "platform", text: "win32" }]);
  });

  test("twins under disjoint predicates are one item", () => {
    const surface = surfaceOf([
      fn("fs::unix::stat", [["path", string]], unit, { cfg: unix, module: "fs" }),
      fn("fs::windows::stat", [["path", string]], unit, { cfg: windows, module: "fs" }),
    ]);
    expect(surface.items).toHaveLength(1);
    expect(find(surface, "stat", "function")).toMatchObject({ missingOn: [] });
    expect(find(surface, "stat", "function").overloads).toHaveLength(1);
  });

  test("a field of one twin only is optional", () => {
    const surface = surfaceOf([
      object("fs::unix::Stat", [field("size", u32), field("mode", u32)], {
        cfg: unix,
        module: "fs",
      }),
      object("fs::windows::Stat", [field("size", u32)], { cfg: windows, module: "fs" }),
    ]);
    expect(find(surface, "Stat", "interface").fields.map(parameterText)).toEqual([
      "size: number",
      "mode?: number",
    ]);
  });

  test("an item whose feature is off is not emitted, one whose feature is on is", () => {
    const items = [
      fn("fs::off", [], unit, { cfg: feature("extra") }),
      fn("fs::not_off", [], unit, { cfg: { kind: "not", predicate: feature("extra") } }),
    ];
    expect(surfaceOf(items).items.map(({ id }) => id)).toEqual(["notOff"]);
    const on = manifest(items);
    const crate = { ...on.crate, features: ["extra"] };
    const { surface } = link(views({ ...on, crate }), options);
    expect(surface.items.map(({ id }) => id)).toEqual(["off"]);
  });

  test("an item of no configured target is not emitted", () => {
    const items = [fn("fs::only", [], unit, { cfg: windows })];
    expect(surfaceOf(items, { targets: ["linux-x64-gnu"] }).items).toEqual([]);
  });

  test("the surface does not depend on the host", () => {
    const attributes = { ts_return_type: "Promise<'a' | Stat[]>", ts_args_type: "value: Stat" };
    const source = manifest([
      object("fs::Stat", [field("size", u32), field("owner", optional(string))], { cfg: unix }),
      fn("fs::stat", [["path", string]], ref("fs::Stat"), { cfg: unix }),
      fn("fs::overridden", [["path", string]], unit, { cfg: unix, attributes }),
      fn("fs::everywhere", [["path", string]]),
    ]);
    const stat = named({ kind: "item", id: "Stat" });
    const whole = [
      declaredInterface("Stat", { size: keyword("number"), "owner?": keyword("string") }),
      declaredFn("stat", { path: keyword("string") }, stat),
      declaredFn("overridden", { value: stat }, global("Promise", array(stat, false))),
      declaredFn("everywhere", { path: keyword("string") }, keyword("void")),
    ];
    const elsewhere = whole.filter(({ name }) => name === "everywhere");
    const full = link(views(source, declaredView(whole)), options).surface;
    expect(link(views(source, declaredView(elsewhere)), options).surface).toEqual(full);
    expect(link(views(source), options).surface).toEqual(full);
    expect(full.items).toHaveLength(4);
  });
});

describe("what the source does not prove", () => {
  const duration = rust("other::Duration");

  test("comes from the d.ts", () => {
    const source = manifest([
      fn("fs::wait", [["time", duration]], rust("AsyncTask", rust("Work"))),
    ]);
    const declared = declaredView(
      [
        declaredFn(
          "wait",
          { time: named({ kind: "item", id: "Duration" }) },
          global("Promise", keyword("number")),
        ),
        declaredAlias("Duration", keyword("number")),
      ],
      ["Duration"],
    );
    const { surface } = link(views(source, declared), options);
    const [first] = find(surface, "wait", "function").overloads;
    expect(first?.parameters.map(parameterText)).toEqual(["time: Duration"]);
    expect(first && typeText(first.returns)).toBe("Promise<number>");
    expect(find(surface, "Duration", "alias").origin.span).toBeNull();
  });

  test("a macro item is what the d.ts says, its own types in the surface's terms", () => {
    const source = manifest([fn("fs::made", [], rust("T"), { macro: true })]);
    const declared = declaredView([
      declaredFn(
        "made",
        { path: unresolved("PathArg"), token: unresolved("CancelToken") },
        unresolved("Job", keyword("undefined"), unresolved("FsError")),
      ),
    ]);
    const { surface } = link(views(source, declared), options);
    const [first] = find(surface, "made", "function").overloads;
    expect(first?.parameters.map(parameterText)).toEqual(["path: string | URL"]);
    expect(first && typeText(first.returns)).toBe("Promise<void>");
  });

  test("stays unresolved without one, and no name points outside the surface", () => {
    const items = [
      fn("fs::wait", [["time", duration]], ref("fs::Hidden")),
      object("fs::Hidden", [], { cfg: feature("off") }),
    ];
    const [first] = find(surfaceOf(items), "wait", "function").overloads;
    expect(first?.parameters[0]?.type).toEqual(unresolved("Duration"));
    expect(first?.returns).toEqual(unresolved("Hidden"));
  });

  test("an accepted name is unknown, with the reason", () => {
    const allow = [{ code: "FT2002", at: "fs::wait", because: "opaque on purpose" }];
    const surface = surfaceOf([fn("fs::wait", [["time", duration]])], { allow });
    const [first] = find(surface, "wait", "function").overloads;
    expect(first?.parameters.map(parameterText)).toEqual(["time: unknown /* opaque on purpose */"]);
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

describe("docs", () => {
  const text = `Finds [\`Match\`]es with [a pattern](crate::search::pattern), see [\`Index::len\`] and [docs](https://x.y/z).

Not public: [\`Hidden\`], [\`std::fs\`].

\`\`\`
let x = [\`Match\`];
\`\`\`

# Errors
When the [\`pattern\`] is bad.

# Examples
\`\`\`ts
grep("x");
\`\`\`

# Panics
Never.

# Notes
Kept.`;
  const items = [
    errorEnum("search::SearchError", { Regex: "ERR_REGEX", Io: "EIO" }),
    object("search::Match", []),
    klass("search::Index", [
      member("method", "len", { signature: signature([]) }, { jsName: "length" }),
    ]),
    fn("search::pattern", []),
    fn("search::grep", [], rust("ferrotype::Job", unit, ref("search::SearchError")), {
      docs: docs(text, {
        tags: [
          { name: "default", value: "3" },
          { name: "internal", value: "" },
        ],
        deprecated: "Use [`pattern`].",
      }),
    }),
  ];
  const { docs: found } = find(surfaceOf(items), "grep", "function");

  test("links to items become {@link}, others code", () => {
    expect(found.text).toBe(
      `Finds {@link Match}es with {@link pattern | a pattern}, see {@link Index.length} and [docs](https://x.y/z).

Not public: \`Hidden\`, \`std::fs\`.

\`\`\`
let x = [\`Match\`];
\`\`\`

# Notes
Kept.`,
    );
  });

  test("sections and attributes become tags, in the order of printing", () => {
    expect(found.tags).toEqual([
      {
        name: "throws",
        text: "An error with a code of {@link SearchErrorCode}: `ERR_REGEX`, `EIO`.\n\nWhen the {@link pattern} is bad.",
      },
      { name: "example", text: '```ts\ngrep("x");\n```' },
      { name: "remarks", text: "Never." },
      { name: "default", text: "3" },
      { name: "deprecated", text: "Use {@link pattern}." },
      { name: "internal", text: "" },
    ]);
  });
});
