/** Binaries that are loaded from a copy: those of Windows, those that are embedded, and copies that broke. */
import { describe, expect, test } from "vitest";

import type { AddonTable } from "../src/load/addon-table.js";
import type { CacheItem } from "../src/load/cache/cache.js";
import { CacheError } from "../src/load/cache/cache.js";
import type { World } from "./load-world.js";
import {
  LEAF,
  NATIVE,
  candidatesOf,
  goodExports,
  linux,
  stamp,
  table,
  tableAt,
  windows,
  windowsTable,
  world,
} from "./load-world.js";

const ARCHIVE = "C:\\r\\app.asar\\node_modules\\@x\\addon";
const inArchive = (): World => {
  const root = "C:\\r\\app.asar.unpacked\\node_modules";
  const path = LEAF("win32-x64-msvc", root);
  return {
    files: { [path]: windows, [LEAF("win32-x64-msvc", root.replace(".unpacked", ""))]: windows },
    loads: { [path]: { ...goodExports, winOnly: () => 1 } },
  };
};

/** `source path: verdict` of each candidate. */
const walk = (facts: World, of?: AddonTable): readonly string[] =>
  candidatesOf(world(facts), of).map(
    ({ source, path, verdict }) => `${source} ${path}: ${verdict}`,
  );

describe("Windows: what is loaded is the copy in the cache", () => {
  const path = LEAF("win32-x64-msvc");
  const manifest = path.replace(/[^\\]+$/u, "package.json");
  const sha256 = "ab".repeat(32);
  const staged = {
    platform: "win32",
    texts: {
      [manifest]: JSON.stringify({ version: "1.0.0", ferrotype: { sizeBytes: 7, sha256 } }),
    },
  };
  const copy = "\\cache\\addon.win32-x64-msvc.node";
  const files = { [path]: windows, [copy]: windows };
  const exports = { ...goodExports, winOnly: () => 1 };
  const loads = { [path]: exports, [copy]: exports };

  test("the leaf itself is left alone", () => {
    const facts = world({ ...staged, files, loads });
    expect(candidatesOf(facts, windowsTable)).toMatchObject([
      { source: "cache", path: copy, verdict: "loaded" },
      { source: "leaf", path, verdict: "also fits" },
      { source: "workspace", verdict: "not found" },
      { source: "workspace", verdict: "not found" },
    ]);
    expect(facts.required).toEqual([copy]);
    expect(facts.cached).toEqual([
      "place addon.win32-x64-msvc.node",
      "tidy addon.win32-x64-msvc.node",
    ]);
  });

  test("what the leaf's package.json says goes to the cache; the file is not read for it", () => {
    const items: CacheItem[] = [];
    const place = (item: CacheItem): string => {
      items.push(item);
      return copy;
    };
    const bytes = (): never => {
      throw new Error("the bytes were asked for");
    };
    candidatesOf(world({ ...staged, files, loads, bytes, cache: { place } }), windowsTable);
    expect(items).toMatchObject([
      { package: "@x/addon", version: "1.0.0", target: "win32-x64-msvc", sizeBytes: 7, sha256 },
    ]);
  });

  test.each<[string, World, AddonTable?]>([
    ["the leaf does not tell its hash", { ...staged, texts: {} }],
    ["the leaf lies in an archive", { ...staged, ...inArchive() }, tableAt(ARCHIVE)],
  ])("not where %s", (_name, facts, of = windowsTable) => {
    const seen = walk({ files, loads, ...facts }, of);
    expect(seen.find((line) => line.endsWith(": loaded"))).toMatch(/^leaf /u);
    expect(seen.some((line) => line.startsWith("cache"))).toBe(false);
  });

  test("not elsewhere than on Windows", () => {
    const leaf = LEAF("linux-x64-gnu");
    const texts = {
      [leaf.replace(/[^/]+$/u, "package.json")]: Object.values(staged.texts)[0] ?? "",
    };
    expect(walk({ files: { [leaf]: linux }, texts })[0]).toBe(`leaf ${leaf}: loaded`);
  });

  test("the leaf, where the cache cannot be used", () => {
    const place = (): never => {
      throw new CacheError("ERR_FERROTYPE_CACHE_FULL", "C:\\u", "the disk is full");
    };
    const facts = world({ ...staged, files, loads, cache: { place } });
    expect(candidatesOf(facts, windowsTable).slice(0, 2)).toMatchObject([
      { source: "cache", path: "C:\\u", verdict: "not cached", detail: "the disk is full" },
      { source: "leaf", verdict: "loaded" },
    ]);
  });

  test("a leaf that does not fit is not copied", () => {
    const old = { ...windows, stamp: { ...stamp, version: "0.9.0" } };
    const facts = world({ ...staged, files: { [path]: old } });
    candidatesOf(facts, windowsTable);
    expect(facts.cached).toEqual([]);
  });
});

describe("a copy in the cache that is broken", () => {
  const item: CacheItem = {
    package: "@x/addon",
    version: "1.0.0",
    target: "linux-x64-gnu",
    fileName: "addon.linux-x64-gnu.node",
    sizeBytes: 7,
    sha256: "00",
    bytes: () => new Uint8Array(7),
  };
  const old = "/cache/addon.linux-x64-gnu.node";
  const fresh = "/temp/addon.linux-x64-gnu.node";
  const replace = (): string => fresh;

  test.each<[string, World]>([
    ["by its header", { files: { [old]: { ...linux, damage: "it is empty" }, [fresh]: linux } }],
    [
      "by the system",
      {
        files: { [old]: linux, [fresh]: linux },
        loads: { [old]: new Error("invalid ELF header") },
      },
    ],
    [
      "for no clear reason",
      { files: { [old]: linux, [fresh]: linux }, loads: { [old]: new Error("bad") } },
    ],
  ])("is replaced once: %s", (_name, facts) => {
    const seen = walk({ embedded: [item], cache: { replace }, ...facts });
    expect(seen[0]).toBe(`executable ${fresh}: loaded`);
  });

  test("where the new one is no better, that is it", () => {
    let replaced = 0;
    const count = (): string => {
      replaced += 1;
      return fresh;
    };
    const loads = { [old]: new Error("bad"), [fresh]: new Error("bad") };
    const files = { [old]: linux, [fresh]: linux };
    expect(walk({ embedded: [item], cache: { replace: count }, files, loads })[0]).toBe(
      `executable ${fresh}: failed to load`,
    );
    expect(replaced).toBe(1);
  });

  test("one of another release is not replaced", () => {
    const files = { [old]: { ...linux, stamp: { ...stamp, version: "0.9.0" } } };
    const facts = world({ embedded: [item], files });
    candidatesOf(facts);
    expect(facts.cached).toEqual(["place addon.linux-x64-gnu.node"]);
  });

  test("a good one lets old ones be removed", () => {
    const facts = world({ embedded: [item], files: { [old]: linux } });
    candidatesOf(facts);
    expect(facts.cached).toEqual([
      "place addon.linux-x64-gnu.node",
      "tidy addon.linux-x64-gnu.node",
    ]);
  });
});

describe("single-file executables", () => {
  const item = { target: "linux-x64-gnu", fileName: "addon.linux-x64-gnu.node" } as CacheItem;
  const cached = "/cache/addon.linux-x64-gnu.node";
  const beside = "/bin/addon.linux-x64-gnu.node";
  const bunfs: AddonTable = { ...table, from: "file:///$bunfs/root/app" };

  test("what is embedded, then beside the program, then as ever", () => {
    const files = { [cached]: linux, [beside]: linux, [LEAF("linux-x64-gnu")]: linux };
    expect(walk({ embedded: [item], files })).toEqual([
      `executable ${cached}: loaded`,
      `beside ${beside}: also fits`,
      `leaf ${LEAF("linux-x64-gnu")}: also fits`,
      `workspace ${NATIVE("linux-x64-gnu")}: not found`,
    ]);
  });

  test("nothing is embedded: beside the program", () => {
    expect(walk({ embedded: [], files: { [beside]: linux } }, bunfs)).toEqual([
      "executable /bin/node: not found",
      `beside ${beside}: loaded`,
      "leaf @x/addon-linux-x64-gnu: not found",
      "workspace /$bunfs/root/native/addon.linux-x64-gnu.node: not found",
    ]);
  });

  test("embedded for another system", () => {
    const facts = world({ embedded: [{ ...item, target: "darwin-arm64" }] });
    expect(candidatesOf(facts, bunfs)[0]?.detail).toBe(
      "the executable holds binaries for darwin-arm64 only",
    );
  });

  test("also where the table says workspace: the machine that built it is not this one", () => {
    const files = { [cached]: linux, [NATIVE("linux-x64-gnu")]: linux };
    expect(walk({ embedded: [item], files }, { ...table, workspace: true })[0]).toBe(
      `executable ${cached}: loaded`,
    );
  });

  test("a bundler has lost the URL of the module: the program's folder stands in", () => {
    const lost = { ...table, from: undefined } as unknown as AddonTable;
    expect(walk({ embedded: [], files: { [beside]: linux } }, lost)).toContain(
      "workspace /bin/native/addon.linux-x64-gnu.node: not found",
    );
    const leaf = LEAF("linux-x64-gnu", "/srv/node_modules");
    expect(walk({ script: "/srv/dist/app.cjs", files: { [leaf]: linux } }, lost)[0]).toBe(
      `leaf ${leaf}: loaded`,
    );
  });
});
