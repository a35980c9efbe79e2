import { resolve } from "node:path";

import { describe, expect, test } from "vitest";

import type { BinaryInfo } from "../src/binary/binary-info.js";
import { libcOfReport } from "../src/load/facts.js";
import type { Facts } from "../src/load/facts.js";
import { loadWith, tryPlaces } from "../src/load/try-places.js";
import {
  LEAF,
  NATIVE,
  candidatesOf,
  darwin,
  exported,
  failure,
  goodExports,
  linux,
  stamp,
  systemError,
  table,
  windows,
  windowsTable,
  world,
} from "./load-world.js";

const verdicts = (facts: Facts, of: typeof table = table) =>
  candidatesOf(facts, of).map(({ source, verdict }) => `${source}: ${verdict}`);

describe("the order of candidates", () => {
  const files = { [LEAF("linux-x64-gnu")]: linux, [NATIVE("linux-x64-gnu")]: linux };

  test("installed: the leaf, and the build after it", () => {
    const facts = world({ files });
    expect(loadWith(table, facts)).toBe(goodExports);
    expect(facts.required).toEqual([LEAF("linux-x64-gnu")]);
    expect(facts.inspected).toEqual([LEAF("linux-x64-gnu")]);
    expect(verdicts(world({ files }))).toEqual(["leaf: loaded", "workspace: also fits"]);
  });

  test("in the workspace: the build, and the leaf after it", () => {
    const facts = world({ files });
    loadWith({ ...table, workspace: true }, facts);
    expect(facts.required).toEqual([NATIVE("linux-x64-gnu")]);
    expect(verdicts(world({ files }), { ...table, workspace: true })).toEqual([
      "workspace: loaded",
      "leaf: also fits",
    ]);
  });

  test("the next one where the first does not fit", () => {
    const broken = { ...files, [LEAF("linux-x64-gnu")]: { ...linux, arches: ["arm64"] } };
    const facts = world({ files: broken });
    loadWith(table, facts);
    expect(facts.required).toEqual([NATIVE("linux-x64-gnu")]);
  });

  test("the next one where the system refuses the first", () => {
    const facts = world({ files, loads: { [LEAF("linux-x64-gnu")]: new Error("no dlopen") } });
    loadWith(table, facts);
    expect(facts.required).toEqual([LEAF("linux-x64-gnu"), NATIVE("linux-x64-gnu")]);
  });

  test("the override stands alone", () => {
    const path = resolve("/tmp/own.node");
    const env = { X_ADDON_PATH: path };
    const facts = world({ files: { ...files, [path]: linux }, env });
    loadWith(table, facts);
    expect(facts.required).toEqual([path]);
    expect(failure(world({ files, env }))).toMatchObject({
      code: "ERR_FERROTYPE_NOT_FOUND",
      candidates: [{ source: "environment", path, verdict: "not found" }],
    });
  });

  test("an empty override is none", () => {
    expect(verdicts(world({ files, env: { X_ADDON_PATH: "" } }))).toEqual([
      "leaf: loaded",
      "workspace: also fits",
    ]);
  });

  test.each([
    ["darwin", "arm64", "darwin-universal", darwin],
    ["darwin", "x64", "darwin-universal", darwin],
    ["win32", "x64", "win32-x64-msvc", windows],
    ["linux", "x64", "linux-x64-gnu", linux],
  ] as const)("%s %s: %s", (platform, arch, target, info) => {
    const winOnly = { ...goodExports, winOnly: () => 1 };
    const path = LEAF(target);
    const facts = world({ platform, arch, files: { [path]: info }, loads: { [path]: winOnly } });
    loadWith(platform === "win32" ? windowsTable : table, facts);
    expect(facts.required).toEqual([path]);
  });

  test("musl", () => {
    const musl = { [LEAF("linux-x64-musl")]: { ...linux, libc: "musl" } } as const;
    const facts = world({ libc: "musl", files: musl });
    loadWith(table, facts);
    expect(facts.required).toEqual([LEAF("linux-x64-musl")]);
  });

  test("an unknown C library: what is installed is tried", () => {
    const musl = { [LEAF("linux-x64-musl")]: { ...linux, libc: "musl" } } as const;
    expect(verdicts(world({ libc: null, files: musl }))[1]).toBe("leaf: loaded");
  });
});

describe("a file that does not fit is not loaded", () => {
  const cases: readonly (readonly [string, BinaryInfo | Error, string, string])[] = [
    [
      "another platform",
      windows,
      "ERR_FERROTYPE_WRONG_PLATFORM",
      "it is built for win32, this is linux",
    ],
    [
      "another processor",
      { ...linux, arches: ["arm64"] },
      "ERR_FERROTYPE_WRONG_ARCHITECTURE",
      "it is built for arm64, this process runs on x64",
    ],
    [
      "another C library",
      { ...linux, libc: "musl" },
      "ERR_FERROTYPE_WRONG_LIBC",
      "it is linked to musl, this system has glibc",
    ],
    [
      "damaged",
      { ...linux, damage: "it is cut short" },
      "ERR_FERROTYPE_DAMAGED",
      "it is cut short",
    ],
    [
      "another package",
      { ...linux, stamp: { ...stamp, package: "@y/z" } },
      "ERR_FERROTYPE_WRONG_PACKAGE",
      "it belongs to @y/z, not to @x/addon",
    ],
    [
      "another version",
      { ...linux, stamp: { ...stamp, version: "2.0.0" } },
      "ERR_FERROTYPE_WRONG_VERSION",
      "it is version 2.0.0, the package is 1.0.0",
    ],
    [
      "another algorithm",
      { ...linux, stamp: { ...stamp, algorithm: 2 } },
      "ERR_FERROTYPE_WRONG_CONTRACT",
      "its contract was made by algorithm 2, the package's by 1",
    ],
    ["unreadable", systemError("EACCES"), "ERR_FERROTYPE_NOT_PERMITTED", "it may not be read"],
    [
      "an error of the disk",
      systemError("EIO"),
      "ERR_FERROTYPE_DAMAGED",
      "it cannot be read: EIO: no",
    ],
  ];

  test.each(cases)("%s", (_name, info, code, detail) => {
    const facts = world({ files: { [LEAF("linux-x64-gnu")]: info } });
    const error = failure(facts);
    expect(error.code).toBe(code);
    expect(error.candidates[0]?.detail).toBe(detail);
    expect(facts.required).toEqual([]);
    if (info instanceof Error) expect(error.cause).toBe(info);
  });

  test("another contract: the names that differ", () => {
    const { grep: _grep, ...rest } = stamp.exports;
    const other = {
      ...stamp,
      contract: "bbbb",
      exports: { ...rest, Tool: "ffffffff", newOne: "1" },
    };
    const error = failure(
      world({ files: { [LEAF("linux-x64-gnu")]: { ...linux, stamp: other } } }),
    );
    expect(error.code).toBe("ERR_FERROTYPE_WRONG_CONTRACT");
    expect(error.candidates[0]?.detail).toBe(
      "its contract differs from the package's: changed Tool; only in the binary newOne; only in the package grep",
    );
  });

  test("many names are cut", () => {
    const names = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [`n${index + 10}`, "1"]),
    );
    const other = { ...stamp, contract: "bbbb", exports: { ...stamp.exports, ...names } };
    const error = failure(
      world({ files: { [LEAF("linux-x64-gnu")]: { ...linux, stamp: other } } }),
    );
    expect(error.candidates[0]?.detail).toContain(
      "only in the binary n10, n11, n12, n13, n14, n15, n16, n17 and 3 more",
    );
  });
});

describe("after loading", () => {
  const path = LEAF("linux-x64-gnu");
  const files = { [path]: linux };

  test("an older binary in memory: start again", () => {
    const old = { ...goodExports, __ferrotype: { ...exported, contract: "0000" } };
    const error = failure(world({ files, loads: { [path]: old } }));
    expect(error.code).toBe("ERR_FERROTYPE_WRONG_CONTRACT");
    expect(error.help).toMatch(/Start the process again\.$/u);
  });

  test("exports that are missing are named; types and those of other targets are not missed", () => {
    const error = failure(
      world({ files, loads: { [path]: { __ferrotype: exported, Tool: class {}, ns: {} } } }),
    );
    expect(error).toMatchObject({
      code: "ERR_FERROTYPE_MISSING_EXPORTS",
      candidates: [{ detail: "it does not export grep, ns.level" }, { verdict: "not found" }],
    });
  });

  test("without a stamp: the exports decide, and the leaf's own version", () => {
    const plain = { [path]: { ...linux, stamp: null } };
    const { __ferrotype: _stamp, ...bare } = goodExports;
    expect(tryPlaces(table, world({ files: plain, loads: { [path]: bare } })).candidates).toEqual([
      { source: "leaf", path, verdict: "loaded", detail: "it carries no stamp" },
    ]);
    const facts = world({ files: plain, leafVersion: "0.9.0" });
    expect(failure(facts)).toMatchObject({
      code: "ERR_FERROTYPE_WRONG_VERSION",
      candidates: [{ detail: "its package is version 0.9.0, not 1.0.0" }, { verdict: "not found" }],
    });
    expect(facts.required).toEqual([]);
  });

  test("something that is no addon", () => {
    for (const exports of [undefined, null, 7, "text"]) {
      const facts = world({ files, require: () => exports });
      expect(failure(facts)).toMatchObject({
        code: "ERR_FERROTYPE_LOAD_FAILED",
        candidates: [{ detail: "it exports no object" }, { verdict: "not found" }],
      });
    }
  });
});

describe("mismatches that the user allows", () => {
  const env = { X_ADDON_ALLOW_MISMATCH: "1" };
  const path = LEAF("linux-x64-gnu");

  test("one warning, and it is loaded", () => {
    const other = { ...stamp, contract: "bbbb", version: "2.0.0" };
    const files = { [path]: { ...linux, stamp: other } };
    const loads = { [path]: { ...goodExports, grep: undefined, __ferrotype: other } };
    const facts = world({ env, files, loads });
    loadWith(table, facts);
    expect(facts.warnings).toEqual([
      `X_ADDON_ALLOW_MISMATCH is set: loading ${path} although it is version 2.0.0, the package is 1.0.0; its contract differs from the package's`,
    ]);
  });

  test.each([
    ["another package", { ...linux, stamp: { ...stamp, package: "@y/z" } }],
    ["another processor", { ...linux, arches: ["arm64"] }],
    ["damaged", { ...linux, damage: "it is cut short" }],
  ])("not: %s", (_name, info) => {
    const facts = world({ env, files: { [path]: info } });
    failure(facts);
    expect(facts.required).toEqual([]);
    expect(facts.warnings).toEqual([]);
  });

  test("any other value allows nothing", () => {
    const files = { [path]: { ...linux, stamp: { ...stamp, contract: "bbbb" } } };
    failure(world({ env: { X_ADDON_ALLOW_MISMATCH: "0" }, files }));
  });
});

test.each([
  [{ header: { glibcVersionRuntime: "2.36" } }, "gnu"],
  [{ header: {}, sharedObjects: ["/lib/ld-musl-x86_64.so.1"] }, "musl"],
  [{ header: {}, sharedObjects: ["/usr/lib/libc.musl-aarch64.so.1"] }, "musl"],
  [{ header: {}, sharedObjects: ["/lib/libm.so"] }, null],
  [{}, null],
] as const)("the process report %j tells %s", (report, libc) => {
  expect(libcOfReport(report)).toBe(libc);
});
