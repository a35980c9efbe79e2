/** Which configs are data, so that they are run once while their files stay. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openConfig } from "../src/commands/session.js";
import { parseCommand } from "../src/commands/arguments.js";
import { readConfig } from "../src/read/read-config.js";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ferrotype-plain-"));
  writeFileSync(join(root, "shared.ts"), 'export const crate: string = "crates/a";\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const config = (): string => join(root, "ferrotype.config.ts");

async function isPlain(text: string): Promise<boolean> {
  writeFileSync(config(), text);
  const result = await readConfig(config());
  if (result.config === null) throw new Error(result.diagnostics[0]?.message);
  return result.evaluated.isPlain;
}

test("data, and data of other files", async () => {
  expect(await isPlain('export default { addons: [{ crate: "a" }] };')).toBe(true);
  expect(
    await isPlain('import { crate } from "./shared.js";\nexport default { addons: [{ crate }] };'),
  ).toBe(true);
});

test.each([
  ["the environment", 'export default { addons: [{ crate: process.env["NO_SUCH"] ?? "a" }] };'],
  ["the time", 'export default { addons: [{ crate: Date.now() > 0 ? "a" : "b" }] };'],
  [
    "a package",
    'import { sep } from "node:path";\nexport default { addons: [{ crate: "a" + sep }] };',
  ],
  [
    "another file, later",
    'const { crate } = await import(new URL("shared.ts", import.meta.url).href).catch(() => ({ crate: "a" }));\nexport default { addons: [{ crate }] };',
  ],
])("%s", async (_, text) => {
  expect(await isPlain(text)).toBe(false);
});

test("one that is remembered is read again when it or what it imports changed", async () => {
  mkdirSync(join(root, "target/ferrotype"), { recursive: true });
  const { flags } = parseCommand(["generate", "--config", config()]);
  const crates = async (): Promise<readonly string[]> =>
    (await openConfig(flags)).addons.map(({ crate }) => crate);
  writeFileSync(
    config(),
    'import { crate } from "./shared.js";\nexport default { addons: [{ crate }] };\n',
  );
  expect(await crates()).toEqual(["crates/a"]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await crates()).toEqual(["crates/a"]);
  expect(await crates()).toEqual(["crates/a"]);
  writeFileSync(join(root, "shared.ts"), 'export const crate: string = "crates/b";\n');
  expect(await crates()).toEqual(["crates/b"]);
  writeFileSync(config(), 'export default { addons: [{ crate: "crates/c" }] };\n');
  expect(await crates()).toEqual(["crates/c"]);
});
