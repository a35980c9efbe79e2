/**
 * The package in real archives of Electron, under the rules that Electron has for paths into them. Those rules are a
 * stand-in (`fixtures/electron-rules.mjs`), on a Node that has hooks for modules: no real Electron is tested.
 */
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { createPackageWithOptions } from "@electron/asar";
import { beforeAll, expect, test } from "vitest";

import { runtime } from "../../../scripts/runtimes.js";
import { installCopy } from "./installed-copy.js";
import { tempFolder } from "./temp-folder.js";

const rules = fileURLToPath(new URL("fixtures/electron-rules.mjs", import.meta.url));

const MAIN = `import { explainLoad } from "@ferrotype/runtime";
  const report = await import("@ferrotype/natives/fs").then(
    async ({ listDirectory }) => ({ entries: (await listDirectory(process.env.FOLDER)).length }),
    ({ code, help }) => ({ code, help }),
  );
  const [{ loaded, host, candidates }] = explainLoad();
  const seen = candidates.map(({ source, path, verdict }) => source + " " + path + ": " + verdict);
  console.log(JSON.stringify({ ...report, loaded, runtime: host.runtime, seen }));`;

interface Report {
  readonly entries?: number;
  readonly code?: string;
  readonly help?: string;
  readonly loaded: string | null;
  readonly runtime: string;
  readonly seen: readonly string[];
}

let node: string;
beforeAll(async () => {
  node = await runtime("node24");
});

/** Packs the project; `unpack` names the files that are left out of the archive. */
async function pack(unpack?: string): Promise<{ readonly archive: string; readonly leaf: string }> {
  const { root, binary } = installCopy();
  writeFileSync(join(root, "main.js"), MAIN);
  const archive = join(tempFolder(), "app.asar");
  await createPackageWithOptions(root, archive, unpack === undefined ? {} : { unpack });
  return { archive, leaf: binary.slice(root.length) };
}

function run(archive: string): Report {
  const main = pathToFileURL(join(archive, "main.js")).href;
  const program = ["--import", rules, "--input-type=module", "-e", `await import("${main}")`];
  const folder = tempFolder({ a: "", b: "" });
  const env = { ...process.env, FOLDER: folder, NODE_NO_WARNINGS: "1" };
  return JSON.parse(execFileSync(node, program, { encoding: "utf8", env })) as Report;
}

test("the binary is left out of the archive: loaded from beside it", async () => {
  const { archive, leaf } = await pack("**/*.node");
  const { entries, loaded, runtime: host } = run(archive);
  expect({ entries, loaded }).toEqual({ entries: 2, loaded: `${archive}.unpacked${leaf}` });
  expect(host).toMatch(/^Electron /u);
});

test("the binary is in the archive: Electron copies it out", async () => {
  const { archive, leaf } = await pack();
  const { entries, loaded, seen } = run(archive);
  expect({ entries, loaded }).toEqual({ entries: 2, loaded: archive + leaf });
  expect(seen[0]).toBe(`leaf ${archive}.unpacked${leaf}: not found`);
});

test("what was left out was left behind too", async () => {
  const { archive, leaf } = await pack("**/*.node");
  rmSync(`${archive}.unpacked`, { recursive: true });
  const { code, loaded, seen } = run(archive);
  expect({ code, loaded }).toEqual({ code: "ERR_FERROTYPE_NOT_FOUND", loaded: null });
  expect(seen.slice(0, 2)).toEqual([
    `leaf ${archive}.unpacked${leaf}: not found`,
    `leaf ${archive}${leaf}: not found`,
  ]);
});
