/** What napi-rs compiles without a word, and prints as a d.ts that does not parse: each is found. */
import { beforeAll, expect, test } from "vitest";

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { verifyViews } from "../src/verify.js";
import { buildTimeoutMs, readTorture, type Torture } from "./torture-addon.js";

let torture: Torture;
let found: readonly Diagnostic[];

beforeAll(async () => {
  torture = await readTorture("broken");
  found = verifyViews(torture, { target: "linux-x64-gnu" });
}, buildTimeoutMs);

test.each([
  ["a function", "export declare function dashed-function(): void", "FT2001", "dashed-function"],
  ["an object", "export interface dashed-object {", "FT2001", "dashed-object"],
  ["an enum", "export declare enum dashed-enum {", "FT2001", "dashed-enum"],
  ["an accessor", "get dashed-getter(): number", "FT2001", "dashed-getter"],
  ["a raw parameter", "function rawParameter(r#in: number): number", "FT2001", "r#in"],
  ["a raw variant", "r#type = 1,", "FT2001", "r#type"],
  ["a value with a quote", "Its = 'it's',", "FT2008", "Quoted::Its"],
  ["a reserved word", "export declare function delete(): void", "FT2006", "delete"],
  ["the default export", "export declare function default(): void", "FT2006", "default"],
])("%s", (_, declared, code, at) => {
  expect(torture.dts).toContain(declared);
  expect(found.filter((one) => one.code === code && one.at === at)).toHaveLength(1);
});

test("the addon has them all, under these very names", () => {
  expect(torture.loaded.exports.map(({ name }) => name)).toEqual([
    ...["Dashed", "Quoted", "Raw", "dashed-enum", "dashed-function", "default", "delete"],
    "rawParameter",
  ]);
});
