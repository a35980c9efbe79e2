/** A config is a program, and may do what it likes: it is told, and we go on. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

import { readConfig } from "../src/read/read-config.js";

const folders: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const valid = 'export default { addons: [{ crate: "crates/natives" }] };\n';

function workspace(text: string): string {
  const root = mkdtempSync(join(tmpdir(), "ferrotype-config-"));
  folders.push(root);
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, "ferrotype.config.ts"), text);
  return root;
}

async function told(text: string, timeoutMs?: number): Promise<string> {
  const root = workspace(text);
  const path = join(root, "ferrotype.config.ts");
  const { config, diagnostics } = await readConfig(
    path,
    timeoutMs === undefined ? {} : { timeoutMs },
  );
  expect(readdirSync(join(root, "node_modules/.ferrotype"))).toEqual([]);
  if (config !== null) return "read";
  return diagnostics.map(({ code, message, help }) => `${code} ${message} | ${help}`).join("\n");
}

test("it loops: ended when its time is up", async () => {
  expect(await told(`for (;;);\n${valid}`, 1_500)).toContain("it was still loading after 1.5 s");
});

test.each([0, 3])("it ends the process with %i: that is no success of ours", async (code) => {
  expect(await told(`process.exit(${code});\n${valid}`)).toContain(
    `it ended with exit code ${code} before its export was there | take process.exit out of it`,
  );
});

test("it throws what is no error, or later", async () => {
  expect(await told(`throw "no luck";\n${valid}`)).toContain("cannot be read: no luck |");
  expect(await told(`throw { toString() { throw 1; } };\n${valid}`)).toContain("FT6001");
  expect(await told(`await Promise.reject(new Error("later"));\n${valid}`)).toContain("later");
});

test("it wants all memory", async () => {
  const hoard = "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));\n";
  expect(await told(hoard + valid, 60_000)).toContain("it wants more than 512 MiB of memory");
}, 120_000);

test("it prints: on stderr, and not without end", async () => {
  const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const chatter = 'for (let i = 0; i < 20_000; i += 1) console.log("x".repeat(100));\n';
  expect(await told(chatter + valid)).toBe("read");
  expect(stdout).not.toHaveBeenCalled();
  const shown = stderr.mock.calls.map(([text]) => String(text)).join("");
  expect(shown).toMatch(/^x{100}\n/u);
  expect(shown.length).toBeLessThan(17_000);
});

test("what holds no data is told as what it is", async () => {
  const cyclic = "const c = { addons: [] }; c.addons.push(c); export default c;\n";
  expect(await told(cyclic)).toContain("FT600");
  expect(await told("export default () => 1;\n")).toContain("the config is a function");
  expect(await told('export default { addons: [{ crate: Symbol("a") }] };\n')).toContain(
    "addons[0].crate is a symbol",
  );
  expect(await told("export default { get addons() { throw new Error('no'); } };\n")).toContain(
    "FT6001",
  );
  expect(await told("export default 10n;\n")).toContain("the config is a bigint");
});

test("a copy that a killed run left is removed, one of a running process is not", async () => {
  const root = workspace(valid);
  const kept = `ferrotype.config.${process.pid}.0123456789ab.mjs`;
  mkdirSync(join(root, "node_modules/.ferrotype"));
  for (const name of [kept, "ferrotype.config.999999999.0123456789ab.mjs", "notes.mjs"]) {
    writeFileSync(join(root, "node_modules/.ferrotype", name), "");
  }
  expect((await readConfig(join(root, "ferrotype.config.ts"))).diagnostics).toEqual([]);
  expect(readdirSync(join(root, "node_modules/.ferrotype"))).toEqual([kept, "notes.mjs"]);
});
