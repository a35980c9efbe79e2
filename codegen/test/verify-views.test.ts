/** `verifyViews` on small views: what must be found by which two, and what looks like a fault and is none. */
import { describe, expect, test } from "vitest";

import type { DeclaredItem, DeclaredView } from "../src/model/declared.js";
import type { LoadedExport } from "../src/model/loaded.js";
import type { SourceItem } from "../src/model/manifest.js";
import type { PartialViews } from "../src/model/views.js";
import { readDeclared } from "../src/read/declared.js";
import { verifyViews } from "../src/verify.js";
import {
  base,
  enumeration,
  fn,
  klass,
  manifest,
  member,
  rust,
  signature,
  span,
  windows,
} from "./builders.js";
import { loadedExport, loadedView } from "./declared-builders.js";

interface Given {
  readonly source?: readonly SourceItem[];
  /** Text of a d.ts, or its items. */
  readonly declared?: string | readonly DeclaredItem[];
  readonly loaded?: readonly LoadedExport[];
  readonly script?: readonly string[];
  readonly target?: string;
}

function typesOf(text: string): DeclaredView {
  return readDeclared({ path: "index.d.ts", text });
}

/** Codes with what they are about; policy and the panic rule are left out. */
function verify({ source, declared, loaded, script, target }: Given): readonly string[] {
  const views: PartialViews = {
    source: source === undefined ? null : manifest(source),
    declared: typeof declared === "string" ? typesOf(declared) : null,
    loaded: loaded === undefined ? null : loadedView(loaded),
    ...(script === undefined ? {} : { script }),
  };
  return verifyViews(views, target === undefined ? {} : { target })
    .filter(({ code }) => !code.startsWith("FT5"))
    .map(({ code, at }) => `${code} ${at ?? ""}`);
}

const method = (name: string): LoadedExport["members"][number] => ({ name, kind: "method" });
const getter = (name: string): LoadedExport["members"][number] => ({ name, kind: "getter" });

describe("types and binary", () => {
  test("an optional member may be absent", () => {
    const declared =
      "export declare class A {\n  constructor()\n  b(): void\n  onload?(): void\n}\n";
    const at = (...members: LoadedExport["members"]): readonly string[] =>
      verify({ declared, loaded: [loadedExport("A", "class", { members })] });
    expect(at(method("b"))).toEqual([]);
    expect(at(method("onload"))).toEqual(["FT4004 A.b"]);
  });

  test("members that the package's JavaScript adds are there, each in its place", () => {
    const declared =
      "export declare class A {\n  constructor()\n  [Symbol.dispose](): void\n  static make(): A\n}\n";
    const loaded = [loadedExport("A", "class", { members: [] })];
    const at = (...script: readonly string[]): readonly string[] =>
      verify({ declared, loaded, script });
    expect(at("A", "A.prototype.[Symbol.dispose]", "A.make")).toEqual([]);
    expect(at("A", "A.[Symbol.dispose]", "A.prototype.make")).toEqual([
      "FT4004 A.[Symbol.dispose]",
      "FT4004 A.make",
    ]);
  });

  test("an object of functions is declared by the type of a constant", () => {
    const loaded = ["has", "load", "size"].map((name) =>
      loadedExport(name, "function", { namespace: "Fonts" }),
    );
    const at = (rest: string): readonly string[] =>
      verify({ declared: `export const Fonts: IFonts\n${rest}`, loaded });
    const parent = "interface Base {\n  has(): boolean\n}\n";
    expect(at(`${parent}interface IFonts extends Base {\n  load(): void\n}\n`)).toEqual([
      "FT4002 Fonts.size",
    ]);
    expect(at(`${parent}type IFonts = Base & { load: () => void }\n`)).toEqual([
      "FT4002 Fonts.size",
    ]);
    expect(at("interface IFonts extends Far {}\nimport { Far } from 'far'\n")).toEqual([]);
  });

  test("an enum that is declared as a type only", () => {
    const loaded = [loadedExport("Kind", "enum", { values: { File: "file", Dir: "dir" } })];
    const at = (declared: string, exports = loaded): readonly string[] =>
      verify({ declared, loaded: exports });
    const alias = "export type Kind = 'file' | 'dir'\n";
    expect(at(alias)).toEqual(["FT3012 Kind"]);
    expect(at(alias, [])).toEqual([]);
    expect(at("export declare enum Kind {\n  File = 'file',\n  Dir = 'dir'\n}\n")).toEqual([]);
    expect(at(`${alias}export declare const Kind: { File: 'file', Dir: 'dir' }\n`)).toEqual([]);
  });

  test("a function and a class without members look the same", () => {
    const declared =
      "export declare function f(): void\nexport declare class C {\n  constructor()\n}\n";
    const loaded = [loadedExport("f", "function"), loadedExport("C", "function")];
    expect(verify({ declared, loaded })).toEqual([]);
  });

  test("iterator members stand on instances", () => {
    const declared = `export declare class Words {
  constructor()
  size(): number
  next(value?: undefined): IteratorResult<string>
  [Symbol.iterator](): Iterator<string>
}
export declare class Chunks extends Iterator<string, void, void> {
  constructor()
  next(value?: void): IteratorResult<string, void>
}
`;
    const loaded = [
      loadedExport("Words", "class", { members: [method("size")] }),
      loadedExport("Chunks", "function"),
    ];
    expect(verify({ declared, loaded })).toEqual([]);
  });

  test("a method called next of a class that does not iterate stands on the prototype", () => {
    const declared =
      "export declare class Page {\n  constructor()\n  size(): number\n  next(): Page\n}\n";
    const loaded = [loadedExport("Page", "class", { members: [method("size")] })];
    expect(verify({ declared, loaded })).toEqual(["FT4004 Page.next"]);
  });

  test("getter and setter of one name are one member", () => {
    const declared =
      "export declare class A {\n  constructor()\n  get b(): number\n  set b(b: number)\n}\n";
    expect(
      verify({ declared, loaded: [loadedExport("A", "class", { members: [getter("c")] })] }),
    ).toEqual(["FT4013 A.c", "FT4004 A.b"]);
    expect(
      verify({ declared, loaded: [loadedExport("A", "class", { members: [getter("b")] })] }),
    ).toEqual([]);
  });

  test("statics are asked of the class", () => {
    const declared = "export declare class A {\n  constructor()\n  static make(): A\n}\n";
    const at = (rest: Partial<LoadedExport>): readonly string[] =>
      verify({ declared, loaded: [loadedExport("A", "class", rest)] });
    expect(at({ statics: ["make"] })).toEqual([]);
    expect(at({ members: [method("make")] })).toEqual(["FT4004 A.make"]);
  });

  test("members of an interface that merges with the class are a note", () => {
    const declared =
      "export interface M {\n  readonly type: string\n}\nexport declare class M {\n  constructor()\n  size(): number\n}\n";
    const loaded = [loadedExport("M", "class", { members: [method("size")] })];
    expect(verify({ declared, loaded })).toEqual(["FT4010 M.type"]);
  });

  test("hand-written variables may be classes; numbers may not", () => {
    const declared =
      "interface K {\n  new (): object\n}\nexport var A: K\nexport declare const B: number\n";
    const loaded = [
      loadedExport("A", "class", { members: [method("x")] }),
      loadedExport("B", "function"),
    ];
    expect(verify({ declared, loaded })).toEqual(["FT4005 B"]);
  });

  test("types, helpers and what is not exported are not asked for", () => {
    const declared = `import { V } from './v'
export { V }
export * from 'w'
export interface I {}
export type T = I
declare class Hidden {
  x(): void
}
export declare class ExternalObject<T> {
  readonly '': { readonly '': unique symbol }
}
export declare const __napiBindingTarget: 'native' | 'wasm32-wasi'
`;
    expect(verify({ declared, loaded: [] })).toEqual([]);
  });

  test("namespaces, also one of values alone, which looks like an enum", () => {
    const declared =
      "export declare namespace n {\n  export function f(): void\n}\nexport declare namespace v {\n  export const A: number\n  export const B: string\n}\n";
    const loaded = [
      loadedExport("f", "function", { namespace: "n" }),
      loadedExport("v", "enum", { values: { A: 1, C: 2 } }),
    ];
    expect(verify({ declared, loaded })).toEqual(["FT4002 v.C", "FT4001 v.B"]);
  });

  test("enum values, both ways; the reverse map of a numeric enum is no member", () => {
    const declared = "export declare enum E {\n  A = 0,\n  B = 1\n}\n";
    const values = { A: 0, B: 2, C: 3, 0: "A", 2: "B", 3: "C" };
    expect(verify({ declared, loaded: [loadedExport("E", "enum", { values })] })).toEqual([
      "FT4003 E",
      "FT4003 E",
    ]);
  });

  test("a string enum that is a type only is declared all the same", () => {
    const declared = "export type E = 'a' | 'b'\n";
    const loaded = [loadedExport("E", "enum", { values: { A: "a", B: "b" } })];
    expect(verify({ declared, loaded }).filter((code) => code.startsWith("FT4"))).toEqual([]);
  });

  test("what the package's JavaScript adds is there", () => {
    const declared = "export declare const keys: string[]\nexport declare const gone: string[]\n";
    expect(verify({ declared, loaded: [], script: ["keys"] })).toEqual(["FT4001 gone"]);
  });
});

describe("source and binary", () => {
  const counter = klass("count::Counter", [
    member("constructor", "new", { signature: signature([]) }),
    member("method", "add", { signature: signature([]) }),
    member("factory", "from_zero", { signature: signature([]) }),
  ]);

  test("every export of the source, with its members and values", () => {
    const source = [fn("f", []), counter, enumeration("Level", { Low: "low" })];
    const whole = [
      loadedExport("f", "function"),
      loadedExport("Counter", "class", { members: [method("add")], statics: ["fromZero"] }),
      loadedExport("Level", "enum", { values: { Low: "low" } }),
    ];
    expect(verify({ source, loaded: whole })).toEqual([]);
    const less = [
      loadedExport("Counter", "class", { members: [method("sub")] }),
      loadedExport("Level", "enum", { values: { Low: "high" } }),
    ];
    expect(verify({ source, loaded: less }).toSorted()).toEqual([
      "FT4001 f",
      "FT4003 Level",
      "FT4004 Thing::add",
      "FT4004 Thing::from_zero",
    ]);
  });

  test("what depends on the target is asked for where the target is known to have it", () => {
    const source = [fn("only", [], undefined, { cfg: windows })];
    expect(verify({ source, loaded: [] })).toEqual([]);
    expect(verify({ source, loaded: [], target: "linux-x64-gnu" })).toEqual([]);
    expect(verify({ source, loaded: [], target: "win32-x64-msvc" })).toEqual(["FT4001 only"]);
  });

  test("what the author keeps out of the d.ts, and the stamp, are meant to be there", () => {
    const source = [fn("raw", [], rust("u32"), { attributes: { skip_typescript: true } })];
    const loaded = [loadedExport("raw", "function"), loadedExport("__ferrotype", "value")];
    expect(verify({ source, loaded })).toEqual([]);
  });

  test("a leaked class points to the impl that leaks it", () => {
    const stray = {
      crate: "demo",
      rustName: "HashTask",
      jsName: "HashTask",
      namespace: null,
      trait: "Task",
      cfg: null,
      span: span("src/lib.rs", 7),
      nameSpan: span("src/lib.rs", 8),
    };
    const source = { ...manifest([]), strayImpls: [stray] };
    const loaded = loadedView([loadedExport("HashTask", "class")]);
    const [found] = verifyViews({ source, declared: null, loaded });
    expect(found).toMatchObject({
      code: "FT4002",
      primary: stray.nameSpan,
      help: "take `#[napi]` off the `impl`",
    });
    expect(found?.message).toContain("`#[napi] impl Task for HashTask`");
  });

  test("a hook adds what the source does not name", () => {
    const source = [fn("hook", [], undefined, { attributes: { module_exports: true } })];
    const loaded = [loadedExport("addedByHook", "function")];
    expect(verify({ source, loaded })).toEqual([]);
    expect(verify({ source, declared: "export declare const x: 1\n", loaded })).toContain(
      "FT4002 addedByHook",
    );
  });
});

test("rules of ferrotype's own are not for a crate that does not use it", () => {
  const finding = { ...verifyViewsFinding(), code: "FT1012" as const };
  const foreign = manifest([], { diagnostics: [finding] });
  const own = { ...foreign.crate, package: foreign.crate.name };
  expect(verifyViews({ source: { ...foreign, crate: own }, declared: null, loaded: null })).toEqual(
    [],
  );
  expect(verifyViews({ source: foreign, declared: null, loaded: null })).toHaveLength(1);
});

function verifyViewsFinding(): ReturnType<typeof verifyViews>[number] {
  return {
    code: "FT1012",
    severity: "warning",
    message: "the addon carries no stamp",
    primary: base("x").span,
    related: [],
    help: null,
    at: null,
  };
}
