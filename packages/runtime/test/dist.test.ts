import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
let folder = "";

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "build.js")]);
  folder = mkdtempSync(join(tmpdir(), "ferrotype-runtime-"));
  mkdirSync(join(folder, "node_modules/@ferrotype"), { recursive: true });
  mkdirSync(join(folder, "node_modules/@types"));
  symlinkSync(root, join(folder, "node_modules/@ferrotype/runtime"), "junction");
  symlinkSync(
    dirname(require.resolve("@types/node/package.json")),
    join(folder, "node_modules/@types/node"),
    "junction",
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(code: string): string {
  return execFileSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd: folder,
    encoding: "utf8",
  });
}

describe("importing it", () => {
  test("gives these names and no others", () => {
    const code = (entry: string) =>
      `import * as all from "@ferrotype/runtime${entry}"; console.log(Object.keys(all).sort().join(" "));`;
    expect(run(code("")).trim()).toBe(
      "LoadError brand cancellable checked errorGuard explainLoad loadAddon registerEmbedded returnsRows rows wrap wrapClass",
    );
    expect(run(code("/binary")).trim()).toBe("inspectBinary libcOfExecutable targets targetsOf");
  });

  test("does nothing: no file is read, no global is set, nothing keeps the process", () => {
    const code = `
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      const touched = [];
      for (const name of ["openSync", "readSync", "statSync", "existsSync", "readFileSync"]) {
        const own = fs[name];
        fs[name] = (...values) => { touched.push(name); return own(...values); };
      }
      const dlopen = process.dlopen;
      process.dlopen = (...values) => { touched.push("dlopen"); return dlopen.apply(process, values); };
      process.report.getReport = () => { touched.push("report"); return {}; };
      syncBuiltinESMExports();
      const before = Reflect.ownKeys(globalThis).length;
      const listeners = process.eventNames().length;
      const env = JSON.stringify(process.env);
      touched.length = 0;
      const inSource = (await import("node:module")).createRequire(process.cwd() + "/x.js").resolve("@ferrotype/runtime");
      touched.length = 0;
      await import("data:text/javascript," + encodeURIComponent(fs.promises ? await fs.promises.readFile(inSource, "utf8") : ""));
      console.log(JSON.stringify([touched, Reflect.ownKeys(globalThis).length - before, process.eventNames().length - listeners, env === JSON.stringify(process.env)]));`;
    expect(JSON.parse(run(code))).toEqual([[], 0, 0, true]);
  });

  test("has no top-level await, and imports nothing but builtins", () => {
    for (const entry of ["index", "binary", "whole"]) {
      const text = readFileSync(join(root, `dist/${entry}.js`), "utf8");
      expect(ts.preProcessFile(text, true, true).importedFiles).toEqual([]);
      const builtins = [...text.matchAll(/getBuiltinModule\("([^"]+)"\)/gu)].map(
        ([, name]) => name,
      );
      expect(builtins).toContain("node:fs");
      expect(builtins.filter((name) => name?.startsWith("node:") !== true)).toEqual([]);
      expect(text).not.toMatch(/(?:^|;)(?:(?:const|var|let) [^;]*=)?await /mu);
    }
  });

  test("reads one file of at most 40 kB, and another only when it is needed", () => {
    expect(statSync(join(root, "dist/index.js")).size).toBeLessThanOrEqual(40_000);
    const code = `
      import fs from "node:fs";
      import Module from "node:module";
      const read = [];
      const load = Module._load;
      Module._load = (...values) => { read.push(String(values[0])); return load(...values); };
      const { LoadError, brand, loadAddon } = await import("@ferrotype/runtime");
      const before = read.filter((name) => name.includes("rare")).length;
      const Id = brand("Id", "u32");
      const table = { package: "@x/y", version: "1.0.0", algorithm: 1, contract: "00", binary: "y", targets: [], leaf: "@x/y-<target>", envPrefix: "X_Y", workspace: false, from: "file:///x.js", exports: {} };
      const caught = (act) => { try { act(); } catch (error) { return error; } };
      const failed = caught(() => loadAddon(table));
      console.log(JSON.stringify([before, Id.is(-1), caught(() => Id(-1)).code, failed instanceof LoadError, failed.constructor === LoadError, read.filter((name) => name.includes("rare")).length]));`;
    expect(JSON.parse(run(code))).toEqual([0, false, "ERR_OUT_OF_RANGE", true, true, 1]);
  });

  test("a bundle without loader holds no loader, and nothing of brands that nobody uses", async () => {
    const { build } = await import("esbuild");
    const bundled = async (contents: string): Promise<string> => {
      const stdin = { contents, resolveDir: folder };
      const { outputFiles } = await build({
        stdin,
        bundle: true,
        write: false,
        format: "esm",
        platform: "node",
      });
      return outputFiles[0]?.text ?? "";
    };
    const imported = 'import { brand, errorGuard } from "@ferrotype/runtime";';
    const unused = await bundled(`${imported} const A = /* @__PURE__ */ brand("A", "u8");`);
    expect(unused).not.toMatch(/brand|import/u);
    const used = await bundled(`${imported} console.log(brand("A", "u8"));`);
    expect(used).toContain("brand");
    expect(used).not.toMatch(/createRequire|import |errorGuard/u);
  });
});

const consumer = `
import type { Addon, AddonTable, Brand, BrandFactory, Cancellable, NativeError, RowSet } from "@ferrotype/runtime";
import { LoadError, brand, cancellable, checked, errorGuard, explainLoad, loadAddon, returnsRows, rows, wrap, wrapClass } from "@ferrotype/runtime";
import { inspectBinary, targets } from "@ferrotype/runtime/binary";

export type ProcessId = number & Brand<"x/ProcessId">;
export const ProcessId: BrandFactory<number, ProcessId> = brand("ProcessId", "u32");
const id: number = ProcessId(3);
// @ts-expect-error a plain number is no brand
const bad: ProcessId = 7;

export function use(options: { a?: string } & Cancellable, set: RowSet<{ path: string; size?: number }> & { truncated: boolean }): void {
  for (const row of set) row.path.length;
  const paths: ReadonlyArray<string> = set.column("path");
  // @ts-expect-error no such column
  set.column("nope");
  const all: { path: string }[] = set.toArray();
  options.signal = AbortSignal.timeout(3);
  void [paths, all, set.at(-1)?.size, set.truncated];
}

const guard: (error: unknown) => error is NativeError<"ENOENT"> = errorGuard(["ENOENT"]);
export function read(error: unknown): string | undefined {
  if (guard(error)) { const code: "ENOENT" = error.code; return code + (error.path ?? ""); }
  return error instanceof LoadError ? error.candidates[0]?.detail : undefined;
}
const doubled = wrap((value: number) => 2 * value, { name: "double", parameters: [["value", "f64"]] });
const four: number = doubled(2);
void [id, bad, four, cancellable, checked, explainLoad, inspectBinary, loadAddon, returnsRows, rows, targets, wrapClass];
export type { Addon, AddonTable };
`;

const base = {
  target: "es2022",
  module: "nodenext",
  types: ["node"],
  strict: true,
  skipLibCheck: false,
  noEmit: true,
};
const pack = {
  lib: ["es2022", "esnext.disposable"],
  declaration: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
};

test.each([
  ["ts54", { lib: ["es2022"] }],
  ["ts59", pack],
  ["typescript", pack],
  ["ts7", pack],
])("the declarations compile: %s", (compiler, options) => {
  writeFileSync(join(folder, "consumer.ts"), consumer);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...base, ...options }, files: ["consumer.ts"] }),
  );
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  let output = "";
  try {
    execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  }
  expect(output).toBe("");
});
