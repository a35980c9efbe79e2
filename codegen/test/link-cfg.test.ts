import { describe, expect, test } from "vitest";
import { parameterText, typeText } from "../src/check/type-text.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { diagnostic } from "../src/diagnostics/make.js";
import { link } from "../src/link/link.js";
import type { DeclaredItem, DeclaredMember } from "../src/model/declared.js";
import type { TsType } from "../src/model/type.js";
import { extendedByHeader } from "../src/types/declared-lookup.js";
import { array, global, keyword, named, unresolved } from "../src/types/tree.js";
import {
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
  span,
  unit,
  unix,
  views,
  windows,
} from "./builders.js";
import {
  declaredAlias,
  declaredClass,
  declaredConst,
  declaredFn,
  declaredInterface,
  declaredMember,
  declaredSignature,
  declaredView,
} from "./declared-builders.js";
import { find, surfaceOf } from "./find-item.js";

const u32 = rust("u32");
const string = rust("String");

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

  test("members that a macro gives a class are those of the d.ts", () => {
    const unread = diagnostic("FT1007", "the macro `m!` makes an item without a fixed name", {
      at: "m!",
    });
    const close = member("method", "close", { signature: signature([]) });
    const declared = declaredView([
      declaredClass("Lock", [
        declaredMember("method", "close", {
          signature: declaredSignature({}, keyword("number")),
        }),
        declaredMember("getter", "size", {
          signature: declaredSignature({}, keyword("number")),
        }),
      ]),
    ]);
    const membersOf = (diagnostics: readonly Diagnostic[]): readonly string[] => {
      const source = manifest([klass("fs::Lock", [close])], { diagnostics });
      const { surface } = link(views(source, declared), options);
      return find(surface, "Lock", "class").members.map(({ kind, name }) => `${kind} ${name}`);
    };
    expect(membersOf([unread])).toEqual(["method close", "getter size"]);
    expect(membersOf([])).toEqual(["method close"]);
  });

  test("a class has the members of the header's interfaces that stand for it or merge with it", () => {
    const early = (name: string): DeclaredMember => ({
      ...declaredMember("field", name, { type: keyword("string") }),
      span: span("index.d.ts", 1),
    });
    const module: TsType = named({ kind: "item", id: "Module" });
    const heir = (item: DeclaredItem): DeclaredItem =>
      item.kind === "class" || item.kind === "interface" ? { ...item, extends: [module] } : item;
    const declared = declaredView([
      heir(declaredInterface("Normal", { path: keyword("string") })),
      declaredConst("Normal", named({ kind: "item", id: "NormalConstructor" })),
      heir(declaredClass("Concatenated", [early("root")])),
      declaredClass("Module", [early("id"), declaredMember("field", "stale")]),
      declaredInterface("NormalConstructor", {}),
    ]);
    const source = manifest([
      klass("m::Normal", []),
      klass("m::Concatenated", [member("method", "root", { signature: signature([]) })]),
      klass("m::Module", []),
    ]);
    const { surface } = link(views(source, declared), options);
    const membersOf = (name: string): readonly string[] =>
      find(surface, name, "class").members.map((one) => `${one.kind} ${one.name}`);
    expect(membersOf("Module")).toEqual(["field id"]);
    expect(membersOf("Normal")).toEqual(["field path", "field id"]);
    expect(membersOf("Concatenated")).toEqual(["method root", "field id"]);
    expect([...extendedByHeader(declared)]).toEqual(["Normal", "Concatenated", "Module"]);
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
