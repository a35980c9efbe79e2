/** Searching files, texts and names, from JavaScript. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fuzzyFind, glob, grep, hasMatch, search } from "@ferrotype/natives/search";
import { describe, expect, test } from "vitest";

import { tempFolder } from "./temp-folder.js";

const folder = tempFolder({
  ".gitignore": "ignored/\n",
  ".hidden.ts": "needle\n",
  "binary.bin": "needle\0needle\n",
  "ignored/x.ts": "needle\n",
  "readme.md": "Needle\nneedles, needle\n",
  "src/main.ts": "first\nneedle 1\nneedle 2\nlast\n",
  "src/parse/lexer.ts": "nothing here\n",
});
mkdirSync(join(folder, ".git"));

describe("grep", () => {
  const lines = async (options: object): Promise<string[]> => {
    const rows = await grep({ pattern: "needle", root: folder, ...options });
    return rows.toArray().map(({ path, lineNumber }) => `${path}:${lineNumber}`);
  };

  test("finds lines, sorted; hidden, ignored and binary files apart", async () => {
    expect(await lines({})).toEqual(["readme.md:2", "src/main.ts:2", "src/main.ts:3"]);
    const { skipped, filesMatched, matches, errors } = await grep({
      pattern: "needle",
      root: folder,
    });
    expect({ skipped, filesMatched, matches, errors }).toEqual({
      skipped: 1,
      filesMatched: 2,
      matches: 3,
      errors: [],
    });
  });

  test("takes a URL, and a file for a root", async () => {
    expect(await lines({ root: pathToFileURL(join(folder, "src")) })).toEqual([
      "main.ts:2",
      "main.ts:3",
    ]);
    expect(await lines({ root: join(folder, "src/main.ts") })).toEqual(["main.ts:2", "main.ts:3"]);
  });

  test("heeds its options", async () => {
    expect(await lines({ ignoreCase: true, globs: ["*.md"] })).toEqual([
      "readme.md:1",
      "readme.md:2",
    ]);
    expect(await lines({ pattern: "Needle", smartCase: true })).toEqual(["readme.md:1"]);
    expect(await lines({ globs: ["!*.md"] })).toEqual(["src/main.ts:2", "src/main.ts:3"]);
    expect(await lines({ hidden: true, gitignore: false, globs: ["*.ts"] })).toContain(
      ".hidden.ts:1",
    );
    expect(await lines({ gitignore: false })).toContain("ignored/x.ts:1");
    expect(await lines({ pattern: "needle.", fixedStrings: true })).toEqual([]);
    expect(await lines({ pattern: "needles", wordRegexp: true })).toEqual(["readme.md:2"]);
    expect(await lines({ maxCountPerFile: 1 })).toEqual(["readme.md:2", "src/main.ts:2"]);
  });

  test("a match may span lines, lines may be cut, counts may be limited", async () => {
    const spanning = await grep({ pattern: String.raw`1\nneedle`, root: folder, multiline: true });
    expect(spanning.at(0)?.line).toBe("needle 1\nneedle 2");
    const cut = await grep({
      pattern: "needle|2",
      root: join(folder, "src/main.ts"),
      maxColumns: 6,
    });
    expect(cut.at(1)).toMatchObject({ line: "needle" });
    expect(cut.at(1)?.ranges).toHaveLength(1);
    const one = await grep({ pattern: "needle", root: folder, maxCount: 1 });
    expect([one.length, one.matches, one.truncated]).toEqual([1, 1, true]);
  });
});

describe("search and hasMatch", () => {
  test("look into text and bytes at once", () => {
    const rows = search("one\r\nzwölf two\n", { pattern: "two" });
    expect(rows.toArray()).toEqual([
      {
        lineNumber: 2,
        byteOffset: 5,
        line: "zwölf two",
        ranges: [{ start: 7, end: 10, startUtf16: 6, endUtf16: 9 }],
      },
    ]);
    expect(rows.truncated).toBe(false);
    expect(search(Uint8Array.of(255, 65), { pattern: "A" }).at(0)?.line).toBe("\uFFFDA");
  });

  test("heed their options", () => {
    expect(search("a\na\na", { pattern: "a", maxCount: 2 })).toMatchObject({
      length: 2,
      truncated: true,
    });
    expect(hasMatch("abc", "B")).toBe(false);
    expect(hasMatch("abc", "B", { ignoreCase: true })).toBe(true);
    expect(hasMatch("abc", "b.", { fixedStrings: true })).toBe(false);
    expect(hasMatch("abc", "b", { wordRegexp: true })).toBe(false);
    expect(hasMatch(Buffer.from("a\nb"), "a\\nb", { multiline: true })).toBe(true);
    expect(hasMatch("", "^$")).toBe(true);
  });
});

describe("glob", () => {
  const found = async (patterns: string | string[], options = {}): Promise<string[]> => [
    ...(await glob(patterns, { cwd: folder, ...options })).column("path"),
  ];

  test("finds files, parents first", async () => {
    expect(await found("**/*.ts")).toEqual(["ignored/x.ts", "src/main.ts", "src/parse/lexer.ts"]);
    expect(await found("**/*.ts", { gitignore: true })).toEqual([
      "src/main.ts",
      "src/parse/lexer.ts",
    ]);
    expect(await found(["**", "!**/*.ts"], { ignore: "*.md" })).toEqual(["binary.bin"]);
    expect(await found("**", { deep: 1 })).toEqual(["binary.bin", "readme.md"]);
    expect(await found("*.ts", { dot: true })).toEqual([".hidden.ts"]);
    expect(await found("{readme,SRC/**}*", { caseSensitive: false, deep: 1 })).toEqual([
      "readme.md",
    ]);
  });

  test("finds folders, and gives absolute paths", async () => {
    expect(await found("**", { onlyDirectories: true, ignore: ["ignored"] })).toEqual([
      "src",
      "src/parse",
    ]);
    const mixed = await glob("src/*", { cwd: pathToFileURL(folder), onlyFiles: false });
    expect(mixed.toArray()).toEqual([
      { path: "src/main.ts", kind: "file" },
      { path: "src/parse", kind: "directory" },
    ]);
    expect(mixed.errors).toEqual([]);
    expect(await found("readme.md", { absolute: true })).toEqual([join(folder, "readme.md")]);
  });

  test("starts in the working folder", async () => {
    const here = await glob("*.ts", { cwd: process.cwd() });
    expect((await glob("*.ts")).column("path")).toEqual(here.column("path"));
    expect(here.length).toBeGreaterThan(0);
  });
});

test("fuzzyFind gives the best paths with positions", async () => {
  const hits = await fuzzyFind("lexts", { root: folder });
  expect(hits.at(0)?.path).toBe("src/parse/lexer.ts");
  const { path, positions } = hits.at(0) ?? { path: "", positions: [] };
  expect(positions.map((at) => path[at]).join("")).toBe("lexts");
  expect(hits).toMatchObject({ totalMatches: 1, errors: [] });
  expect(hits.pathsSearched).toBeGreaterThanOrEqual(4);
  const many = await fuzzyFind("s", { root: pathToFileURL(folder), limit: 1 });
  expect(many).toHaveLength(1);
  expect(many.totalMatches).toBeGreaterThan(1);
  const scores = (await fuzzyFind("ts", { root: folder })).column("score");
  expect([...scores].sort((a, b) => b - a)).toEqual([...scores]);
});
