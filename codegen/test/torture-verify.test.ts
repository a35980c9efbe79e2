/**
 * What `verify` says of the torture addon: every finding, each with the reason why it is true, in `torture/findings.json`.
 * `UPDATE=1` writes that file anew, the reasons kept; a finding without a reason fails.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { verifyViews } from "../src/verify.js";
import { buildTimeoutMs, readTorture } from "./torture-addon.js";

interface Finding {
  readonly code: string;
  readonly at: string | null;
  readonly message: string;
  readonly because: string;
}

/** Policies that each item of such an addon breaks: only their number is of interest. */
const counted: readonly string[] = ["FT1005", "FT5003"];

const golden = new URL("torture/findings.json", import.meta.url);
let found: readonly Diagnostic[];

beforeAll(async () => {
  found = verifyViews(await readTorture(), { target: "linux-x64-gnu" });
  if (process.env["UPDATE"] === "1") writeGolden();
}, buildTimeoutMs);

function readGolden(): readonly Finding[] {
  return JSON.parse(readFileSync(golden, "utf8")) as readonly Finding[];
}

function writeGolden(): void {
  const known = new Map(readGolden().map((one) => [`${one.code} ${one.at}`, one.because]));
  const findings = single().map(({ code, at, message }) => {
    return { code, at, message, because: known.get(`${code} ${at}`) ?? "" };
  });
  writeFileSync(golden, `${JSON.stringify(findings, null, 2)}\n`);
}

function single(): readonly Diagnostic[] {
  return found.filter(({ code }) => !counted.includes(code));
}

test("each finding is a known one, and each has its reason", () => {
  const known = readGolden();
  expect(single().map(({ code, at, message }) => ({ code, at, message }))).toEqual(
    known.map(({ code, at, message }) => ({ code, at, message })),
  );
  expect(known.filter(({ because }) => because === "")).toEqual([]);
});

/** Rows of `torture-facts.test.ts`, and what finds them. */
test.each([
  ["1", "FT3009", "disagreements::exports::RUST_CONST"],
  ["2", "FT3010", "disagreements::exports::RustClass"],
  ["3", "FT3011", "disagreements::exports::NumericEnum"],
  ["5", "FT3013", "disagreements::exports::NoConstructor"],
  ["6", "FT3014", "disagreements::members::Fields::not_writable"],
  ["7", "FT3016", "disagreements::members::SkippedArgument::skipped"],
  ["8", "FT3017", "disagreements::members::ObjectFields::skipped"],
  ["9", "FT3018", "disagreements::members::Fields::maybe"],
  ["11", "FT3019", "disagreements::members::returns_if_invalid"],
  ["12, a task", "FT4002", "StrayTask"],
  ["12, an impl", "FT1004", "disagreements::exports::StrayImpl"],
  ["13", "FT1004", "disagreements::exports::Parted"],
  ["14", "FT1015", "disagreements::members::Fields::not_exported"],
  ["15", "FT1014", "disagreements::values::BetaClient"],
  ["16", "FT3020", "disagreements::values::EmptyA"],
  ["17", "FT3015", "disagreements::members::ObjectFields::fixed"],
  ["18", "FT3021", "disagreements::values::partly_equal_union"],
])("row %s is found", (_, code, at) => {
  expect(found.filter((one) => one.code === code && one.at === at)).not.toEqual([]);
});

/**
 * Rows without a code: 4, since the line builds with `--runtime-string-enum`, and the d.ts declares the object that is
 * there; 10, since the d.ts says just that; 14 for `skip_typescript`, which is how an author asks for it.
 */
test.each([
  ["4", "disagreements::exports::StringEnum"],
  ["10", "disagreements::members::NullableField"],
  ["10", "disagreements::members::ObjectFields::optional"],
  ["14", "disagreements::members::Fields::untyped"],
])("row %s is no finding: %s", (_, at) => {
  expect(single().filter((one) => one.at === at)).toEqual([]);
});

test("what breaks a policy is counted", () => {
  const counts = Object.fromEntries(
    counted.map((code) => [code, found.filter((one) => one.code === code).length]),
  );
  expect(counts).toMatchInlineSnapshot(`
    {
      "FT1005": 233,
      "FT5003": 182,
    }
  `);
});

test("each finding stands at a line of the crate, but for those that Rust does not know", () => {
  const placeless = found
    .filter(({ primary }) => primary === null)
    .map(({ code, at }) => [code, at]);
  expect(placeless).toEqual([["FT4002", "addedByHook"]]);
});
