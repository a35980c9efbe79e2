/** What we publish on npm is whole: it is packed as for the registry, and looked at from outside. */
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

import { packOurselves, type Tarballs } from "../../scripts/pack-ourselves.js";
import { prepare } from "../../scripts/prepare.js";
import { codes } from "../src/diagnostics/codes.js";
import { root } from "./init-project.js";

let folder: string;
let tarballs: Tarballs;
const pack = (destination: string): Promise<Tarballs> =>
  packOurselves({ destination, extractor: join(folder, "ferrotype-extract") });

beforeAll(async () => {
  expect(await prepare()).toBe(true);
  folder = mkdtempSync(join(realpathSync(tmpdir()), "ferrotype-pack-test-"));
  // Another test may build it anew meanwhile.
  copyFileSync(join(root, "target/quick/ferrotype-extract"), join(folder, "ferrotype-extract"));
  tarballs = await pack(join(folder, "first"));
  for (const [name, path] of Object.entries(tarballs)) {
    mkdirSync(join(folder, name));
    execFileSync("tar", ["-xzf", path, "-C", join(folder, name), "--strip-components", "1"]);
  }
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const manifest = (name: string) =>
  JSON.parse(read(`${name}/package.json`)) as {
    readonly version: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  };

test("publint finds nothing, and the types are right for who imports ES modules", async () => {
  for (const [name, path] of Object.entries(tarballs)) {
    const data = new Uint8Array(readFileSync(path));
    const { messages } = await publint({ pack: { tarball: data.buffer }, strict: true });
    expect(messages, name).toEqual([]);
    if (name === "leaf") continue;
    const analysis = await checkPackage(createPackageFromTarballData(data));
    if (analysis.types === false) throw new Error(`${name} has no types`);
    // Both are of `require` and of resolutions without `exports`, which an ES module does not serve.
    const ignored = ["node10", "node16-cjs"];
    const problems = analysis.problems.filter(
      (problem) => !("resolutionKind" in problem && ignored.includes(problem.resolutionKind)),
    );
    expect(problems, name).toEqual([]);
  }
});

test("packing again gives the same bytes", async () => {
  const again = await pack(join(folder, "second"));
  for (const name of ["ferrotype", "runtime", "leaf"] as const) {
    expect(readFileSync(again[name]).equals(readFileSync(tarballs[name])), name).toBe(true);
  }
}, 300_000);

test("every module that a file imports is a dependency with a version of its own", () => {
  for (const name of ["ferrotype", "runtime"]) {
    const dependencies = manifest(name).dependencies ?? {};
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/u);
    const files = readdirSync(join(folder, name), { recursive: true, encoding: "utf8" });
    const imported = files
      .filter((file) => /\.(?:js|d\.ts)$/u.test(file))
      .flatMap((file) => ts.preProcessFile(read(join(name, file)), true, true).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((module) => !module.startsWith(".") && !isBuiltin(module))
      .map((module) => /^(?:@[^/]+\/)?[^/]+/u.exec(module)?.[0] ?? module);
    expect([...new Set(imported)].filter((module) => !(module in dependencies))).toEqual([]);
  }
});

test("the tool carries its pages and its licence, and finds its program in the leaf package", () => {
  const { version, optionalDependencies } = manifest("ferrotype");
  expect(readdirSync(join(folder, "ferrotype")).sort()).toEqual([
    ...["LICENSE", "README.md", "bin", "dist", "package.json"],
  ]);
  const pages = readdirSync(join(folder, "ferrotype/dist/diagnostics/pages"));
  expect(pages.sort()).toEqual(
    expect.arrayContaining(Object.keys(codes).map((code) => `${code}.md`)),
  );
  const { libc, ...leaf } = JSON.parse(read("leaf/package.json")) as Record<string, unknown>;
  expect(optionalDependencies).toEqual({ [String(leaf["name"])]: version });
  expect(leaf).toMatchObject({ version, os: [process.platform], cpu: [process.arch] });
  if (process.platform === "linux") expect(["glibc", "musl"]).toContain(String(libc));
  const program = join(folder, "leaf/ferrotype-extract");
  expect(statSync(program).mode & 0o111).toBe(0o111);
  expect(execFileSync(program, ["--help"], { encoding: "utf8" })).toContain("--crate");
});

test("nothing of this machine is packed", () => {
  for (const name of ["ferrotype", "runtime"]) {
    for (const file of readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })) {
      if (statSync(join(folder, name, file)).isDirectory()) continue;
      expect(read(join(name, file)).includes(root), file).toBe(false);
    }
  }
});
