/** The rules about napi's own d.ts over a real build: each row of the disagreements is found, at the item that shows it. */
import { beforeAll, describe, expect, test } from "vitest";

import { checkSourceRules } from "../src/check/source-rules.js";
import { checkStock } from "../src/check/stock.js";
import type { Code } from "../src/diagnostics/codes.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { groupItems } from "../src/types/groups.js";
import { verifyViews } from "../src/verify.js";
import { buildTimeoutMs, readTorture, type Torture } from "./torture-addon.js";

let torture: Torture;
let found: readonly Diagnostic[];

beforeAll(async () => {
  torture = await readTorture();
  found = [...checkStock(torture), ...checkSourceRules(groupItems(torture.source, []))];
}, buildTimeoutMs);

const ids = (code: Code, findings = found): readonly (string | null)[] =>
  findings
    .filter((one) => one.code === code)
    .map(({ at }) => at)
    .filter((at) => at?.startsWith("disagreements::") === true);
const of = (...paths: readonly string[]): readonly string[] =>
  paths.map((path) => `disagreements::${path}`);

describe("the rows of napi's disagreements", () => {
  test.each<[row: string, code: Code, at: readonly string[]]>([
    ["1", "FT3009", of("exports::RUST_CONST")],
    ["2", "FT3010", of("exports::RustClass", "values::AlphaClient", "values::BetaClient")],
    ["3", "FT3011", of("exports::NumericEnum")],
    ["6", "FT3014", of("members::Fields::not_writable")],
    ["7", "FT3016", of("members::SkippedArgument::skipped")],
    ["8", "FT3017", of("members::ObjectFields::skipped")],
    ["9", "FT3018", of("members::Fields::maybe")],
    ["11", "FT3019", of("members::returns_if_invalid")],
    ["14", "FT1015", of("members::Fields::not_exported")],
    ["15", "FT1014", of("values::BetaClient")],
    ["16", "FT3020", of("exports::RustClass", "values::EmptyA")],
    ["17", "FT3015", of("members::ObjectFields::fixed")],
    ["18", "FT3021", of("values::partly_equal_union", "values::partly_equal_union")],
  ])("%s is %s", (_, code, at) => {
    expect(new Set(ids(code))).toEqual(new Set(at));
    expect(ids(code)).toHaveLength(at.length);
  });

  test("5 is FT3013, for every class without a constructor and for no other", () => {
    expect(ids("FT3013")).toContain("disagreements::exports::NoConstructor");
    const constructed = torture.declared.items.flatMap((item) =>
      item.kind === "class" && item.members.some(({ kind }) => kind === "constructor")
        ? [item.name]
        : [],
    );
    const names = found.filter(({ code }) => code === "FT3013").map(({ message }) => message);
    expect(constructed.length).toBeGreaterThan(5);
    expect(
      constructed.filter((name) => names.some((text) => text.includes(`\`new ${name}()\``))),
    ).toEqual([]);
  });

  test("12 is FT4002 where the addon is loaded, and FT1016 where it is not", () => {
    const all = verifyViews(torture);
    const leaked = all.filter(({ code }) => code === "FT4002").map(({ message }) => message);
    expect(leaked.join("\n")).toContain("`#[napi] impl Task for StrayTask` exports it");
    const unloaded = checkStock({ ...torture, loaded: null });
    expect(unloaded.map(({ code, at }) => `${code} ${at}`)).toEqual(
      expect.arrayContaining(["FT1016 StrayTask", "FT1016 StrayImpl"]) as string[],
    );
  });

  test("13 is FT1004, by the source alone", () => {
    const codes = torture.source.diagnostics.filter(({ code }) => code === "FT1004");
    expect(codes.map(({ at }) => at?.split("::").at(-1))).toContain("Parted");
  });

  test("each has its place in Rust, and the line of the d.ts beside it where that says so", () => {
    const stock = found.filter(({ code }) => code.startsWith("FT30"));
    expect(stock.length).toBeGreaterThan(20);
    for (const { primary, related, help } of stock) {
      expect(primary?.file).toMatch(/\.rs$/u);
      expect(related[0]?.span.file).toBe(torture.declared.file);
      expect(help).not.toBeNull();
    }
  });
});
