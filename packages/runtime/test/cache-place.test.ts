import { describe, expect, test } from "vitest";

import { placeInCache } from "../src/load/cache/place-in-cache.js";
import {
  type CacheWorld,
  cacheWorld,
  errorOf,
  failing,
  FILE,
  fileIn,
  filesOf,
  FOLDER,
  garbage,
  item,
  PACKAGE,
  ROOT,
  systemError,
  TEMP_FILE,
  VERSION,
} from "./cache-world.js";

const bytes = item.bytes();

test("the first time, it is written, checked, and only then moved to its place", () => {
  const world = cacheWorld();
  expect(placeInCache(item, world)).toEqual({ path: FILE, wrote: true, fellBack: false });
  expect(filesOf(world)).toEqual([FILE]);
  expect(world.log).toEqual([
    `make ${ROOT}`,
    `make ${PACKAGE}`,
    `make ${FOLDER}`,
    "touch",
    "write",
    "link",
    "sync",
  ]);
  expect(world.warnings).toEqual([]);
});

test("the second time, nothing is written and the content not even asked for", () => {
  const world = cacheWorld();
  placeInCache(item, world);
  const asked = (): never => {
    throw new Error("asked");
  };
  expect(placeInCache({ ...item, bytes: asked }, world)).toEqual({
    path: FILE,
    wrote: false,
    fellBack: false,
  });
  expect(world.log.slice(-2)).toEqual(["sync", "touch"]);
});

test("a read-only cache that holds the file does", () => {
  const world = cacheWorld({
    entries: { [ROOT]: {}, [PACKAGE]: {}, [FOLDER]: {}, [FILE]: { bytes } },
    before: failing("EROFS", (operation) => !["entry", "list"].includes(operation)),
  });
  expect(placeInCache(item, world)).toEqual({ path: FILE, wrote: false, fellBack: false });
  expect(world.warnings).toEqual([]);
});

describe("what stands at the place", () => {
  const standing = (entry: object): CacheWorld =>
    cacheWorld({ entries: { [ROOT]: {}, [PACKAGE]: {}, [FOLDER]: {}, [FILE]: entry } });

  test.each([
    ["is shorter", { bytes: bytes.slice(1) }],
    ["is a symbolic link", { bytes, kind: "link" }],
    ["belongs to another user", { bytes, uid: 7 }],
    ["can be written by all", { bytes, mode: 0o702 }],
    ["can be written by the group", { bytes, mode: 0o720 }],
  ])("%s: replaced", (_, entry) => {
    const world = standing(entry);
    expect(placeInCache(item, world).wrote).toBe(true);
    expect(world.entries.get(FILE)).toMatchObject({ kind: "file", uid: 1000, mode: 0o700 });
    expect(world.contents.get(FILE)).toEqual(bytes);
  });

  test.each([
    ["is whole", { bytes }],
    ["may be read by all", { bytes, mode: 0o755 }],
  ])("%s: taken", (_, entry) => {
    expect(placeInCache(item, standing(entry)).wrote).toBe(false);
  });
});

test("another one that was faster wins, so that threads do not load two copies", () => {
  const world = cacheWorld({
    before(operation, _, { entries, contents }) {
      if (operation !== "link") return;
      entries.set(FILE, { ...fileIn(world), inode: 99 });
      contents.set(FILE, bytes);
    },
  });
  expect(placeInCache(item, world)).toEqual({ path: FILE, wrote: false, fellBack: false });
  expect(world.entries.get(FILE)?.inode).toBe(99);
  expect(filesOf(world)).toEqual([FILE]);
});

describe("a cleaning that began before takes the folder away", () => {
  test.each(["touch", "writeNew", "link", "entry"] as const)("before %s: made anew", (at) => {
    let taken = false;
    const world = cacheWorld({
      before(operation, path, { entries, remove }) {
        if (taken || operation !== at || !path.startsWith(FOLDER) || !entries.has(FOLDER)) return;
        taken = true;
        remove(FOLDER);
      },
    });
    expect(placeInCache(item, world)).toEqual({ path: FILE, wrote: true, fellBack: false });
    expect(taken).toBe(true);
    expect(filesOf(world)).toEqual([FILE]);
  });

  test("again and again: given up", () => {
    const world = cacheWorld({
      before(operation, path, { remove }) {
        if (operation === "writeNew" && path.startsWith(FOLDER)) remove(FOLDER);
      },
    });
    expect(placeInCache(item, world).path).toBe(TEMP_FILE);
  });
});

test("without hard links, it is renamed", () => {
  const world = cacheWorld({ before: failing("EPERM", (operation) => operation === "link") });
  expect(placeInCache(item, world).wrote).toBe(true);
  expect(world.log.slice(-2)).toEqual(["rename", "sync"]);
  expect(filesOf(world)).toEqual([FILE]);
});

describe("Windows", () => {
  const LOCAL = String.raw`C:\Users\me\AppData\Local\ferrotype`;
  const WINDOWS = `${LOCAL}\\@x+addon\\${VERSION}\\${item.fileName}`;
  const noLink = failing("EPERM", (operation) => operation === "link");

  test("owners and modes are not looked at", () => {
    const world = cacheWorld({
      platform: "win32",
      entries: { [LOCAL]: { uid: 0, mode: 0o777 } },
    });
    expect(placeInCache(item, world).path).toBe(WINDOWS);
    expect(world.warnings).toEqual([]);
  });

  test.each(["EPERM", "EBUSY", "EACCES"])(
    "%s for one in use: it wins, if it is the same",
    (code) => {
      const world = cacheWorld({
        platform: "win32",
        before(operation, path, { entries, contents }) {
          noLink(operation, path, world);
          if (operation !== "rename") return;
          entries.set(WINDOWS, { ...fileIn(world), inode: 99 });
          contents.set(WINDOWS, bytes);
          throw systemError(code);
        },
      });
      expect(placeInCache(item, world)).toMatchObject({ path: WINDOWS, wrote: false });
      expect(filesOf(world)).toEqual([WINDOWS]);
    },
  );

  test("a virus scanner holds it for a moment: tried again", () => {
    let failures = 0;
    const world = cacheWorld({
      platform: "win32",
      before(operation, path) {
        noLink(operation, path, world);
        if (operation === "rename" && ++failures < 4) throw systemError("EBUSY");
      },
    });
    expect(placeInCache(item, world)).toMatchObject({ path: WINDOWS, wrote: true });
    expect(world.log.filter((line) => line.startsWith("wait"))).toEqual([
      "wait 10",
      "wait 20",
      "wait 40",
    ]);
  });

  test("held for ever, and of other content: the folder for temporary files", () => {
    const world = cacheWorld({
      platform: "win32",
      entries: { [WINDOWS]: { bytes: garbage.slice(1) } },
      before: failing(
        "EBUSY",
        (operation, path) =>
          path.startsWith(LOCAL) && (operation === "link" || operation === "rename"),
      ),
    });
    const path = `C:\\Temp\\ferrotype-user\\@x+addon\\${VERSION}\\${item.fileName}`;
    expect(placeInCache(item, world)).toEqual({ path, wrote: true, fellBack: true });
    expect(new Set(filesOf(world))).toEqual(new Set([path, WINDOWS]));
  });
});

describe("the content", () => {
  test("a damaged source is no fault of the cache: no fallback", () => {
    const world = cacheWorld();
    const error = errorOf(() => placeInCache({ ...item, bytes: () => garbage }, world));
    expect(error.code).toBe("ERR_FERROTYPE_CACHE_SOURCE");
    expect(error.detail).toMatch(
      /^the source of addon.* is damaged: its SHA-256 is [0-9a-f]{64}, not /u,
    );
    expect(filesOf(world)).toEqual([]);
    expect(world.warnings).toEqual([]);
  });

  test("nor is one that cannot be read", () => {
    const unreadable = (): never => {
      throw systemError("ENOENT");
    };
    const error = errorOf(() => placeInCache({ ...item, bytes: unreadable }, cacheWorld()));
    expect(error.code).toBe("ERR_FERROTYPE_CACHE_SOURCE");
    expect(error.detail).toContain("cannot be read: Error: ENOENT");
  });

  test("a disk that keeps something else is", () => {
    let count = 0;
    const world = cacheWorld({ spoil: (given) => (++count === 1 ? garbage : given) });
    expect(placeInCache(item, world)).toMatchObject({ wrote: true, fellBack: true });
    expect(world.warnings[0]).toContain(`${FOLDER}: what was written does not read back`);
    expect(filesOf(world)).toEqual([TEMP_FILE]);
  });
});
