import * as fc from "fast-check";
import { expect, test } from "vitest";

import { diffSurfaces } from "../src/diff/diff.js";
import { compareType } from "../src/diff/compare-type.js";
import { parseLock } from "../src/diff/parse-lock.js";
import { versionOf, type Versions } from "../src/diff/versions.js";
import { emitLock } from "../src/emit/emit-lock.js";
import type { Field, Item, Surface } from "../src/model/surface.js";
import type { TsType } from "../src/model/type.js";
import {
  alias,
  brand,
  cls,
  constant,
  enumOf,
  errorOf,
  fn,
  shape,
  surfaceOf,
} from "./diff-cases.js";
import { anyType as type, word } from "./diff-types.js";
import { field, item, keyword, member, parameter, signature } from "./surface-builders.js";

const fields: fc.Arbitrary<readonly Field[]> = fc
  .uniqueArray(fc.record({ name: word, type, optional: fc.boolean(), readonly: fc.boolean() }), {
    selector: ({ name }) => name,
    maxLength: 4,
  })
  .map((list) => list.map(({ name, type: of, ...more }) => field(name, of, more)));

const parameters = fc
  .uniqueArray(fc.tuple(word, type), { selector: ([name]) => name, maxLength: 3 })
  .map((list) => list.map(([name, of]) => parameter(name, of)));

/** What the names of types stand for; the last one is a class. */
const declared: fc.Arbitrary<readonly Item[]> = fc
  .record({ fields, direction: fc.constantFrom("in", "out", "both"), of: type })
  .map(({ fields: list, direction, of }) => [
    shape("Alpha", direction, list),
    enumOf("Beta", { One: "one", Two: "two" }),
    brand("Gamma", keyword("number")),
    cls("Delta", [member("getter", "of", of)]),
  ]);

const named = (prefix: string): fc.Arbitrary<Item> =>
  fc
    .tuple(
      word,
      fc.oneof(
        fc.tuple(parameters, type).map(
          ([list, of]) =>
            (name: string) =>
              fn(name, list, of),
        ),
        type.map((of) => (name: string) => constant(name, of)),
        type.map((of) => (name: string) => alias(name, of)),
        fields.map((list) => (name: string) => shape(name, "out", list)),
        fc.constant((name: string) => errorOf(name, "E1", "E2")),
        fc.tuple(parameters, type).map(
          ([list, of]) =>
            (name: string) =>
              cls(name, [member("method", "run", signature(list, of))], list),
        ),
      ),
    )
    .map(([name, make]) => make(prefix + name));

const items = (prefix: string): fc.Arbitrary<readonly Item[]> =>
  fc.uniqueArray(named(prefix), { selector: ({ id }) => id, maxLength: 4 });

const surface: fc.Arbitrary<Surface> = fc
  .tuple(declared, items("old"))
  .map(([base, list]) => surfaceOf([...base, ...list]));

test("a surface does not differ from itself, nor from what its lock holds", () => {
  fc.assert(
    fc.property(surface, (one) => {
      expect(diffSurfaces(one, one).changes).toEqual([]);
      const parsed = parseLock(emitLock(one));
      if (!("surface" in parsed)) throw new Error(parsed.fault);
      expect(diffSurfaces(one, parsed.surface).changes).toEqual([]);
      expect(diffSurfaces(parsed.surface, one).changes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("additions alone never break; taking them back always does", () => {
  fc.assert(
    fc.property(surface, items("new"), (before, added) => {
      const after = surfaceOf([...before.items, ...added]);
      const { level, changes } = diffSurfaces(before, after);
      expect(level).toBe(added.length === 0 ? null : "minor");
      expect(new Set(changes.map(({ kind }) => kind))).toEqual(
        new Set(added.length === 0 ? [] : ["item-added"]),
      );
      const back = diffSurfaces(after, before);
      expect(back.level).toBe(added.length === 0 ? null : "breaking");
      expect(back.changes.length).toBe(changes.length);
    }),
    { numRuns: 300 },
  );
});

const versions: Versions = (() => {
  const version = versionOf(
    surfaceOf([
      shape("Alpha", "both", [field("a", keyword("string"))]),
      enumOf("Beta", { One: "one", Two: "two" }),
      brand("Gamma", keyword("number")),
      cls("Delta", []),
    ]),
  );
  return { before: version, after: version, renamed: new Map() };
})();

const widened = (one: TsType): TsType => ({ kind: "union", members: [one, keyword("symbol")] });

test("a type that takes one more may go in, and may not come out", () => {
  fc.assert(
    fc.property(type, (one) => {
      fc.pre(!holdsTop(one));
      expect(compareType(one, widened(one), "in", versions)).toBe("compatible");
      expect(compareType(one, widened(one), "out", versions)).toBe("incompatible");
      expect(compareType(widened(one), one, "out", versions)).toBe("compatible");
      expect(compareType(widened(one), one, "in", versions)).toBe("incompatible");
      expect(compareType(one, widened(one), "both", versions)).toBe("incompatible");
    }),
    { numRuns: 500 },
  );
});

test("what is compatible one way and back is the same; a callback turns the way around", () => {
  const callback = (one: TsType): TsType => ({
    kind: "function",
    parameters: [{ name: "x", type: one, optional: false, rest: false }],
    returns: keyword("void"),
  });
  fc.assert(
    fc.property(type, type, (a, b) => {
      const there = compareType(a, b, "in", versions);
      const back = compareType(b, a, "in", versions);
      expect(there === "same").toBe(back === "same");
      expect(there === "compatible" && back !== "incompatible").toBe(false);
      // A lost literal breaks comparisons of readers, which a callback's parameter is not asked about.
      if (compareType(a, b, "out", versions) !== "incompatible") {
        expect(compareType(callback(a), callback(b), "in", versions)).not.toBe("incompatible");
      }
      if (there === "incompatible") {
        expect(compareType(callback(a), callback(b), "out", versions)).toBe("incompatible");
      }
    }),
    { numRuns: 2000 },
  );
});

const recursive = (name: string, ...members: readonly TsType[]): Item =>
  alias(name, {
    kind: "union",
    members: [...members, { kind: "array", element: item(name), readonly: false }],
  });

test("types that hold themselves end", () => {
  const before = surfaceOf([recursive("Json", keyword("string")), constant("a", item("Json"))]);
  const level = (...other: readonly TsType[]): unknown => {
    const types = [recursive("Other", ...other), recursive("Json", keyword("string"))];
    return diffSurfaces(before, surfaceOf([...types, constant("a", item("Other"))])).level;
  };
  expect(diffSurfaces(before, before).changes).toEqual([]);
  expect(level(keyword("number"))).toBe("breaking");
  expect(level(keyword("string"))).toBe("minor");
});

test("types that stand for nothing end, as a lock can have them that nobody generated", () => {
  const before = surfaceOf([recursive("A", item("A")), constant("a", item("A"))]);
  const after = surfaceOf([
    recursive("A", item("A")),
    recursive("B", item("B"), item("A")),
    constant("a", item("B")),
  ]);
  expect(diffSurfaces(before, after).changes.length).toBeGreaterThan(0);
});

/** `any` and `unknown` take everything already. */
function holdsTop(one: TsType): boolean {
  if (one.kind === "union") return one.members.some(holdsTop);
  return one.kind === "keyword" && (one.name === "any" || one.name === "unknown");
}
