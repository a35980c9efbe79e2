import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import {
  acceptFindings,
  compareFindings,
  nothingExpected,
  renderDifferences,
} from "../corpora-expected.js";
import type { Expected } from "../corpora-expected.js";
import { compareNames, namesOfDeclaration } from "../corpora-names.js";
import { readTracked } from "./tracked-files.js";

const stray = { code: "FT4002", message: "the loaded addon exports `ReadTask`" };
const policy = { code: "FT1005", message: "a panic in `read` aborts the process" };
const expected = {
  findings: [
    {
      code: "FT4002",
      verdict: "true-fault" as const,
      because: "it is a task",
      findings: [stray.message],
    },
  ],
  counts: { FT1005: 1 },
  names: [],
};

describe("findings on a corpus", () => {
  test("that are as expected make no difference", () => {
    expect(compareFindings(expected, [stray, policy])).toEqual([]);
  });

  test("each change is one: new, twice, vanished, another number", () => {
    const fresh = { code: "FT3006", message: "`read` is a number" };
    const kinds = (found: readonly (typeof stray)[]): readonly string[] =>
      compareFindings(expected, found).map(({ kind }) => kind);
    expect(kinds([stray, policy, fresh])).toEqual(["new"]);
    expect(kinds([stray, stray, policy])).toEqual(["new"]);
    expect(kinds([policy])).toEqual(["vanished"]);
    expect(kinds([stray])).toEqual(["count"]);
    expect(kinds([stray, policy, policy])).toEqual(["count"]);
  });

  test("what --update writes fails until a person classifies it, and keeps what was classified", () => {
    const fresh = { code: "FT3006", message: "`read` is a number" };
    const updated = acceptFindings(expected, [stray, fresh]);
    expect(updated.findings).toEqual([
      ...expected.findings,
      { code: "FT3006", verdict: "unclassified", because: "", findings: [fresh.message] },
    ]);
    expect(updated.counts).toEqual({});
    const differences = compareFindings(updated, [stray, fresh]);
    expect(renderDifferences(differences)).toBe("  ? FT3006 `read` is a number\n");
    expect(acceptFindings(nothingExpected, []).findings).toEqual([]);
  });

  test("a verdict without a reason is none", () => {
    const [group] = expected.findings;
    const silent = {
      ...expected,
      findings: group === undefined ? [] : [{ ...group, because: " " }],
    };
    expect(compareFindings(silent, [stray, policy]).map(({ kind }) => kind)).toEqual([
      "unclassified",
    ]);
  });
});

test("names of values are read from a d.ts by text alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-corpora-"));
  try {
    const file = join(folder, "index.d.ts");
    writeFileSync(
      file,
      `/* export declare function inComment(): void */
export declare class ExternalObject<T> { readonly '': T }
export declare const enum Level { Low = 0 }
export declare function read(): void
export declare function read(path: string): void
export const VERSION: string
export declare namespace hash {
  export function inner(): void
}
export interface Options {}
export type Alias = Options
`,
    );
    const names = namesOfDeclaration(file);
    expect([...names]).toEqual(["Level", "read", "VERSION", "hash"]);
    expect(compareNames(names, new Set(["read", "hash", "Level", "ReadTask"]))).toEqual({
      absent: ["VERSION"],
      undeclared: ["ReadTask"],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("docs/corpora.md", () => {
  const pins = readJson("corpora/pins.json") as Record<string, Pin>;

  test.each(Object.entries(pins))(
    "tells what was found in %s",
    (name, { package: { spec }, crates }) => {
      const { findings, counts } = readJson(`corpora/expected/${name}.json`) as Expected;
      const list = (entries: readonly (readonly [string, number])[]): string =>
        entries
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([code, count]) => `${count} ${code}`)
          .join(", ") || "none";
      const of = (verdict: string): string =>
        list(
          findings
            .filter((group) => group.verdict === verdict)
            .map((group) => [group.code, group.findings.length] as const),
        );
      const row = [
        spec,
        crates.map((crate) => `${crate.name} ${crate.version}`).join(", ") || "not published",
        of("true-fault"),
        of("not-provable"),
        list(Object.entries(counts)),
      ];
      const rows = readTracked("docs/corpora.md")
        .split("\n")
        .map((line) => line.split("|").map((cell) => cell.trim()))
        .map((cells) => cells.slice(1, -1));
      expect(rows.find(([first]) => first === spec)).toEqual(row);
      expect(findings.filter(({ verdict }) => verdict === "unclassified")).toEqual([]);
    },
  );
});

interface Pin {
  readonly package: { readonly spec: string };
  readonly crates: readonly { readonly name: string; readonly version: string }[];
}

function readJson(file: string): unknown {
  return JSON.parse(readTracked(file));
}
