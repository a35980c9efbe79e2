import { describe, expect, test } from "vitest";

import type { CacheEntry } from "../src/load/cache/cache-facts.js";
import { placeInCache } from "../src/load/cache/place-in-cache.js";
import { isNewer, removeStale } from "../src/load/cache/remove-stale.js";
import {
  type CacheWorld,
  cacheWorld,
  DAY_MS,
  failing,
  item,
  MINUTE_MS,
  NOW,
  VERSION,
} from "./cache-world.js";

const PACKAGE = "/me/.cache/ferrotype/@x+addon";
const HASH = "0123456789abcdef";
const bytes = item.bytes();

interface Other extends Partial<CacheEntry> {
  readonly ageMs: number;
  readonly bytes?: Uint8Array;
}

/** A cache in which the item is placed beside another entry. */
function beside(name: string, { ageMs, ...entry }: Other, more = {}): CacheWorld {
  const world = cacheWorld({
    entries: { [`${PACKAGE}/${name}`]: { modifiedMs: NOW - ageMs, ...entry } },
    ...more,
  });
  placeInCache(item, world);
  removeStale(item, world);
  expect(world.entries.has(`${PACKAGE}/${VERSION}/${item.fileName}`)).toBe(true);
  return world;
}

const old = 10 * MINUTE_MS;
const fresh = old - 1;
const month = 30 * DAY_MS;

test.each<readonly [string, string, Other, "kept" | "removed"]>([
  ["older, unused", `1.2.2-linux-x64-gnu-${HASH}`, { ageMs: old }, "removed"],
  ["older, just used", `1.2.2-linux-x64-gnu-${HASH}`, { ageMs: fresh }, "kept"],
  ["older prerelease", `1.2.2-canary.1-linux-x64-gnu-${HASH}`, { ageMs: old }, "removed"],
  ["prerelease of this one", `1.2.3-rc.1-linux-x64-gnu-${HASH}`, { ageMs: old }, "removed"],
  ["this version of other content", `1.2.3-linux-x64-gnu-${HASH}`, { ageMs: old }, "removed"],
  ["of the same, just used", `1.2.3-linux-x64-gnu-${HASH}`, { ageMs: fresh }, "kept"],
  ["newer", `1.2.10-linux-x64-gnu-${HASH}`, { ageMs: month - 1 }, "kept"],
  ["newer, long unused", `1.2.10-linux-x64-gnu-${HASH}`, { ageMs: month }, "removed"],
  ["newer prerelease", `2.0.0-rc.1-linux-x64-gnu-${HASH}`, { ageMs: old }, "kept"],
  ["another target", `1.0.0-linux-arm64-gnu-${HASH}`, { ageMs: old }, "kept"],
  ["another target, long unused", `1.0.0-linux-arm64-gnu-${HASH}`, { ageMs: month }, "removed"],
  ["a variant", `1.0.0-linux-x64-gnu-modern-${HASH}`, { ageMs: old }, "kept"],
  ["time in the future", `1.0.0-linux-x64-gnu-${HASH}`, { ageMs: -DAY_MS }, "removed"],
  ["time a little in the future", `1.0.0-linux-x64-gnu-${HASH}`, { ageMs: -MINUTE_MS }, "kept"],
  ["moved away by a killed run", `.${HASH}.old`, { ageMs: old }, "removed"],
  ["moved away just now", `.${HASH}.old`, { ageMs: fresh }, "kept"],
  ["of the user", "1.0.0", { ageMs: 2 * month }, "kept"],
  ["of the user too", `notes-${HASH}`, { ageMs: 2 * month }, "kept"],
  ["a file", `1.0.0-linux-x64-gnu-${HASH}`, { ageMs: month, bytes }, "kept"],
  ["a link", `1.0.0-linux-x64-gnu-${HASH}`, { ageMs: month, kind: "link" }, "kept"],
  ["another user's", `1.0.0-linux-x64-gnu-${HASH}`, { ageMs: month, uid: 7 }, "kept"],
])("beside the item: %s, %s", (_, name, entry, fate) => {
  const world = beside(name, entry);
  expect(world.entries.has(`${PACKAGE}/${name}`)).toBe(fate === "kept");
  expect([...world.entries.keys()].filter((path) => path.endsWith(".old"))).toEqual(
    fate === "kept" && name.endsWith(".old") ? [`${PACKAGE}/${name}`] : [],
  );
});

test("the item itself stays, however old", () => {
  let now = NOW;
  const world = cacheWorld({ nowMs: () => now });
  const { path } = placeInCache(item, world);
  now += 10 * month;
  removeStale(item, world);
  expect(world.entries.has(path)).toBe(true);
});

describe("left-overs of runs that were killed", () => {
  const LEFT = `${PACKAGE}/${VERSION}/${item.fileName}.${HASH}.tmp`;
  test.each([
    ["old", old, false],
    ["of a run that may go on", fresh, true],
  ])("%s", (_, ageMs, kept) => {
    const world = cacheWorld({ entries: { [LEFT]: { bytes, modifiedMs: NOW - ageMs } } });
    placeInCache(item, world);
    removeStale(item, world);
    expect(world.entries.has(LEFT)).toBe(kept);
  });
});

describe("against others who clean or load", () => {
  const OLDER = `1.0.0-linux-x64-gnu-${HASH}`;
  const FILE = `${PACKAGE}/${OLDER}/${item.fileName}`;

  test("used after the look at it, before it was moved: put back", () => {
    const world = cacheWorld({
      entries: {
        [`${PACKAGE}/${OLDER}`]: { modifiedMs: NOW - month },
        [FILE]: { bytes },
      },
      before(operation, path, { touch }) {
        if (operation === "rename" && path.endsWith(".old")) touch(`${PACKAGE}/${OLDER}`);
      },
    });
    placeInCache(item, world);
    removeStale(item, world);
    expect(world.entries.has(FILE)).toBe(true);
    expect([...world.entries.keys()].filter((path) => path.endsWith(".old"))).toEqual([]);
  });

  test.each(["EPERM", "EBUSY", "ENOENT"])("%s: left, without an error", (code) => {
    const world = beside(
      OLDER,
      { ageMs: old },
      {
        before: failing(code, (operation, path) => operation === "rename" && path.endsWith(".old")),
      },
    );
    expect(world.entries.has(`${PACKAGE}/${OLDER}`)).toBe(true);
  });

  test("nothing is removed below a folder that others may write to", () => {
    const world = cacheWorld({
      entries: {
        [PACKAGE]: { mode: 0o777 },
        [`${PACKAGE}/${OLDER}`]: { modifiedMs: NOW - month },
      },
    });
    removeStale(item, world);
    expect(world.entries.has(`${PACKAGE}/${OLDER}`)).toBe(true);
  });

  test.each<readonly [string, Parameters<typeof cacheWorld>[0]]>([
    ["no cache", {}],
    ["no home", { home: null }],
    [
      "a list that cannot be read",
      { entries: { [PACKAGE]: {} }, before: failing("EACCES", (o) => o === "list") },
    ],
    ["a folder that cannot be seen", { before: failing("EACCES", () => true) }],
  ])("%s: no error", (_, setting) => {
    expect(() => removeStale(item, cacheWorld(setting))).not.toThrow();
  });

  test("an item among the temporary files: cleaned there", () => {
    const stale = `/tmp/ferrotype-1000/@x+addon/${OLDER}`;
    const world = cacheWorld({
      home: null,
      entries: { [stale]: { modifiedMs: NOW - old } },
    });
    removeStale(item, world, placeInCache(item, world).path);
    expect(world.entries.has(stale)).toBe(false);
  });
});

test.each([
  ["1.0.0", "1.0.0", false],
  ["1.0.1", "1.0.0", true],
  ["1.10.0", "1.9.0", true],
  ["1.0.0", "1.0.0-rc.1", true],
  ["1.0.0-rc.1", "1.0.0", false],
  ["1.0.0-rc.10", "1.0.0-rc.9", true],
  ["1.0.0-rc", "1.0.0-1", true],
  ["1.0.0-1", "1.0.0-rc", false],
  ["1.0.0-rc.1", "1.0.0-rc", true],
  ["1.0.0-rc", "1.0.0-rc.1", false],
  ["1.0.0-beta", "1.0.0-alpha.9", true],
  ["1.0.0-zeta", "1.0.0", false],
  ["1.0.0+b", "1.0.0+a", false],
  ["1.0.1+b", "1.0.0+a", true],
])("%s is newer than %s: %s", (a, b, newer) => {
  expect(isNewer(a, b)).toBe(newer);
});
