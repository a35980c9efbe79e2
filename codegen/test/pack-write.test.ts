/** Packages come to their destination whole or not at all. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
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

const pack = (out: string, version: string): Promise<unknown> =>
  writePackages(out, [packageOf("second", version, "a.js")]);

/** A way to put something of somebody else's into a destination: its name, and what is in it. */
const foreign: readonly (readonly [name: string, lay: (out: string) => void])[] = [
  ["second", (out) => mkdirSync(join(out, "second/src"), { recursive: true })],
  ["second", (out) => writeFileSync(join(out, "second"), "mine")],
  ["second", (out) => symlinkSync(folder, join(out, "second"))],
  ["second-2.0.0.tgz", (out) => writeFileSync(join(out, "second-2.0.0.tgz"), "mine")],
  ["packages.json", (out) => writeFileSync(join(out, "packages.json"), '{"packages":["second"]}')],
  ["packages.json", (out) => writeFileSync(join(out, "packages.json"), '{"packages":[]}')],
];

test.each(foreign)(
  "a foreign %s is left alone, and told before anything is written",
  async (name, lay) => {
    const out = join(folder, "foreign");
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    lay(out);
    const before = snapshot(out);
    await expect(pack(out, "2.0.0")).rejects.toThrow(
      `foreign holds what ferrotype pack did not write, such as ${name}; name a folder of its own with --out`,
    );
    expect(snapshot(out)).toEqual(before);
  },
);

test.each([
  ["second", (out: string): void => writeFileSync(join(out, "second/mine.txt"), "mine")],
  ["second", (out: string): void => writeFileSync(join(out, "second/a.js"), "mine")],
  ["second", (out: string): void => mkdirSync(join(out, "second/empty"))],
  ["second", (out: string): void => symlinkSync(folder, join(out, "second/link"))],
  ["second-1.0.0.tgz", (out: string): void => writeFileSync(join(out, "second-1.0.0.tgz"), "")],
] as const)("what a former run wrote and somebody changed stays: %s", async (name, change) => {
  const out = join(folder, "changed");
  rmSync(out, { recursive: true, force: true });
  await pack(out, "1.0.0");
  change(out);
  const before = snapshot(out);
  await expect(pack(out, "2.0.0")).rejects.toThrow(
    `changed/${name} is not as ferrotype pack wrote it; move it away, or name another folder with --out`,
  );
  expect(snapshot(out)).toEqual(before);
});

test("what a killed run left half-way is taken for ours", async () => {
  const out = join(folder, "half");
  await pack(out, "1.0.0");
  rmSync(join(out, "second"), { recursive: true });
  await pack(out, "2.0.0");
  expect(readdirSync(out).sort()).toEqual(["packages.json", "second", "second-2.0.0.tgz"]);
  // The list is in its place, and all that it names still to come.
  rmSync(join(out, "second"), { recursive: true });
  rmSync(join(out, "second-2.0.0.tgz"));
  await pack(out, "2.0.0");
  expect(readdirSync(out).sort()).toEqual(["packages.json", "second", "second-2.0.0.tgz"]);
});

test("a list that leads out of the destination removes nothing there", async () => {
  const out = join(folder, "outside");
  await pack(out, "1.0.0");
  mkdirSync(join(folder, "precious"), { recursive: true });
  const path = join(out, "packages.json");
  const list = readFileSync(path, "utf8");
  writeFileSync(path, list.replace('"folder": "second"', '"folder": "../precious"'));
  expect(readFileSync(path, "utf8")).toContain("../precious");
  await expect(pack(out, "2.0.0")).rejects.toThrow("such as second;");
  expect(existsSync(join(folder, "precious"))).toBe(true);
});

test("a destination that is a file", async () => {
  writeFileSync(join(folder, "file"), "mine");
  await expect(pack(join(folder, "file"), "1.0.0")).rejects.toThrow("file is no folder");
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
});

/** Everything in a folder, with the text of files. */
function snapshot(of: string): readonly string[] {
  return readdirSync(of, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${entry.isFile() ? readFileSync(path, "base64") : ""}`;
    })
    .sort();
}

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
