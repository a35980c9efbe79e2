/** The rules over a real build: one of each form that napi prints gives no false finding, and each planted fault is found. */
import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { checkAll } from "../src/check/check-all.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { link } from "../src/link/link.js";
import type { LoadedView } from "../src/model/loaded.js";
import type { Manifest } from "../src/model/manifest.js";
import { readDeclared } from "../src/read/declared.js";
import { options } from "./builders.js";

const folder = new URL("fixtures/check/napi-build/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const source = JSON.parse(text("manifest.json")) as Manifest;
const loaded = JSON.parse(text("loaded.json")) as LoadedView;
const dts = text("index.d.ts");

function check(declaredText: string, view: LoadedView = loaded): readonly Diagnostic[] {
  const declared = readDeclared({ path: "index.d.ts", text: declaredText });
  const views = { source, declared, loaded: view };
  const { surface, diagnostics } = link(views, options);
  return checkAll(views, surface, options, diagnostics);
}

/** Findings but for the two infos about the fixture's macros, and policy. */
function faults(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter(({ code }) => code !== "FT1007" && !code.startsWith("FT5"));
}

test("a build that is in order has no findings", () => {
  expect(faults(check(dts))).toEqual([]);
});

test("the surface is the same without the items that this host alone has", () => {
  const start = dts.indexOf("export declare function userId");
  const elsewhere = dts.slice(0, start) + dts.slice(dts.indexOf("\n", start));
  const surfaceOf = (declaredText: string): unknown => {
    const declared = readDeclared({ path: "index.d.ts", text: declaredText });
    return link({ source, declared, loaded }, options).surface;
  };
  expect(elsewhere).not.toContain("userId");
  expect(surfaceOf(elsewhere)).toEqual(surfaceOf(dts));
});

describe("planted in the d.ts", () => {
  test.each([
    ["a const enum", "declare enum Fruit", "declare const enum Fruit", "FT2005", "Fruit"],
    ["a dangling name", "bytes(data: Uint8Array", "bytes(data: Ghost", "FT2002", "bytes"],
    ["another type", "userId(): number", "userId(): string", "FT3006", "user_id"],
    ["another value", "High = 7", "High = 8", "FT3007", "Level::High"],
    [
      "another parameter",
      "snakeCase2DHttp2(underScore",
      "snakeCase2DHttp2(other",
      "FT3004",
      "snake_case_2d_http2",
    ],
    ["an optional field", "  size: number\n", "  size?: number\n", "FT3005", "Meta::size"],
    ["a member less", "  static zero(): Counter\n", "", "FT3008", "Counter::zero"],
    ["an item less", "export declare const LIMIT: number", "", "FT3001", "LIMIT"],
    [
      "another kind",
      "export declare const LIMIT: number",
      "export type LIMIT = number",
      "FT3003",
      "LIMIT",
    ],
    ["a stale override", "Promise<[Level, Fruit?]>", "Promise<[Level]>", "FT3006", "overridden"],
  ])("%s", (_, from, to, code, rustPath) => {
    const planted = dts.replace(from, to);
    expect(planted).not.toBe(dts);
    const found = faults(check(planted));
    expect(found.map((one) => one.code)).toEqual([code]);
    expect(found[0]?.message).toContain(rustPath.split("::").at(-1));
    expect(found[0]?.primary?.file).toBe("crates/shapes/src/lib.rs");
  });
});

describe("planted in the loaded addon", () => {
  const without = (name: string): LoadedView => ({
    ...loaded,
    exports: loaded.exports.filter((one) => one.name !== name),
  });

  test("an export less", () => {
    expect(faults(check(dts, without("bytes"))).map(({ code, at }) => [code, at])).toEqual([
      ["FT4001", "bytes"],
    ]);
  });

  test("a member less", () => {
    const exports = loaded.exports.map((one) =>
      one.name === "Counter"
        ? { ...one, members: one.members.filter(({ name }) => name !== "chain") }
        : one,
    );
    expect(faults(check(dts, { ...loaded, exports })).map(({ code, at }) => [code, at])).toEqual([
      ["FT4004", "Counter::chain"],
    ]);
  });

  test("a binary of another source", () => {
    const stamp = loaded.stamp === null ? null : { ...loaded.stamp, contract: "0".repeat(32) };
    expect(stamp).not.toBeNull();
    expect(faults(check(dts, { ...loaded, stamp })).map(({ code }) => code)).toEqual(["FT4009"]);
  });
});
