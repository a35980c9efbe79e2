/** Compiled code of an earlier run is used where it is whole and of the same file, and never else. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { requireCached } from "../src/read/declared/code-cache.js";

let folder = "";
let source = "";
let code = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ferrotype-code-"));
  source = join(folder, "source.cjs");
  code = join(folder, "compiler.code");
  writeFileSync(source, 'exports.answer = () => require("node:path").basename(__filename);\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function load(): string {
  const { exports, keep } = requireCached(source, folder);
  const answer = (exports as { readonly answer: () => string }).answer();
  keep();
  return answer;
}

test("kept once, and used from then on", () => {
  expect(load()).toBe("source.cjs");
  const { mtimeMs, ino } = statSync(code);
  expect(load()).toBe("source.cjs");
  expect(statSync(code)).toMatchObject({ mtimeMs, ino });
});

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
  ["emptied", () => Buffer.alloc(0)],
  ["with another byte", (bytes: Buffer) => bytes.fill(7, bytes.length - 20, bytes.length - 19)],
])("made again where it is %s", (_, spoil) => {
  load();
  const whole = readFileSync(code);
  writeFileSync(code, spoil(Buffer.from(whole)));
  expect(load()).toBe("source.cjs");
  expect(readFileSync(code).length).toBe(whole.length);
});

test("made again for another source", () => {
  load();
  writeFileSync(source, 'exports.answer = () => "another";\n');
  expect(load()).toBe("another");
  expect(load()).toBe("another");
});

test("nothing is kept in a folder that is not there", () => {
  const { exports, keep } = requireCached(source, join(folder, "none"));
  expect(exports).toHaveProperty("answer");
  expect(keep).not.toThrow();
});
