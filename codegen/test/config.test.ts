import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";

import { findConfig, readConfig, type ConfigResult } from "../src/read/read-config.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A workspace on disk; the values are the texts of its files. */
function workspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "ferrotype-config-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function read(text: string, name = "ferrotype.config.ts"): Promise<ConfigResult> {
  return readConfig(join(workspace({ [name]: text }), name));
}

/** `code line:column message | help` of each finding. */
function told({ diagnostics }: ConfigResult): readonly string[] {
  return diagnostics.map(({ code, primary, message, help }) => {
    const place =
      primary === null ? "-" : `${primary.file}:${primary.start.line}:${primary.start.column}`;
    return `${code} ${place} ${message} | ${help}`;
  });
}

test("defaults are filled in", async () => {
  const { config } = await read(`export default { addons: [{ crate: "crates/natives/" }] };`);
  expect(config).toMatchObject({
    locks: "generated/surface",
    typeTests: "generated/type-tests",
    addons: [
      {
        name: "natives",
        crate: "crates/natives",
        out: "generated/natives",
        allow: [],
        leaf: "<package>-<target>",
        envPrefix: null,
      },
    ],
  });
});

test("TypeScript, imports by path and packages work; the files that were read are named", async () => {
  const root = workspace({
    "ferrotype.config.ts": [
      `import { crate } from "./config/crate.ts";`,
      `import { out } from "some-package";`,
      `import { defineConfig } from "ferrotype";`,
      `const addons: readonly { crate: string; out: string }[] = [{ crate, out }];`,
      `export default defineConfig({ addons } satisfies object);`,
    ].join("\n"),
    "config/crate.ts": `export const crate = "crates/a" as const;`,
    "node_modules/some-package/package.json": `{ "type": "module", "exports": "./main.js" }`,
    "node_modules/some-package/main.js": `export const out = "generated/b";`,
    "node_modules/ferrotype/package.json": `{ "type": "module", "exports": "./main.js" }`,
    "node_modules/ferrotype/main.js": `export const defineConfig = (config) => config;`,
  });
  const { config, diagnostics } = await readConfig(join(root, "ferrotype.config.ts"));
  expect(diagnostics).toEqual([]);
  expect(config?.addons[0]).toMatchObject({ crate: "crates/a", out: "generated/b" });
  expect(config?.inputs).toEqual([
    join(root, "config/crate.ts"),
    join(root, "ferrotype.config.ts"),
  ]);
  expect(readdirSync(join(root, "node_modules/.ferrotype"))).toEqual([]);
});

test.each(["ferrotype.config.mts", "ferrotype.config.js", "ferrotype.config.mjs"])(
  "%s",
  async (name) => {
    const { config } = await read(`export default { addons: [{ crate: "a" }] };`, name);
    expect(config?.addons[0]?.name).toBe("a");
  },
);

test("the nearest config above is found", () => {
  const root = workspace({ "ferrotype.config.mjs": "", "a/b/c.txt": "" });
  expect(findConfig(join(root, "a/b"))).toBe(join(root, "ferrotype.config.mjs"));
});

test("a syntax error is told with its place, in UTF-16 columns", async () => {
  const result = await read(`export default {\n  addons: [{ crate: "ä😀" oops }],\n};\n`);
  expect(told(result)).toEqual([
    `FT6001 ferrotype.config.ts:2:27 ferrotype.config.ts cannot be read: Expected "}" but found "oops" | mend the syntax there`,
  ]);
});

test("a config that throws, or has no default export, is told", async () => {
  const thrown = await read(`throw new Error("no network"); export default {};`);
  expect(told(thrown)[0]).toContain("cannot be read: no network");
  const empty = await read(`export const config = {};`);
  expect(told(empty)[0]).toMatch(/FT6001 .* it has no default export \| write export default/u);
});

test("a config that waits for what never comes is told, and removed", async () => {
  const root = workspace({
    "ferrotype.config.ts": "await new Promise(() => {});\nexport default {};",
  });
  const result = await readConfig(join(root, "ferrotype.config.ts"), { timeoutMs: 60_000 });
  expect(told(result)).toEqual([
    "FT6001 - ferrotype.config.ts cannot be read: it waits for what never comes | see that the config runs by itself: `node` shows where it throws",
  ]);
  expect(readdirSync(root)).toEqual(["ferrotype.config.ts"]);
});

test("an unknown key names the nearest known one, in its place", async () => {
  const result = await read(
    `export default {\n  addons: [{ crate: "a", target: ["linux-x64-gnu"] }],\n};\n`,
  );
  expect(told(result)).toEqual([
    "FT6002 ferrotype.config.ts:2:26 ferrotype.config.ts: addons[0].target is not an option | write targets",
  ]);
});

test("every fault is told, not only the first", async () => {
  const result = await read(
    `export default { addons: [{ crate: 3, zzzzzzzz: 1, leaf: "x", envPrefix: "a-b", allow: [{ code: "FT1", at: "x", because: "" }] }], locks: "../up", typeTests: "/abs" };`,
  );
  expect(result.diagnostics.map(({ code }) => code)).toEqual([
    "FT6003",
    "FT6002",
    "FT6003",
    "FT6003",
    "FT6003",
    "FT6003",
    "FT6003",
    "FT6003",
  ]);
});

test("an unknown target names the nearest one", async () => {
  const result = await read(
    `export default { addons: [{ crate: "a", targets: ["linux-x86-gnu"] }] };`,
  );
  expect(told(result)[0]).toMatch(/^FT6004 ferrotype.config.ts:1:52 .*\| write "linux-x64-gnu"$/u);
});

test("no addon, and an addon without a crate, are told", async () => {
  expect(told(await read("export default { addons: [] };"))[0]).toContain(
    "addons is an empty list",
  );
  expect(told(await read("export default { addons: [{}] };"))[0]).toContain(
    "addons[0].crate is missing",
  );
  expect(told(await read("export default {};"))[0]).toContain("addons is missing");
});

test.each([
  ["the crate", `{ addons: [{ crate: "a/b", out: "a" }] }`],
  ["the config", `{ addons: [{ crate: "b" }], locks: "." }`],
  ["another owned folder", `{ addons: [{ crate: "b", out: "g" }], locks: "g/locks" }`],
  ["another addon", `{ addons: [{ crate: "b", out: "g" }, { crate: "c", out: "g" }] }`],
  ["an addon of the same name", `{ addons: [{ crate: "x/b" }, { crate: "y/b", out: "o" }] }`],
])("an owned folder that holds %s is refused", async (_, text) => {
  const result = await read(`export default ${text};`);
  expect(result.config).toBeNull();
  expect(result.diagnostics[0]?.code).toBe("FT6003");
});

test("the temporary file beside a config without node_modules is removed, also after an error", async () => {
  const root = workspace({ "ferrotype.config.ts": `throw new Error("x"); export default {};` });
  await readConfig(join(root, "ferrotype.config.ts"));
  expect(readdirSync(root)).toEqual(["ferrotype.config.ts"]);
  expect(existsSync(join(root, "node_modules"))).toBe(false);
  expect(readFileSync(join(root, "ferrotype.config.ts"), "utf8")).toContain("throw");
});
