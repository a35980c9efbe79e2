import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emit } from "../src/emit/emit.js";
import type { Workspace } from "./emit-workspace.js";
import { openWorkspace } from "./emit-workspace.js";
import { options } from "./surface-builders.js";
import { makeSurface } from "./surface-fixture.js";

/** A runtime that loads nothing and tells what it was given. */
const runtime = `
export const loadAddon = (table) => {
  globalThis.loadedTables = [...(globalThis.loadedTables ?? []), table];
  return new Proxy({}, { get: (_, name) => class { static export = name } });
};
export const wrap = (fn, spec, addon) => Object.assign(() => {}, { fn, spec, addon });
export const wrapClass = (fn, table, addon) => Object.assign(() => {}, { fn, table, addon });
export const brand = (name, check) => ({ name, check });
export const errorGuard = (codes) => ({ codes });
`;

let workspace: Workspace;
const entries = ["index", "fs", "process", "search", "enums", "brands", "errors"];

beforeAll(() => {
  workspace = openWorkspace();
  workspace.write(emit(makeSurface(), options));
  workspace.install("@fixture/natives", options.out);
});

afterAll(() => {
  workspace.remove();
});

/** Names that a `.d.ts` declares as values. */
function declaredValues(entry: string): readonly string[] {
  const file = join(workspace.folder, options.out, `${entry}.d.ts`);
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(symbol)
    .filter((one) => {
      const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
      return (target.flags & ts.SymbolFlags.Value) !== 0;
    })
    .map((one) => one.name)
    .sort();
}

async function load(entry: string): Promise<Record<string, unknown>> {
  const folder = join(workspace.folder, "node_modules/@ferrotype/runtime");
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(folder, "index.js"), runtime);
  const url = pathToFileURL(join(workspace.folder, options.out, `${entry}.js`)).href;
  return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
}

test("each script exports what its declarations say", async () => {
  const declared = new Map(entries.map((entry) => [entry, declaredValues(entry)]));
  for (const entry of entries) {
    expect(Object.keys(await load(entry)).sort(), entry).toEqual(declared.get(entry));
  }
  expect(declared.get("fs")).toEqual([
    "FileKind",
    "UserName",
    "delete",
    "isFsError",
    "listDirectory",
    "readFile",
  ]);
});

test("functions are wrapped by their tables", async () => {
  const { listDirectory } = (await load("fs")) as {
    listDirectory: { fn: { export: string }; spec: object; addon: object };
  };
  expect(listDirectory.fn.export).toBe("listDirectory");
  expect(listDirectory.addon).toBeDefined();
  expect(listDirectory.spec).toEqual({
    name: "listDirectory",
    async: true,
    parameters: [
      ["path", "path"],
      ["options?", { "depth?": "u32", "globs?": ["array", "string"] }],
    ],
    cancel: { at: 1, arity: 2 },
    rows: ["path", "kind", ["children", ["name", "size"]]],
  });
});

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: workspace.folder },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["@ferrotype/runtime"],
  });
  return outputFiles[0]?.text ?? "";
}

test("a bundle that needs an enum or a brand does not load the addon", async () => {
  const code =
    'import { Signal, ProcessId } from "@fixture/natives"; console.log(Signal.Term, ProcessId);';
  const text = await bundle(code);
  expect(text).toContain('Term: "term"');
  expect(text).not.toContain("loadAddon(");
  expect(text).not.toContain("FileKind");
});

test("a bundle that needs a function loads the addon, and holds nothing of other modules", async () => {
  const text = await bundle('import { readFile } from "@fixture/natives"; console.log(readFile);');
  expect(text).toContain("loadAddon(");
  expect(text).not.toContain("wrapClass(");
  expect(text).not.toContain('name: "executeCommand"');
});

test("a bundle that needs a function of a module with a class wraps the class", async () => {
  const text = await bundle(
    'import { executeCommand } from "@fixture/natives"; console.log(executeCommand);',
  );
  expect(text).toMatch(
    /wrapClass\(\s*addon\.PowerAssertion,\s+\{\s+name: "PowerAssertion",\s+construct: false/u,
  );
});
