/** Row sets of the real functions: rows are made when they are touched. */
import { inspect } from "node:util";
import { listDirectory } from "@ferrotype/natives/fs";
import { grep } from "@ferrotype/natives/search";
import { expect, test } from "vitest";

import { tempFolder } from "./temp-folder.js";

const folder = tempFolder({ "a.txt": "one needle\n", "b.txt": "ünï needle, needle\n" });
const matches = await grep({ pattern: "needle", root: folder });

test("length, at, iteration and toArray agree", () => {
  expect(matches).toHaveLength(2);
  const array = matches.toArray();
  expect(Array.isArray(array)).toBe(true);
  expect([...matches]).toEqual(array);
  expect([matches.at(0), matches.at(1)]).toEqual(array);
  expect(matches.at(-1)).toEqual(array[1]);
  expect([matches.at(2), matches.at(-3)]).toEqual([undefined, undefined]);
});

test("a row is made anew each time it is touched", () => {
  expect(matches.at(0)).not.toBe(matches.at(0));
  expect(matches.at(0)).toEqual(matches.at(0));
});

test("nested rows carry bytes and UTF-16", () => {
  expect(matches.at(1)).toEqual({
    path: "b.txt",
    lineNumber: 1,
    byteOffset: 0,
    line: "ünï needle, needle",
    ranges: [
      { start: 6, end: 12, startUtf16: 4, endUtf16: 10 },
      { start: 14, end: 20, startUtf16: 12, endUtf16: 18 },
    ],
  });
});

test("columns come without rows", () => {
  expect(matches.column("path")).toEqual(["a.txt", "b.txt"]);
  expect(matches.column("lineNumber")).toEqual([1, 1]);
  expect(() => matches.column("nope" as "path")).toThrow(TypeError);
});

test("the summary is made of own properties, and not of the JSON", () => {
  const { errors, ...counts } = { ...matches };
  expect(errors).toEqual([]);
  expect(counts).toEqual({
    matches: 2,
    filesMatched: 2,
    filesSearched: 2,
    skipped: 0,
    truncated: false,
  });
  expect(JSON.parse(JSON.stringify(matches))).toEqual(matches.toArray());
});

test("an empty one is empty", async () => {
  const rows = await listDirectory(tempFolder());
  expect([rows.length, rows.toArray(), [...rows], rows.column("name")]).toEqual([0, [], [], []]);
  expect(rows.at(0)).toBeUndefined();
});

test("console.log shows rows and summary", () => {
  const text = inspect(matches);
  expect(text).toContain("RowSet(2)");
  expect(text).toContain("filesMatched: 2");
});
