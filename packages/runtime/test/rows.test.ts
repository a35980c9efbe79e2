import { inspect } from "node:util";

import { describe, expect, test } from "vitest";

import type { RowSet } from "../src/rows/row-set.js";
import { rows } from "../src/rows/row-set.js";
import type { RowLayout } from "../src/rows/table.js";
import type { PackedColumn } from "./pack-rows.js";
import { packTable } from "./pack-rows.js";

type Row = Readonly<Record<string, unknown>>;

function decode(
  layout: RowLayout,
  packed: Uint8Array,
  summary?: object,
): RowSet<Row> & Record<string, unknown> {
  return rows(layout)([packed, summary]) as RowSet<Row> & Record<string, unknown>;
}

/** One column `c` of these values. */
function column(packed: PackedColumn, length: number): RowSet<Row> {
  return decode(["c"], packTable(length, [packed]));
}

describe("columns", () => {
  const lone = "a\ud800b\udcff";
  const long = Array.from({ length: 300 }, (_, index) => `entry ${index}`);
  test.each<readonly [string, PackedColumn, readonly unknown[]]>([
    ["f64", { kind: "f64", values: [0, -1.5, 2 ** 53, 1e300] }, [0, -1.5, 2 ** 53, 1e300]],
    ["u32", { kind: "u32", values: [0, 1, 2 ** 32 - 1] }, [0, 1, 2 ** 32 - 1]],
    ["i32", { kind: "i32", values: [0, -1, -(2 ** 31)] }, [0, -1, -(2 ** 31)]],
    ["bool", { kind: "bool", values: [true, false, true] }, [true, false, true]],
    ["ASCII", { kind: "string", values: ["a", "", "bc"] }, ["a", "", "bc"]],
    [
      "UTF-16",
      { kind: "string", utf16: true, values: ["é", "", "日本", "😀", lone] },
      ["é", "", "日本", "😀", lone],
    ],
    [
      "a dictionary",
      { kind: "string", dictionary: true, values: ["x", "y", "x", "x"] },
      ["x", "y", "x", "x"],
    ],
    [
      "a dictionary in UTF-16",
      { kind: "string", dictionary: true, utf16: true, values: ["ä", "ö", "ä"] },
      ["ä", "ö", "ä"],
    ],
    ["many strings", { kind: "string", values: long }, long],
    ["f64, some absent", { kind: "f64", values: [1, undefined, 3] }, [1, undefined, 3]],
    ["string, some absent", { kind: "string", values: [undefined, "", "x"] }, [undefined, "", "x"]],
    [
      "bool, some absent",
      { kind: "bool", values: [undefined, false, true] },
      [undefined, false, true],
    ],
    ["lists of u32", { kind: "u32 lists", values: [[1, 2], [], [3]] }, [[1, 2], [], [3]]],
  ])("%s", (_name, packed, values) => {
    const set = column(packed, values.length);
    expect(set.length).toBe(values.length);
    expect(values.map((_, index) => set.at(index)?.["c"])).toEqual(values);
    expect([...set].map((row) => row["c"])).toEqual(values);
    expect(set.toArray().map((row) => row["c"])).toEqual(values);
    expect(set.column("c")).toEqual(values);
  });

  test("lists of rows", () => {
    const inner = packTable(3, [
      { kind: "u32", values: [1, 2, 3] },
      { kind: "string", values: ["a", "b", "c"] },
    ]);
    const table = packTable(3, [
      { kind: "string", values: ["x", "y", "z"] },
      { kind: "lists", lengths: [2, 0, 1], table: inner },
    ]);
    const expected = [
      {
        path: "x",
        ranges: [
          { at: 1, text: "a" },
          { at: 2, text: "b" },
        ],
      },
      { path: "y", ranges: [] },
      { path: "z", ranges: [{ at: 3, text: "c" }] },
    ];
    const set = decode(["path", ["ranges", ["at", "text"]]], table);
    expect(set.toArray()).toEqual(expected);
    expect([...set]).toEqual(expected);
    expect(set.column("ranges")).toEqual(expected.map(({ ranges }) => ranges));
  });

  test("a buffer that is not aligned, and a plain Uint8Array", () => {
    const table = packTable(2, [
      { kind: "f64", values: [1.5, 2.5] },
      { kind: "u32", values: [7, 8] },
    ]);
    const shifted = new Uint8Array(table.length + 3);
    shifted.set(table, 3);
    for (const bytes of [shifted.subarray(3), Uint8Array.from(table)]) {
      expect(decode(["a", "b"], bytes).toArray()).toEqual([
        { a: 1.5, b: 7 },
        { a: 2.5, b: 8 },
      ]);
    }
  });

  test("no rows", () => {
    const set = decode(
      ["a", "b"],
      packTable(0, [
        { kind: "string", values: [] },
        { kind: "f64", values: [] },
      ]),
    );
    expect([set.length, set.at(0), set.at(-1), [...set], set.toArray(), set.column("a")]).toEqual([
      0,
      undefined,
      undefined,
      [],
      [],
      [],
    ]);
  });
});

describe("a row set", () => {
  const table = packTable(3, [
    { kind: "string", values: ["a", "b", "c"] },
    { kind: "u32", values: [1, 2, 3] },
  ]);
  const make = (summary?: object) => decode(["name", "size"], table, summary);

  test("at counts from either end", () => {
    const at = (index: number) => make().at(index)?.["name"];
    expect([0, 2, 3, -1, -3, -4, 1.9, Number.NaN, Infinity].map(at)).toEqual([
      "a",
      "c",
      undefined,
      "c",
      "a",
      undefined,
      "b",
      "a",
      undefined,
    ]);
  });

  test("rows are plain objects with the columns in order", () => {
    expect(Object.keys(make().at(0) ?? {})).toEqual(["name", "size"]);
    expect(Object.getPrototypeOf(make().at(0))).toBe(Object.prototype);
  });

  test("nothing is decoded before it is asked for", () => {
    const packed = Buffer.from(table);
    const set = decode(["name", "size"], packed);
    packed.write("z", packed.indexOf("abc"));
    expect(set.at(0)?.["name"]).toBe("z");
  });

  test("the summary is its own properties", () => {
    const set = make({ truncated: true, errors: [] });
    expect(Object.entries(set)).toEqual([
      ["truncated", true],
      ["errors", []],
    ]);
    expect(Object.keys(make())).toEqual([]);
  });

  test("JSON is the array of rows", () => {
    expect(JSON.parse(JSON.stringify({ found: make({ truncated: true }) }))).toEqual({
      found: [
        { name: "a", size: 1 },
        { name: "b", size: 2 },
        { name: "c", size: 3 },
      ],
    });
  });

  test("console.log shows rows and summary", () => {
    expect(inspect(make({ truncated: false }), { breakLength: Infinity })).toBe(
      "RowSet(3) [ { name: 'a', size: 1 }, { name: 'b', size: 2 }, { name: 'c', size: 3 }, truncated: false ]",
    );
    expect(inspect(make(), { maxArrayLength: 1, breakLength: Infinity })).toBe(
      "RowSet(3) [ { name: 'a', size: 1 }, … 2 more rows ]",
    );
    expect(inspect({ a: { b: { c: make() } } })).toContain("[RowSet(3)]");
  });

  test("an unknown column is an error", () => {
    expect(() => make().column("nope" as never)).toThrow(
      new TypeError('The rows have no column "nope"'),
    );
  });

  test("what is no row set passes", () => {
    for (const value of [null, undefined, 7, [1, 2], "x"]) expect(rows(["a"])(value)).toBe(value);
  });
});

describe("a table that does not fit", () => {
  const table = packTable(2, [{ kind: "string", values: ["ab", "cd"] }]);
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(table);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };
  test.each([
    ["empty", Buffer.alloc(0), "no row set"],
    ["another magic", changed(0, 1), "no row set"],
    ["another format", changed(4, 2), "format 2"],
    ["another number of columns", changed(12, 3), "3 columns, not 1"],
    ["another kind", changed(16, 99), "column c of kind 99"],
    ["more rows", changed(8, 2 ** 31), "column c cut short"],
    ["data beyond the end", changed(24, 2 ** 31), "column c beyond its end"],
    ["validity beyond the end", changed(32, 2 ** 31), "column c beyond its end"],
    ["a pool that is cut", table.subarray(0, 64), "column c beyond its end"],
    ["a directory that is cut", table.subarray(0, 20), "a directory that is cut short"],
  ])("%s", (_name, packed, what) => {
    expect(() => decode(["c"], packed)).toThrow(
      expect.objectContaining({
        code: "ERR_FERROTYPE_ROWS",
        message: `The rows from the native addon cannot be read: ${what}`,
      }),
    );
  });
});
