import { expect, test } from "vitest";

import { cacheBase, cacheFolder, safeName, versionFolder } from "../src/load/cache/cache-folder.js";
import { cacheWorld, item, type Setting, VERSION } from "./cache-world.js";

const win32 = { platform: "win32" };
const darwin = { platform: "darwin" };
const APP_DATA = String.raw`C:\Users\me\AppData\Local`;

const bases: readonly (readonly [string, Setting, string | null])[] = [
  ["Linux", {}, "/me/.cache"],
  ["FreeBSD", { platform: "freebsd" }, "/me/.cache"],
  ["Android", { platform: "android" }, "/me/.cache"],
  ["macOS", darwin, "/me/Library/Caches"],
  ["Windows", { ...win32, env: { LOCALAPPDATA: "D:\\Local" } }, "D:\\Local"],
  ["Windows without LOCALAPPDATA", win32, APP_DATA],
  ["Windows, LOCALAPPDATA relative", { ...win32, env: { LOCALAPPDATA: "Local" } }, APP_DATA],
  ["Windows, LOCALAPPDATA empty", { ...win32, env: { LOCALAPPDATA: "" } }, APP_DATA],
  ["Windows without anything", { ...win32, home: null }, null],
  ["XDG", { env: { XDG_CACHE_HOME: "/x" } }, "/x"],
  ["XDG without a home", { env: { XDG_CACHE_HOME: "/x" }, home: null }, "/x"],
  ["XDG relative", { env: { XDG_CACHE_HOME: "x/y" } }, "/me/.cache"],
  ["XDG with ~", { env: { XDG_CACHE_HOME: "~/x" } }, "/me/.cache"],
  ["XDG empty", { env: { XDG_CACHE_HOME: "" } }, "/me/.cache"],
  ["XDG on macOS", { ...darwin, env: { XDG_CACHE_HOME: "/x" } }, "/me/Library/Caches"],
  ["XDG on Windows", { ...win32, env: { XDG_CACHE_HOME: "C:\\x" } }, APP_DATA],
  ["no home", { home: null }, null],
  ["an empty home", { home: "" }, null],
  ["a relative home", { home: "me" }, null],
  ["no home on macOS", { ...darwin, home: null }, null],
  ["override", { env: { X_ADDON_CACHE_DIR: "/c", XDG_CACHE_HOME: "/x" } }, "/c"],
  ["override without a home", { env: { X_ADDON_CACHE_DIR: "/c" }, home: null }, "/c"],
  ["override on macOS", { ...darwin, env: { X_ADDON_CACHE_DIR: "/c" } }, "/c"],
  ["override on Windows", { ...win32, env: { X_ADDON_CACHE_DIR: "E:\\c" } }, "E:\\c"],
  ["override of another package", { env: { Y_CACHE_DIR: "/c" } }, "/me/.cache"],
];

test.each(bases)("the place for caches: %s", (_, setting, base) => {
  expect(cacheBase(cacheWorld(setting))).toEqual({ base, ignored: null });
});

test.each(["c", "./c", "~/c", "~", " ", "C:\\c"])(
  "the override %j is ignored, and said so",
  (asked) => {
    const world = cacheWorld({ env: { X_ADDON_CACHE_DIR: asked, XDG_CACHE_HOME: "/x" } });
    expect(cacheBase(world)).toEqual({
      base: "/x",
      ignored: `X_ADDON_CACHE_DIR is ignored: "${asked}" is not an absolute path (a ~ is not expanded)`,
    });
  },
);

test("an empty override is none", () => {
  const world = cacheWorld({ env: { X_ADDON_CACHE_DIR: "" } });
  expect(cacheBase(world)).toEqual({ base: "/me/.cache", ignored: null });
});

test("the folder of a package", () => {
  expect(cacheFolder(item, cacheWorld())).toBe("/me/.cache/ferrotype/@x+addon");
  expect(cacheFolder(item, cacheWorld(win32))).toBe(`${APP_DATA}\\ferrotype\\@x+addon`);
  expect(cacheFolder(item, cacheWorld({ home: null }))).toBe(null);
});

test("the folder of a version tells target and content apart", () => {
  expect(versionFolder(item)).toBe(VERSION);
  const other = { ...item, sha256: "0".repeat(64) };
  expect(versionFolder(other)).toBe("1.2.3-linux-x64-gnu-0000000000000000");
  expect(versionFolder({ ...other, target: "linux-x64-musl", version: "2.0.0-rc.1+b/../c" })).toBe(
    "2.0.0-rc.1+b+..+c-linux-x64-musl-0000000000000000",
  );
});

test.each([
  ["natives", "natives"],
  ["@ferrotype/natives", "@ferrotype+natives"],
  ["..", "%2e%2e"],
  [".", "%2e"],
  ["../../etc", "%2e.+..+etc"],
  ["a\\b", "a%5cb"],
  ["a:b*c?", "a%3ab%2ac%3f"],
  ["con", "%63%6f%6e"],
  ["NUL.x", "%4e%55%4c.x"],
  ["lpt1", "%6c%70%74%31"],
  ["console", "console"],
  ["dot.", "dot%2e"],
  ["ü", "%c3%bc"],
  ["a b", "a%20b"],
])("%j as the name of a folder: %s", (name, safe) => {
  expect(safeName(name)).toBe(safe);
  expect(safe).toMatch(/^[\w@%+][\w@%.+-]*$/u);
});
