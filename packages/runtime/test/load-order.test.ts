/** Where the loader looks, on every platform, in which order, and what it takes. */
import { describe, expect, test } from "vitest";

import { unpackedOf } from "../src/load/places.js";
import type { BinaryInfo } from "../src/binary/binary-info.js";
import type { AddonTable } from "../src/load/addon-table.js";
import { CPUINFO } from "./load-cpu.js";
import type { World } from "./load-world.js";
import {
  LEAF,
  NATIVE,
  candidatesOf,
  darwin,
  goodExports,
  linux,
  table,
  tableAt,
  windows,
  world,
} from "./load-world.js";

/** `source path: verdict` of each candidate. */
const walk = (facts: World, of?: AddonTable): readonly string[] =>
  candidatesOf(world(facts), of).map(
    ({ source, path, verdict }) => `${source} ${path}: ${verdict}`,
  );

const musl = { ...linux, libc: "musl" } as const;
const arm = { ...linux, arches: ["arm64"] };
const all: AddonTable = {
  ...table,
  targets: [
    "linux-x64-gnu",
    "linux-x64-musl",
    "linux-arm64-gnu",
    "linux-arm64-musl",
    "darwin-x64",
    "darwin-arm64",
    "darwin-universal",
    "win32-x64-msvc",
    "win32-arm64-msvc",
    "freebsd-x64",
    "android-arm64",
  ],
};
describe("the leaf that fits is the first, on each platform", () => {
  const x64Only = { ...linux, libc: null };
  const cases: readonly (readonly [string, string, World["libc"], string, BinaryInfo])[] = [
    ["linux", "x64", "gnu", "linux-x64-gnu", linux],
    ["linux", "x64", "musl", "linux-x64-musl", musl],
    ["linux", "arm64", "gnu", "linux-arm64-gnu", arm],
    ["linux", "arm64", "musl", "linux-arm64-musl", { ...arm, libc: "musl" }],
    ["darwin", "x64", null, "darwin-x64", darwin],
    ["darwin", "arm64", null, "darwin-arm64", darwin],
    ["win32", "x64", null, "win32-x64-msvc", windows],
    ["win32", "arm64", null, "win32-arm64-msvc", { ...windows, arches: ["arm64"] }],
    ["freebsd", "x64", null, "freebsd-x64", x64Only],
    ["android", "arm64", null, "android-arm64", { ...arm, platform: "android", libc: null }],
  ];

  test.each(cases)("%s %s %s: %s", (platform, arch, libc = null, target, info) => {
    const of = platform === "win32" ? tableAt("C:/app/node_modules/@x/addon", all) : all;
    const path = LEAF(target);
    const loads = { [path]: { ...goodExports, winOnly: () => 1 } };
    const files = { [path]: info, [NATIVE(target)]: info };
    expect(walk({ platform, arch, libc, files, loads }, of).slice(0, 1)).toEqual([
      `leaf ${path}: loaded`,
    ]);
  });

  test("darwin-universal serves where the leaf of the architecture is not there", () => {
    const files = { [LEAF("darwin-universal")]: darwin };
    expect(walk({ platform: "darwin", arch: "arm64", files }, all).slice(0, 2)).toEqual([
      "leaf @x/addon-darwin-arm64: not found",
      `leaf ${LEAF("darwin-universal")}: loaded`,
    ]);
  });
});

describe("archives of Electron", () => {
  test.each([
    ["/r/app.asar/node_modules/x/a.node", "/r/app.asar.unpacked/node_modules/x/a.node"],
    ["C:\\r\\app.asar\\n\\a.node", "C:\\r\\app.asar.unpacked\\n\\a.node"],
    ["/r/app.asar.unpacked/a.node", null],
    ["/r/app.asar", null],
    ["/r/node_modules/a.node", null],
    ["/r/my.asars/a.node", null],
  ])("%s: %s", (path, unpacked) => {
    expect(unpackedOf(path)).toBe(unpacked);
  });

  test("first beside the archive, then in it", () => {
    const leaf = LEAF("linux-x64-gnu", "/r/app.asar/node_modules");
    const unpacked = LEAF("linux-x64-gnu", "/r/app.asar.unpacked/node_modules");
    const of = tableAt("/r/app.asar/node_modules/@x/addon");
    expect(walk({ files: { [leaf]: linux, [unpacked]: linux } }, of).slice(0, 2)).toEqual([
      `leaf ${unpacked}: loaded`,
      `leaf ${leaf}: also fits`,
    ]);
    expect(walk({ files: { [leaf]: linux } }, of).slice(0, 2)).toEqual([
      `leaf ${unpacked}: not found`,
      `leaf ${leaf}: loaded`,
    ]);
  });
});

describe("caches without node_modules", () => {
  const bun = "/var/home/u/.bun/install/cache/@x";
  const deno = "/var/home/u/.cache/deno/npm/registry.npmjs.org/@x";
  const name = "addon.linux-x64-gnu.node";

  test.each([
    ["Bun", `${bun}/addon@1.0.0@@@1`, `${bun}/addon-linux-x64-gnu@1.0.0@@@1/${name}`],
    [
      "Bun, another registry",
      `${bun}/addon@1.0.0@@r.example@@@1`,
      `${bun}/addon-linux-x64-gnu@1.0.0@@r.example@@@1/${name}`,
    ],
    ["Deno", `${deno}/addon/1.0.0`, `${deno}/addon-linux-x64-gnu/1.0.0/${name}`],
    [
      "Deno, a copy with other peers",
      `${deno}/addon/1.0.0_1`,
      `${deno}/addon-linux-x64-gnu/1.0.0/${name}`,
    ],
  ])("%s: the leaf stands beside the package", (_name, folder, leaf) => {
    expect(walk({ files: { [leaf]: linux } }, tableAt(folder))[0]).toBe(`leaf ${leaf}: loaded`);
  });

  test("Bun on Windows", () => {
    const folder = "C:\\u\\.bun\\install\\cache\\@x\\";
    const leaf = `${folder}addon-win32-x64-msvc@1.0.0@@@1\\addon.win32-x64-msvc.node`;
    const loads = { [leaf]: { ...goodExports, winOnly: () => 1 } };
    expect(
      walk(
        { platform: "win32", files: { [leaf]: windows }, loads },
        tableAt(`${folder}addon@1.0.0@@@1`),
      )[0],
    ).toBe(`leaf ${leaf}: loaded`);
  });

  test("a leaf of another version is none", () => {
    const leaf = `${bun}/addon-linux-x64-gnu@0.9.0@@@1/${name}`;
    expect(walk({ files: { [leaf]: linux } }, tableAt(`${bun}/addon@1.0.0@@@1`))[0]).toBe(
      "leaf @x/addon-linux-x64-gnu: not found",
    );
  });
});

describe("variants", () => {
  const variants: AddonTable = {
    ...table,
    targets: ["linux-x64-gnu-modern", "linux-x64-gnu-baseline", "linux-x64-gnu"],
  };
  const files = Object.fromEntries(variants.targets.map((target) => [LEAF(target), linux]));
  const names = (facts: World, of = variants): readonly string[] =>
    candidatesOf(world(facts), of)
      .filter(({ source }) => source === "leaf")
      .map(({ path, verdict }) => `${path.replace(/^.*addon\.|\.node$/gu, "")}: ${verdict}`);

  test.each<[string, World, readonly string[]]>([
    [
      "x86-64-v3",
      { cpuinfo: CPUINFO.modern },
      [
        "linux-x64-gnu-modern: loaded",
        "linux-x64-gnu-baseline: also fits",
        "linux-x64-gnu: also fits",
      ],
    ],
    [
      "x86-64-v2",
      { cpuinfo: CPUINFO.baseline },
      ["linux-x64-gnu-baseline: loaded", "linux-x64-gnu: also fits"],
    ],
    ["x86-64-v1", { cpuinfo: CPUINFO.old }, ["linux-x64-gnu: loaded"]],
    ["unknown", {}, ["linux-x64-gnu-baseline: loaded", "linux-x64-gnu: also fits"]],
    [
      "modern by setting",
      { cpuinfo: CPUINFO.old, env: { X_ADDON_VARIANT: "modern" } },
      [
        "linux-x64-gnu-modern: loaded",
        "linux-x64-gnu-baseline: also fits",
        "linux-x64-gnu: also fits",
      ],
    ],
    [
      "baseline by setting",
      { cpuinfo: CPUINFO.modern, env: { X_ADDON_VARIANT: "baseline" } },
      ["linux-x64-gnu-baseline: loaded", "linux-x64-gnu: also fits"],
    ],
  ])("%s", (_name, facts, expected) => {
    expect(names({ files, ...facts })).toEqual(expected);
  });

  test("a missing variant is no reason to fail: any that runs will do", () => {
    expect(
      names({ cpuinfo: CPUINFO.modern, files: { [LEAF("linux-x64-gnu")]: linux } }).at(-1),
    ).toBe("linux-x64-gnu: loaded");
  });

  test("no variant published: nobody asks for the processor", () => {
    const asked = { ...world({ files }) };
    candidatesOf(asked, table);
    expect(asked.asked).toEqual([]);
    candidatesOf(asked, variants);
    expect(asked.asked).toEqual(["/proc/cpuinfo"]);
  });

  test("only for newer processors", () => {
    const of = { ...table, targets: ["linux-x64-gnu-modern"] };
    expect(candidatesOf(world({ cpuinfo: CPUINFO.old }), of)[0]).toMatchObject({
      source: "leaf",
      path: "@x/addon-linux-x64-gnu-modern",
      verdict: "wrong processor",
    });
  });

  test("Windows: the binary for all processors is asked", () => {
    const of = tableAt("C:/app/node_modules/@x/addon", {
      ...table,
      targets: ["win32-x64-msvc-modern", "win32-x64-msvc"],
    });
    const paths = of.targets.map((target) => LEAF(target));
    const loads = Object.fromEntries(
      paths.map((path) => [
        path,
        {
          ...goodExports,
          winOnly: () => 1,
          __ferrotype: { ...(goodExports["__ferrotype"] as object), cpuLevel: 3 },
        },
      ]),
    );
    const facts = world({
      platform: "win32",
      files: Object.fromEntries(paths.map((path) => [path, windows])),
      loads,
    });
    expect(candidatesOf(facts, of)[0]).toMatchObject({ path: paths[0], verdict: "loaded" });
    expect(facts.required).toEqual([paths[1], paths[0]]);
  });
});
