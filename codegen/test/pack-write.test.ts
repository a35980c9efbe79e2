/** Packages come to their destination whole or not at all. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";

import type { PackedPackage } from "../src/pack/packed-package.js";
import { writePackages } from "../src/pack/write-packages.js";
import { openFolder, remove } from "./pack-workspace.js";

const folder = openFolder("write");
afterEach(() => vi.unstubAllEnvs());
afterAll(() => remove(folder));

function packageOf(name: string, version: string, ...files: readonly string[]): PackedPackage {
  return {
    name,
    version,
    target: null,
    manifest: { name, version, files: ["*.js", "rust"] },
    files: files.map((path) => ({ path, content: `// ${path}\n` })),
  };
}

const first = packageOf("@scope/first", "1.0.0", "a.js", "rust/up/b.rs");
const second = packageOf("second", "1.0.0", "a.js");

test("folders, tarballs and the list of them; the next run takes away what it made no more", async () => {
  const out = join(folder, "out");
  const written = await writePackages(out, [first, second]);
  expect(written.map(({ tarball }) => tarball)).toEqual([
    "scope-first-1.0.0.tgz",
    "second-1.0.0.tgz",
  ]);
  const { packages } = JSON.parse(readFileSync(join(out, "packages.json"), "utf8")) as {
    readonly packages: unknown;
  };
  expect(packages).toEqual(written);
  writeFileSync(join(out, "mine.txt"), "");
  mkdirSync(join(out, ".ferrotype-pack-killed"));
  await writePackages(out, [packageOf("second", "1.0.1", "a.js")]);
  expect(readdirSync(out).sort()).toEqual([
    ...["mine.txt", "packages.json", "second", "second-1.0.1.tgz"],
  ]);
});

test("a run that fails leaves what the last one made, and nothing else", async () => {
  const out = join(folder, "failing");
  await writePackages(out, [first, second]);
  const before = readdirSync(out).sort();
  const list = readFileSync(join(out, "packages.json"), "utf8");
  breakSecondPack();
  const newer = [packageOf("@scope/first", "2.0.0", "a.js"), packageOf("second", "2.0.0", "a.js")];
  await expect(writePackages(out, newer)).rejects.toThrow("npm pack failed: disk full");
  expect(readdirSync(out).sort()).toEqual(before);
  expect(readFileSync(join(out, "packages.json"), "utf8")).toBe(list);
  const fresh = join(folder, "fresh");
  await expect(writePackages(fresh, newer)).rejects.toThrow("disk full");
  expect(existsSync(fresh)).toBe(false);
});

/** An npm that packs one package and then breaks. */
function breakSecondPack(): void {
  const programs = join(folder, "programs");
  mkdirSync(programs);
  const npm = spawnSync("which", ["npm"], { encoding: "utf8" }).stdout.trim();
  const once = join(folder, "once");
  writeFileSync(
    join(programs, "npm"),
    `#!/bin/sh\nif [ -e "${once}" ]; then echo "disk full" >&2; exit 1; fi\ntouch "${once}"\nexec "${npm}" "$@"\n`,
  );
  chmodSync(join(programs, "npm"), 0o755);
  vi.stubEnv("PATH", `${programs}${delimiter}${process.env["PATH"] ?? ""}`);
}

test("what npm leaves out is told", async () => {
  const odd = packageOf("odd", "1.0.0", "a.js", "rust/src/lib.rs.orig");
  await expect(writePackages(join(folder, "odd"), [odd])).rejects.toThrow(
    "npm leaves rust/src/lib.rs.orig out of odd",
  );
});

test("without npm it says so, and settings of the package manager that runs us do not reach it", async () => {
  vi.stubEnv("npm_config_dry_run", "true");
  await writePackages(join(folder, "dry"), [second]);
  expect(existsSync(join(folder, "dry/second-1.0.0.tgz"))).toBe(true);
  vi.stubEnv("PATH", join(folder, "nowhere"));
  await expect(writePackages(join(folder, "none"), [second])).rejects.toThrow(
    "npm is not on the search path",
  );
});
