/**
 * Every code fires on one small example, at its place in Rust and with the smallest fix, is silent on the next one, and
 * has a page. A code without a row in `diagnostic-fixtures/` fails.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

import { buildExtractor, openCargo } from "../src/commands/build.js";
import { openProgress } from "../src/commands/progress.js";
import { codes, type Code } from "../src/diagnostics/codes.js";
import { comparisonFixtures } from "./diagnostic-fixtures/comparison.js";
import { declaredFixtures } from "./diagnostic-fixtures/declared.js";
import { type Fixture, runFixture } from "./diagnostic-fixtures/fixture.js";
import { loadedFixtures } from "./diagnostic-fixtures/loaded.js";
import { packFixtures } from "./diagnostic-fixtures/pack.js";
import { policyFixtures } from "./diagnostic-fixtures/policy.js";
import { sourceFixtures } from "./diagnostic-fixtures/source.js";
import { stockFixtures } from "./diagnostic-fixtures/stock.js";
import { toolFixtures } from "./diagnostic-fixtures/tools.js";

const table: Readonly<Partial<Record<Code, Fixture>>> = {
  ...sourceFixtures,
  ...declaredFixtures,
  ...comparisonFixtures,
  ...stockFixtures,
  ...loadedFixtures,
  ...policyFixtures,
  ...toolFixtures,
  ...packFixtures,
};

/** The examples are read by the extractor of the sources that lie here. */
beforeAll(async () => {
  if ((process.env["FERROTYPE_EXTRACT"] ?? "") !== "") return;
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await buildExtractor(openCargo(root, "crates/natives"), openProgress(true));
}, 600_000);

test("every code has a row, and nothing else has", () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(codes).sort());
});

describe.each(Object.entries(table) as [Code, Fixture][])("%s", (code, fixture) => {
  const isStock = Object.hasOwn(stockFixtures, code);
  // Small examples are undocumented, and that is what FT5003 is about.
  const isCounted = (one: Code): boolean => code.startsWith("FT5") || !one.startsWith("FT5");

  test("fires, and nothing else does", async () => {
    const { findings, marked, covered, emitted } = await runFixture(fixture.fires, isStock);
    const found = findings.filter((one) => isCounted(one.code));
    expect([...new Set(found.map((one) => one.code))]).toEqual([code]);
    const [first] = found;
    expect(first?.severity).toBe(codes[code].severity);
    expect(first?.help ?? "").not.toBe("");
    if (marked !== null) {
      expect([first?.primary?.file, covered(first)]).toEqual([marked.file, marked.text]);
    }
    for (const part of fixture.mended ?? []) expect(emitted).toContain(part);
  });

  test("does not fire beside it", async () => {
    const { findings } = await runFixture(fixture.quiet, isStock);
    const found = findings.filter((one) => isCounted(one.code));
    // napi's other disagreements are as near as can be to each other.
    const unwanted = isStock ? found.filter((one) => one.code === code) : found;
    expect(unwanted).toEqual([]);
  });

  test("is explained", () => {
    const page = new URL(`../../docs/diagnostics/${code}.md`, import.meta.url);
    const text = readFileSync(page, "utf8");
    for (const heading of ["What", "Why it matters", "Example", "Fix"]) {
      expect(text).toContain(`\n## ${heading}\n`);
    }
    const example = text.slice(text.indexOf("## Example"), text.indexOf("## Fix"));
    expect(example).toMatch(/`/u);
  });
});
