/** What `fits` calls compatible is compared with what the compiler lets be assigned. */
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { compareType } from "../src/diff/compare-type.js";
import { versionOf, type Versions } from "../src/diff/versions.js";
import type { TsType } from "../src/model/type.js";
import { alias, brand, cls, enumOf, shape, surfaceOf } from "./diff-cases.js";
import { compileConsumer } from "./diff-compile.js";
import { anyType, neighbours } from "./diff-types.js";
import { both, field, item, keyword, literal, union } from "./surface-builders.js";

const named = [
  shape("Alpha", "both", [
    field("a", keyword("string")),
    field("b", keyword("number"), { optional: true }),
  ]),
  enumOf("Beta", { One: "x", Two: "y" }),
  brand("Gamma", keyword("number")),
  cls("Delta", []),
  alias("Epsilon", union(literal("x"), keyword("null"), item("Alpha"))),
];
const version = versionOf(surfaceOf(named));
const versions: Versions = { before: version, after: version, renamed: new Map() };

/** The other types that a change of one could make. */
function variants(one: TsType, other: TsType): readonly TsType[] {
  return [other, union(one, other), both(one, other), ...neighbours(one)];
}

const pairs: readonly (readonly [TsType, TsType])[] = fc
  .sample(fc.tuple(anyType, anyType), { numRuns: 200, seed: 7 })
  .flatMap(([one, other]) => variants(one, other).map((each) => [one, each] as const))
  .filter(([one, other]) => !holdsAny(one) && !holdsAny(other));

test("what is compatible can be assigned, whichever way it goes", () => {
  const compatible = pairs.flatMap(([one, other]) => [
    ...(compareType(one, other, "in", versions) === "incompatible" ? [] : [[one, other] as const]),
    ...(compareType(other, one, "in", versions) === "incompatible" ? [] : [[other, one] as const]),
    ...(compareType(one, other, "out", versions) === "incompatible" ? [] : [[other, one] as const]),
    ...(compareType(other, one, "out", versions) === "incompatible" ? [] : [[one, other] as const]),
  ]);
  expect(compatible.length).toBeGreaterThan(500);
  const items = compatible.flatMap(([from, to], index) => [
    alias(`From${index}`, from),
    alias(`To${index}`, to),
  ]);
  const lines = compatible.map(
    (_, index) => `export function f${index}(x: all.From${index}): all.To${index} { return x; }`,
  );
  const consumer = ['import type * as all from "addon";', ...lines].join("\n");
  expect(compileConsumer(surfaceOf([...named, ...items]), consumer)).toEqual([]);
});

/** The compiler lets `any` pass everywhere; a caller who loses it is broken all the same. */
function holdsAny(type: TsType): boolean {
  return JSON.stringify(type).includes('"any"');
}
