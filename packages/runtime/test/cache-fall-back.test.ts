import { describe, expect, test } from "vitest";

import { placeInCache } from "../src/load/cache/place-in-cache.js";
import {
  cacheWorld,
  errorOf,
  failing,
  FILE,
  filesOf,
  FOLDER,
  item,
  PACKAGE,
  ROOT,
  type Setting,
  TEMP,
  TEMP_FILE,
  VERSION,
  writesHome,
} from "./cache-world.js";

const bytes = item.bytes();

const file = { bytes };
const refused: readonly (readonly [string, NonNullable<Setting["entries"]>, string])[] = [
  ["a symbolic link", { [ROOT]: { kind: "link" } }, `${ROOT}: it is a symbolic link`],
  ["a link further down", { [FOLDER]: { kind: "link" } }, `${FOLDER}: it is a symbolic link`],
  ["a file", { [PACKAGE]: file }, `${PACKAGE}: it is not a folder`],
  ["a device", { [ROOT]: { kind: "other" } }, `${ROOT}: it is not a folder`],
  [
    "of another user",
    { [ROOT]: { uid: 0 } },
    `${ROOT}: it belongs to another user (uid 0, this process has uid 1000)`,
  ],
  [
    "of another user further down",
    { [ROOT]: {}, [PACKAGE]: {}, [FOLDER]: { uid: 7 } },
    `${FOLDER}: it belongs to another user (uid 7, this process has uid 1000)`,
  ],
  ["for all", { [ROOT]: { mode: 0o777 } }, `${ROOT}: other users may write to it (mode 0777)`],
  [
    "for all, sticky",
    { [PACKAGE]: { mode: 0o1777 } },
    `${PACKAGE}: other users may write to it (mode 01777)`,
  ],
  [
    "for the group",
    { [FOLDER]: { mode: 0o770 } },
    `${FOLDER}: other users may write to it (mode 0770)`,
  ],
  [
    "below a folder for all",
    { "/me/.cache": { mode: 0o777 } },
    "/me/.cache: everybody may replace what is in it (mode 0777, no sticky bit)",
  ],
];

test.each(refused)(
  "a cache that is %s: refused, a private one instead, one warning",
  (_, entries, why) => {
    const world = cacheWorld({ entries });
    const before = new Map(world.entries);
    expect(placeInCache(item, world)).toEqual({
      path: TEMP_FILE,
      wrote: true,
      fellBack: true,
    });
    expect(world.warnings).toHaveLength(1);
    expect(world.warnings[0]).toContain(`Cannot use the cache ${why}. Using ${TEMP}/@x+addon/`);
    for (const [path, entry] of before) expect(world.entries.get(path)).toBe(entry);
  },
);

const CACHE_DIR = "et X_ADDON_CACHE_DIR to an absolute path of a folder that is this user's alone.";
const inHome = (_: string, path: string): boolean => path.startsWith("/me");

test.each<readonly [string, Setting, string]>([
  [
    "no home",
    { home: null },
    `No cache: the user has no home folder. Using FOLDER instead. S${CACHE_DIR}`,
  ],
  [
    "a home that is read-only",
    { before: failing("EROFS", writesHome) },
    `Cannot use the cache ${ROOT}: its file system is read-only. Using FOLDER instead. S${CACHE_DIR}`,
  ],
  [
    "a home of another user",
    { before: failing("EACCES", writesHome) },
    `Cannot use the cache ${ROOT}: this user may not write there. Using FOLDER instead. S${CACHE_DIR}`,
  ],
  [
    "a full disk",
    {
      before: failing("ENOSPC", (operation, path) => operation === "writeNew" && inHome("", path)),
    },
    `Cannot use the cache ${FOLDER}: the disk is full. Using FOLDER instead. Make room there, or s${CACHE_DIR}`,
  ],
  [
    "a quota",
    {
      before: failing("EDQUOT", (operation, path) => operation === "writeNew" && inHome("", path)),
    },
    `Cannot use the cache ${FOLDER}: the disk quota is used up. Using FOLDER instead. Make room there, or s${CACHE_DIR}`,
  ],
  [
    "a broken disk",
    { before: failing("EIO", inHome) },
    "Cannot use the cache /me/.cache: Error: EIO: said the system. Using FOLDER instead. " +
      `S${CACHE_DIR}`,
  ],
  [
    "a folder that is a link",
    { entries: { [ROOT]: { kind: "link" } } },
    `Cannot use the cache ${ROOT}: it is a symbolic link. Using FOLDER instead. Remove it, or s${CACHE_DIR}`,
  ],
  [
    "a folder for all",
    { entries: { [ROOT]: { mode: 0o777 } } },
    `Cannot use the cache ${ROOT}: other users may write to it (mode 0777). Using FOLDER instead. ` +
      `Run \`chmod go-w ${ROOT}\` if all that is in it is yours, or s${CACHE_DIR}`,
  ],
])("the warning for %s", (_, setting, warning) => {
  const world = cacheWorld(setting);
  expect(placeInCache(item, world)).toMatchObject({ wrote: true, fellBack: true });
  expect(world.warnings).toEqual([warning.replace("FOLDER", `${TEMP}/@x+addon/${VERSION}`)]);
  expect(filesOf(world)).toEqual([TEMP_FILE]);
});

describe("the folder for temporary files", () => {
  const noHome = { home: null };
  const pathIn = (name: string): string => `/tmp/${name}/@x+addon/${VERSION}/${item.fileName}`;

  test.each([
    ["another user has taken its name", { uid: 7 }],
    ["a link has its name", { kind: "link" }],
    ["others may write to it", { mode: 0o777 }],
  ] as const)("%s: one that cannot be foreseen, which later runs find", (_, entry) => {
    const world = cacheWorld({
      ...noHome,
      entries: { [TEMP]: entry, [`${TEMP}-trap`]: { uid: 7 } },
    });
    const path = pathIn("ferrotype-1000-unforeseen");
    expect(placeInCache(item, world)).toEqual({ path, wrote: true, fellBack: true });
    expect(placeInCache(item, world)).toEqual({ path, wrote: false, fellBack: true });
    expect(filesOf(world)).toEqual([path]);
  });

  test("everybody may replace what is in it: nothing is written at all", () => {
    const world = cacheWorld({ ...noHome, entries: { "/tmp": { uid: 0, mode: 0o777 } } });
    const error = errorOf(() => placeInCache(item, world));
    expect(error.message).toBe(
      "No cache: the user has no home folder; nor /tmp: everybody may replace what is in it " +
        `(mode 0777, no sticky bit). S${CACHE_DIR}`,
    );
    expect(filesOf(world)).toEqual([]);
  });

  test("it is sticky: good", () => {
    const world = cacheWorld({ ...noHome, entries: { "/tmp": { uid: 0, mode: 0o1777 } } });
    expect(placeInCache(item, world).path).toBe(pathIn("ferrotype-1000"));
  });

  test("it is full too: the error says both", () => {
    const world = cacheWorld({
      before: failing("ENOSPC", (operation) => operation === "writeNew"),
    });
    const error = errorOf(() => placeInCache(item, world));
    expect({ ...error }).toMatchObject({ code: "ERR_FERROTYPE_CACHE_FULL", folder: FOLDER });
    expect(error.detail).toBe(
      `the disk is full; nor ${TEMP}/@x+addon/${VERSION}: the disk is full. Make room there, or s${CACHE_DIR}`,
    );
    expect(filesOf(world)).toEqual([]);
    expect(world.warnings).toEqual([]);
  });

  test("its name is relative: /tmp", () => {
    expect(placeInCache(item, cacheWorld({ ...noHome, temp: "tmp" })).path).toBe(
      pathIn("ferrotype-1000"),
    );
  });
});

test("an override that is ignored is said", () => {
  const world = cacheWorld({ env: { X_ADDON_CACHE_DIR: "~/c" } });
  expect(placeInCache(item, world).path).toBe(FILE);
  expect(world.warnings).toEqual([
    'X_ADDON_CACHE_DIR is ignored: "~/c" is not an absolute path (a ~ is not expanded)',
  ]);
});
