import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { nodeCacheFacts } from "../src/load/cache/node-cache-facts.js";
import { placeInCache, replaceDamaged } from "../src/load/cache/place-in-cache.js";
import { removeStale } from "../src/load/cache/remove-stale.js";
import { item, VERSION } from "./cache-world.js";

const root = mkdtempSync(join(tmpdir(), "ferrotype-cache-"));
const facts = nodeCacheFacts("X_ADDON");
const mode = (path: string): number => lstatSync(path).mode & 0o777;

beforeAll(() => {
  process.env["X_ADDON_CACHE_DIR"] = join(root, "cache");
});
afterAll(() => {
  delete process.env["X_ADDON_CACHE_DIR"];
  rmSync(root, { recursive: true });
});

test("a file in the real cache: placed, taken, replaced, and what is stale is removed", () => {
  const folder = join(root, "cache/ferrotype/@x+addon", VERSION);
  const path = join(folder, item.fileName);
  expect(placeInCache(item, facts)).toEqual({ path, wrote: true, fellBack: false });
  expect(readFileSync(path)).toEqual(Buffer.from(item.bytes()));
  expect(readdirSync(folder)).toEqual([item.fileName]);
  expect([path, folder, dirname(folder), join(root, "cache")].map(mode)).toEqual(
    Array.from({ length: 4 }, () => 0o700),
  );
  expect(placeInCache(item, facts).wrote).toBe(false);
  expect(replaceDamaged(item, path, facts)).toBe(null);

  expect(placeInCache(item, facts).wrote).toBe(false);
  writeFileSync(path, "x".repeat(item.sizeBytes));
  expect(replaceDamaged(item, path, facts)).toBe(path);
  expect(readFileSync(path)).toEqual(Buffer.from(item.bytes()));

  const stale = join(dirname(folder), "1.0.0-linux-x64-gnu-0123456789abcdef");
  mkdirSync(join(stale, "deep"), { recursive: true });
  writeFileSync(join(stale, "deep/file"), "");
  const hourAgo = Date.now() / 1000 - 3600;
  removeStale(item, facts, path);
  expect(existsSync(stale)).toBe(true);
  utimesSync(stale, hourAgo, hourAgo);
  removeStale(item, facts, path);
  expect(readdirSync(dirname(folder))).toEqual([VERSION]);
});

describe("the edge", () => {
  test("an existing file is never written over, whoever made it", () => {
    const path = join(root, "there");
    symlinkSync("nowhere", path);
    expect(() => facts.writeNew(path, item.bytes())).toThrow("EEXIST");
    expect(existsSync(join(root, "nowhere"))).toBe(false);
  });

  test("a link is not followed when a hash is taken", () => {
    const path = join(root, "link");
    writeFileSync(join(root, "target"), "x");
    symlinkSync("target", path);
    expect(() => facts.sha256(path)).toThrow("ELOOP");
    expect(facts.entry(path)?.kind).toBe("link");
    expect(facts.entry(path, true)?.kind).toBe("file");
    expect(facts.entry(join(root, "none"))).toBe(null);
  });

  test("folders: one in the other, made by somebody else, and where none can be", () => {
    facts.makeFolder(join(root, "a/b/c"));
    expect(mode(join(root, "a/b"))).toBe(0o700);
    facts.makeFolder(join(root, "a/b/c"));
    symlinkSync("nowhere", join(root, "dangling"));
    expect(() => facts.makeFolder(join(root, "dangling/x"))).toThrow("ENOENT");
    expect(() => facts.makeFolder(join(root, "target/x"))).toThrow("ENOTDIR");
  });

  test("bytes and files have the same hash, also long ones", () => {
    const bytes = new Uint8Array(700_000).fill(7);
    writeFileSync(join(root, "long"), bytes);
    expect(facts.sha256(join(root, "long"))).toBe(facts.sha256(bytes));
    expect(facts.sha256(new Uint8Array())).toMatch(/^e3b0c44298fc1c14/u);
  });

  test("of a folder, links are removed and not what they lead to", () => {
    mkdirSync(join(root, "kept"));
    mkdirSync(join(root, "gone"));
    symlinkSync("../kept", join(root, "gone/link"));
    facts.remove(join(root, "gone"));
    facts.remove(join(root, "gone"));
    expect(existsSync(join(root, "kept"))).toBe(true);
  });

  test("a folder that cannot be synced is no error", () => {
    expect(() => facts.syncFolder(join(root, "none"))).not.toThrow();
    chmodSync(join(root, "kept"), 0o700);
    expect(() => facts.syncFolder(join(root, "kept"))).not.toThrow();
  });

  test("no two names are alike", () => {
    const names = Array.from({ length: 100 }, facts.random);
    expect(new Set(names).size).toBe(100);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{16}$/u);
  });
});
