/** FT4013 and FT4005: what classes and constants of the binary are, beside what is declared. */
import { expect, test } from "vitest";

import type { LoadedExport } from "../src/model/loaded.js";
import type { Manifest, SourceItem } from "../src/model/manifest.js";
import { readDeclared } from "../src/read/declared.js";
import { verifyViews } from "../src/verify.js";
import { klass, manifest, member, signature, span } from "./builders.js";
import { loadedExport, loadedView } from "./declared-builders.js";

interface Given {
  readonly source?: readonly SourceItem[];
  readonly declared: string;
  readonly loaded: readonly LoadedExport[];
}

function verify({ source, declared, loaded }: Given): readonly string[] {
  return verifyViews({
    source: source === undefined ? null : manifest(source),
    declared: readDeclared({ path: "index.d.ts", text: declared }),
    loaded: loadedView(loaded),
  })
    .filter(({ code }) => !code.startsWith("FT5"))
    .map(({ code, at }) => `${code} ${at ?? ""}`);
}

const method = (name: string): LoadedExport["members"][number] => ({ name, kind: "method" });
const getter = (name: string): LoadedExport["members"][number] => ({ name, kind: "getter" });

test("members that only the binary has, statics among them", () => {
  const declared = "export declare class A {\n  constructor()\n  get b(): string\n}\n";
  const at = (rest: Partial<LoadedExport>): readonly string[] =>
    verify({ declared, loaded: [loadedExport("A", "class", rest)] });
  expect(at({ members: [getter("b")] })).toEqual([]);
  expect(at({ members: [getter("b"), method("c")], statics: ["make"] })).toEqual([
    "FT4013 A.c",
    "FT4013 A.make",
  ]);
});

test("members that only the binary has are compared with the source where it knows them", () => {
  const declared = "export declare class A {\n  constructor()\n}\n";
  const hidden = member(
    "method",
    "c",
    { signature: signature([]) },
    {
      attributes: { skip_typescript: true },
    },
  );
  const made = member("constructor", "new", { signature: signature([]) });
  const source = [klass("m::A", [made, hidden])];
  const loaded = [loadedExport("A", "class", { members: [method("c"), method("d")] })];
  expect(verify({ source, declared, loaded })).toEqual(["FT4013 m::A.d"]);
});

test("the namespace of a block is blamed only where the source has a block outside of it", () => {
  const text =
    "export declare namespace n {\n  export class A {\n    constructor()\n    b(): void\n  }\n}\n";
  const help = (strayImpls: Manifest["strayImpls"]): string | null | undefined =>
    verifyViews({
      source: { ...manifest([]), strayImpls },
      declared: readDeclared({ path: "index.d.ts", text }),
      loaded: loadedView([loadedExport("A", "class", { namespace: "n" })]),
    }).find(({ code }) => code === "FT4004")?.help;
  const block = {
    crate: "addon",
    rustName: "A",
    jsName: "A",
    namespace: null,
    trait: null,
    cfg: null,
    span: span("src/lib.rs", 1),
    nameSpan: span("src/lib.rs", 1),
  };
  const inNamespace = "put the `impl` block into the namespace of its class, and build again";
  expect(help([block])).toBe(inNamespace);
  expect(help([{ ...block, trait: "Task" }])).not.toBe(inNamespace);
  expect(help([])).toBe("build the addon again, so that it follows the Rust code");
});

test("constants are of the type that they are declared with", () => {
  const declared = "export declare const A: string\nexport declare const B: 3\n";
  const at = (valueType: string): readonly string[] =>
    verify({
      declared,
      loaded: [
        loadedExport("A", "value", { valueType }),
        loadedExport("B", "value", { valueType: "number" }),
      ],
    });
  expect(at("string")).toEqual([]);
  expect(at("number")).toEqual(["FT4005 A"]);
});
