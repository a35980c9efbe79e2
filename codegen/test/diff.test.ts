import { beforeAll, describe, expect, test } from "vitest";

import { diffSurfaces } from "../src/diff/diff.js";
import { kinds } from "../src/diff/kinds.js";
import type { Case } from "./diff-cases.js";
import { classCases } from "./diff-cases-classes.js";
import { interfaceCases } from "./diff-cases-interfaces.js";
import { itemCases } from "./diff-cases-items.js";
import { parameterCases } from "./diff-cases-parameters.js";
import { resultCases } from "./diff-cases-results.js";
import { sharedCases } from "./diff-cases-shared.js";
import { compileCases, type Verdict } from "./diff-compile.js";

const all: readonly Case[] = [
  ...parameterCases,
  ...resultCases,
  ...classCases,
  ...interfaceCases,
  ...sharedCases,
  ...itemCases,
];
const numbered = all.map((one, index) => ({ ...one, index }));

test("there is a case of every kind of change, each of one name", () => {
  const shown = new Set(all.flatMap((one) => one.kinds));
  expect(Object.keys(kinds).filter((kind) => !shown.has(kind as keyof typeof kinds))).toEqual([]);
  expect(new Set(all.map(({ name, level }) => `${level} ${name}`)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(40);
});

describe("the verdict", () => {
  test.each(numbered)("$level: $name", ({ before, after, kinds: expected, level }) => {
    const diff = diffSurfaces(before, after);
    expect(diff.changes.map(({ kind }) => kind).sort()).toEqual(expected.toSorted());
    expect(diff.level).toBe(level);
  });
});

describe("a consumer", () => {
  let verdicts: readonly Verdict[];
  beforeAll(() => {
    verdicts = compileCases(all);
  });

  test.each(numbered)("$level: $name", ({ index, level, unseen }) => {
    const verdict = verdicts[index];
    expect(verdict?.before).toBe("");
    if (level === "breaking" && unseen === null) {
      // The consumer is refused, and not what was emitted.
      expect(verdict?.after).toMatch(/^\/cases\/\d+\/after\/consumer\.ts: TS\d+/u);
      expect(verdict?.after).not.toMatch(/\.d\.ts: TS/u);
    } else expect(verdict?.after).toBe("");
  });
});
