import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseLock } from "../src/diff/parse-lock.js";
import { emitLock } from "../src/emit/emit-lock.js";
import { lockSchema } from "../src/model/surface.js";
import { fn, surfaceOf } from "./diff-cases.js";
import { makeSurface } from "./surface-fixture.js";

const text = emitLock(makeSurface());

function faultOf(lock: string): string {
  const parsed = parseLock(lock);
  return "fault" in parsed ? `${parsed.fault}; ${parsed.help}` : "none";
}

test("a lock tells its schema, and one from before it had a number is read", () => {
  expect(JSON.parse(text)).toMatchObject({ schema: lockSchema });
  expect(faultOf(text)).toBe("none");
  expect(faultOf(text.replace(/,\n {2}"schema": 1\n/u, "\n"))).toBe("none");
  expect(faultOf(`\u{FEFF}${text}`)).toBe("none");
});

test("a newer schema is told before the shape is looked at", () => {
  expect(faultOf(`{ "schema": ${lockSchema + 1} }`)).toBe(
    `has schema ${lockSchema + 1}, and this ferrotype knows ${lockSchema} and older; compare with the ferrotype that wrote it, or a newer one`,
  );
});

test("what is cut off, in conflict, or another file is told", () => {
  expect(faultOf(text.slice(0, 300))).toMatch(/^is no JSON: .*; write it anew with `ferrotype/u);
  expect(faultOf(`{\n<<<<<<< HEAD\n  "a": 1\n=======\n>>>>>>> b\n}`)).toMatch(
    /; it holds a merge conflict: write it anew with `ferrotype generate`$/u,
  );
  expect(faultOf("[]")).toMatch(/^is no lock: it is not an object;/u);
  expect(faultOf('{ "name": "x", "version": "1.0.0" }')).toMatch(
    /^is no lock: package is not an object;/u,
  );
});

test("the place of a fault is told", () => {
  const lock = JSON.parse(emitLock(surfaceOf([fn("a", []), fn("b", [])]))) as {
    items: { overloads: { returns: unknown }[] }[];
  };
  const returns = lock.items[1]?.overloads[0];
  if (returns === undefined) throw new Error("the lock has no second item");
  returns.returns = { kind: "array", element: { kind: "nothing" }, readonly: false };
  expect(faultOf(JSON.stringify(lock))).toMatch(
    /^is no lock: items\[1\]\.overloads\[0\]\.returns\.element\.kind is "nothing";/u,
  );
});

test("no JSON makes it throw", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(faultOf(json)).toMatch(/^is no lock: /u);
    }),
    { numRuns: 300 },
  );
});
