/** The types of the torture addon cross, and what only its run time has is there. */
import { beforeAll, expect, test } from "vitest";

import { buildTimeoutMs, loadTorture, readTorture, type Untyped } from "./torture-addon.js";

let addon: Untyped;
beforeAll(async () => {
  addon = loadTorture(await readTorture());
}, buildTimeoutMs);

test.each<[subject: string, call: (it: Untyped) => unknown, result: unknown]>([
  ["small numbers", (it) => it.smallNumbers(-1, 2, 3, 4, 5, 6), 19],
  ["i64", (it) => it.long(2 ** 53), 2 ** 53],
  ["BigInt and u64", (it) => it.bigResults(7n), 7n],
  ["usize", (it) => it.size(), 1n],
  ["isize", (it) => it.signedSize(), -1n],
  ["u128", (it) => it.veryBig(), 2n ** 128n - 1n],
  ["Utf16String", (it) => it.utf16("é"), "é"],
  ["Latin1String", (it) => it.latin1("e"), "e"],
  ["OsString", (it) => it.osText("o"), "o"],
  ["&OsStr", (it) => it.staticOsText(), "os"],
  ["PathBuf", (it) => it.path("p"), "p"],
  ["&Path", (it) => it.staticPath(), "path"],
  ["RawCString", (it) => it.rawText(), "raw"],
  ["Option", (it) => it.optionalBetween(null, 2), 2],
  ["HashMap", (it) => it.maps({ one: 1 }, {}), { one: 1 }],
  ["HashSet", (it) => it.sets(new Set(["one"]), new Set([1])), new Set(["one"])],
  ["a tuple", (it) => it.tuple([1, "one"]), ["one", true]],
  ["Buffer", (it) => it.buffers(Buffer.from("one"), Buffer.from("two")), Buffer.from("one")],
  ["slices", (it) => it.bigSlices(new BigUint64Array(1), new BigInt64Array(2)), 3],
  ["Uint8ArraySlice", (it) => it.arrayBuffer(new ArrayBuffer(4), new Uint8Array(1)), 4],
  ["External", (it) => it.openExternal(it.external(6)), 6],
  ["a function", (it) => it.generic((value: number) => `got ${value}`), "got 1"],
  ["a function that is given", (it) => it.givesFunction()(4), 8],
  ["FunctionRef", (it) => it.keeps((value: number) => value + 1), 2],
  ["Promise", (it) => it.awaits(Promise.resolve(5)), 5],
  ["PromiseRaw", (it) => it.promiseRaw(), 1],
  ["AsyncBlock", (it) => it.asyncBlock(), 1],
  ["AsyncTask", (it) => it.sum([1, 2]), 3],
  ["an object", (it) => it.aNullableObject(), { size: null }],
  ["an array", (it) => it.aPair(2), ["first", 2]],
  ["an iterator", (it) => [...new it.Countdown(3)], [2, 1, 0]],
  ["an asynchronous iterator", (it) => listOf(it.Ticks.of(3)), [2, 1, 0]],
  ["ReadableStream", (it) => listOf(it.stream(3)), [0, 1, 2]],
  ["JsTypeError", (it) => it.typeError("t") instanceof TypeError, true],
  ["JsRangeError", (it) => it.rangeError("r") instanceof RangeError, true],
  ["PathArg of the author crate", (it) => it.lengthOfPath("four"), 4],
])("%s crosses", async (_, call, result) => {
  expect(await call(addon)).toEqual(result);
});

test("a union of objects is told by its tag", () => {
  const line = { type: "Line", from: 1 };
  expect(addon.throughShapes(line, { kind: "key-down", key: null })).toEqual(line);
});

test("callbacks get their arguments, also from another thread", async () => {
  const seen: unknown[] = [];
  const see = (...values: unknown[]): boolean => seen.push(values) > 0;
  expect(addon.callsWithMany(see, see)).toBe(true);
  await new Promise<void>((done) => {
    addon.fromAThread((...values: unknown[]) => {
      see(...values);
      done();
    });
  });
  expect(seen).toEqual([
    [1, null],
    [null, 7],
  ]);
});

test("what is off, or for another platform, or kept to itself, is not there", () => {
  const names = ["attributeIsOff", "withoutAFeature", "onWindows", "notExported"];
  expect(names.filter((name) => name in addon)).toEqual([]);
});

test("what only the types do not know is there", () => {
  expect(addon.untyped()).toBeUndefined();
  expect(addon.UNTYPED_CONST).toBe(true);
  const properties = new addon.Properties();
  expect(properties[Symbol.for("torture.tag")]).toBe("tag");
  expect(properties[Symbol.for("torture.inspect")]()).toBe(4);
  expect(String(properties)).toBe("[object Properties]");
});

async function listOf(items: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const list: unknown[] = [];
  for await (const item of items) list.push(item);
  return list;
}
