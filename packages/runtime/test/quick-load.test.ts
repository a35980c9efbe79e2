import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { assert, constantFrom, integer, property, tuple } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { inspectBinary } from "../src/binary/inspect-binary.js";
import type { AddonTable } from "../src/load/addon-table.js";
import { glance } from "../src/load/quick/quick-elf.js";
import type { QuickFacts } from "../src/load/quick/quick-load.js";
import { quickLoad } from "../src/load/quick/quick-load.js";
import { elf, exampleStamp, stampBytes } from "./synthetic-binary.js";

const target = `linux-${process.arch}-gnu`;
const name = `natives.${target}.node`;
const built = fileURLToPath(new URL(`../../../generated/natives/native/${name}`, import.meta.url));
const facts = {
  platform: "linux",
  arch: process.arch,
  execPath: process.execPath,
  env: {},
  versions: { napi: "9" },
};
let folder = "";
let table: AddonTable;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype quick-"));
  mkdirSync(join(folder, "native"));
  copyFileSync(built, join(folder, "native", name));
  const { stamp } = inspectBinary(built);
  if (stamp === null) throw new Error(`${built} has no stamp`);
  table = {
    package: stamp.package,
    version: stamp.version,
    algorithm: stamp.algorithm,
    contract: stamp.contract,
    binary: "natives",
    targets: [target],
    leaf: "@ferrotype/natives-<target>",
    envPrefix: "FERROTYPE_NATIVES",
    workspace: true,
    from: pathToFileURL(join(folder, "binding.js")).href,
    exports: {
      grep: ["function", "00000001"],
      GrepOptions: ["type", "00000002"],
      notHere: ["function", "00000003", [target]],
    },
  };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what the loader would load is loaded, as require would", () => {
  const addon = quickLoad(table, facts);
  expect(addon).toHaveProperty("grep");
  expect(createRequire(table.from)(join(folder, "native", name))).toBe(addon);
});

test("a leaf package is found", () => {
  const app = join(folder, "app");
  const leaf = join(app, "node_modules", `@ferrotype/natives-${target}`);
  mkdirSync(leaf, { recursive: true });
  writeFileSync(join(leaf, "package.json"), "{}");
  cpSync(built, join(leaf, name));
  const from = pathToFileURL(join(app, "x.js")).href;
  expect(quickLoad({ ...table, workspace: false, from }, facts)).toHaveProperty("grep");
});

describe("all else is left to the loader", () => {
  const worlds: readonly [string, Partial<QuickFacts>][] = [
    ["another platform", { platform: "darwin" }],
    ["another processor", { arch: "arm64" === process.arch ? "x64" : "arm64" }],
    ["a program of one file", { execPath: "/opt/app" }],
    ["an executable that is no ELF file", { execPath: fileURLToPath(import.meta.url) }],
    ["Bun", { versions: { ...facts.versions, bun: "1.0.0" } }],
    ["Deno", { versions: { ...facts.versions, deno: "2.0.0" } }],
    ["Electron", { versions: { ...facts.versions, electron: "30.0.0" } }],
    ["an older Node-API", { versions: { napi: "1" } }],
    ...["PATH", "VARIANT", "ALLOW_MISMATCH", "CACHE_DIR"].map(
      (setting): [string, Partial<QuickFacts>] => [
        `${setting} is set`,
        { env: { [`FERROTYPE_NATIVES_${setting}`]: "x" } },
      ],
    ),
  ];
  test.each(worlds)("%s", (_, world) => {
    expect(quickLoad(table, { ...facts, ...world })).toBeNull();
  });

  const tables: readonly [string, Partial<AddonTable>][] = [
    ["another version", { version: "99.0.0" }],
    ["another contract", { contract: "00" }],
    ["another algorithm", { algorithm: 99 }],
    ["another package", { package: "@x/y" }],
    ["variants for the processor", { targets: [target, `${target}-modern`] }],
    ["no binary", { binary: "nothing" }],
    ["no leaf package", { workspace: false }],
    ["a target that is not published", { workspace: false, targets: [] }],
    ["an export that is missing", { exports: { nope: ["function", "00"] } }],
    ["an export of a namespace", { exports: { "ns.nope": ["function", "00"] } }],
    ["no URL of a file", { from: "node:internal" }],
    ["a URL with a hidden slash", { from: "file:///a%2fb/c.js" }],
  ];
  test.each(tables)("%s", (_, changes) => {
    expect(quickLoad({ ...table, ...changes }, facts)).toBeNull();
  });

  test("a file that is cut short, empty, or a pipe that nobody writes to", () => {
    const path = join(folder, "native", `other.${target}.node`);
    const other = { ...table, binary: "other" };
    execFileSync("sh", ["-c", `head -c 100000 "$1" > "$2"`, "sh", built, path]);
    expect(quickLoad(other, facts)).toBeNull();
    writeFileSync(path, "");
    expect(quickLoad(other, facts)).toBeNull();
    rmSync(path);
    execFileSync("mkfifo", [path]);
    expect(quickLoad(other, facts)).toBeNull();
  });
});

describe("a glance at an ELF file", () => {
  /** A quick look wants a page. */
  const image = Buffer.concat([
    elf({ stamp: stampBytes(), interpreter: "/lib64/ld-linux-x86-64.so.2" }),
    Buffer.alloc(4096),
  ]);
  const look = (bytes: Buffer) => {
    const path = join(folder, "image");
    writeFileSync(path, bytes);
    return { quick: glance(path, [".ferrotype"]), full: inspectBinary(path, "x64") };
  };

  test("sees what the reader sees", () => {
    const { quick, full } = look(image);
    expect(full).toMatchObject({ arches: ["x64"], stamp: exampleStamp });
    expect(quick?.arch).toBe("x64");
    expect(quick?.interpreter).toBe("/lib64/ld-linux-x86-64.so.2");
    expect(quick?.sections.get(".ferrotype")).toEqual(stampBytes());
  });

  test("32 bits and the other byte order are not for it", () => {
    for (const form of [{ wide: false }, { little: false }, { osAbi: 9 }]) {
      const bytes = Buffer.concat([elf({ stamp: stampBytes(), ...form }), Buffer.alloc(4096)]);
      expect(look(bytes).quick).toBeNull();
    }
  });

  test("believes no file that the reader finds damaged, and reads no other stamp from it", () => {
    const words = tuple(
      integer({ min: 0, max: 1000 }),
      constantFrom(0, 1, 2, 3, 8, 56, 64, 0x7fff_ffff, 0xffff_ffff),
    );
    assert(
      property(words, ([at, value]) => {
        const bytes = Buffer.from(image);
        bytes.writeUInt32LE(value, at);
        const { quick, full } = look(bytes);
        const section = quick?.sections.get(".ferrotype");
        if (quick?.arch === undefined || section === undefined) return;
        // The reader also follows the list of libraries, which a quick look does not need.
        if (full.stamp !== null) {
          const text = section.toString("utf8", 20, 20 + section.readUInt32LE(16));
          expect(JSON.parse(text)).toEqual(full.stamp);
        }
        if (full.arches.length > 0) expect(full.arches).toEqual([quick.arch]);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
