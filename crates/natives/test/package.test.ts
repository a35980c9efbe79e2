/** The package as it is published: what it declares is what it has. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Package, checkPackage } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { describe, expect, test } from "vitest";

import { packageFolder } from "./package-copy.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly types: string } | string>>;
}

const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Manifest;
const modules = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === "string" ? [] : [[path, join(packageFolder, target.types)] as const],
);

/** Names of the values that a declaration file exports. */
const declaredValues = (() => {
  const program = ts.createProgram({
    rootNames: modules.map(([, file]) => file),
    options: {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
      strict: true,
      noEmit: true,
    },
  });
  const checker = program.getTypeChecker();
  return (file: string): string[] => {
    const source = program.getSourceFile(file);
    const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    if (symbol === undefined) throw new Error(`${file} is no module`);
    return checker
      .getExportsOfModule(symbol)
      .filter((found) => {
        const isAlias = (found.flags & ts.SymbolFlags.Alias) !== 0;
        const real = isAlias ? checker.getAliasedSymbol(found) : found;
        return (real.flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnly(found);
      })
      .map(({ name }) => name)
      .sort();
  };
})();

/** Whether an export is written `export type`. */
function isTypeOnly(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly),
  );
}

test("it has the modules of the surface", () => {
  expect(modules.map(([path]) => path).sort()).toEqual([
    ".",
    "./brands",
    "./enums",
    "./errors",
    "./fs",
    "./process",
    "./search",
    "./session",
  ]);
});

describe.each(modules)("%s", (path, file) => {
  test("exports at run time what it declares, no more and no less", async () => {
    const specifier = path.replace(/^\./u, manifest.name);
    const actual = Object.keys((await import(specifier)) as object).sort();
    const declared = declaredValues(file);
    expect(declared.length).toBeGreaterThan(0);
    expect(actual).toEqual(declared);
  });
});

test("every declared function is one, every class is one", async () => {
  const natives = (await import("@ferrotype/natives")) as Record<string, unknown>;
  const kinds = Object.entries(natives).map(([name, value]) => [name, typeof value] as const);
  expect(kinds.filter(([, kind]) => kind !== "function" && kind !== "object")).toEqual([]);
});

test("publint finds nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: packageFolder, strict: true, pack: "npm" });
  expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
});

test("its types resolve for ESM importers, in Node and in bundlers", async () => {
  const files = Object.fromEntries(
    readdirSync(packageFolder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [
        `/node_modules/${manifest.name}/${name}`,
        readFileSync(join(packageFolder, name)),
      ]),
  );
  const analysis = await checkPackage(new Package(files, manifest.name, manifest.version));
  if (analysis.types === false) throw new Error("no types were found");
  expect(Object.keys(analysis.entrypoints).sort()).toEqual(Object.keys(manifest.exports).sort());
  // Resolution without `exports` is not supported, and for require() this is a package of modules.
  const esmOnly = analysis.problems.filter(
    (problem) =>
      problem.kind !== "CJSResolvesToESM" &&
      !("resolutionKind" in problem && problem.resolutionKind === "node10"),
  );
  expect(esmOnly).toEqual([]);
});

test("no file of the package is left out, and none is listed that is not there", () => {
  const listed = new Set(readdirSync(packageFolder));
  for (const [, file] of modules) {
    expect(existsSync(file)).toBe(true);
    expect(existsSync(file.replace(/\.d\.ts$/u, ".js"))).toBe(true);
    expect(existsSync(`${file}.map`)).toBe(true);
  }
  expect(listed.has("README.md")).toBe(true);
});
