/** A program that registered an archive loads it from the cache, also where a leaf or a build is there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { EmbeddedManifest } from "@ferrotype/runtime";

import { prepare } from "../../scripts/prepare.js";
import { root } from "../../scripts/root.js";

const bin = fileURLToPath(new URL("../bin/ferrotype.js", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "ferrotype-embed-load-"));
const archive = "embedded/natives/natives.linux-x64-gnu.node.gz";

beforeAll(async () => {
  if (!(await prepare())) throw new Error("the generator does not compile");
  mkdirSync(join(project, "node_modules/@ferrotype"), { recursive: true });
  symlinkSync(
    join(root, "generated/natives"),
    join(project, "node_modules/@ferrotype/natives"),
    "junction",
  );
  writeFileSync(
    join(project, "main.mjs"),
    `import "./embedded/natives/register.js";
import { readFileSync } from "node:fs";
import "@ferrotype/natives/fs";
console.log([...new Set(readFileSync("/proc/self/maps", "utf8").match(/\\/\\S+\\.node$/gmu))].join());
`,
  );
  // Of the three, Deno's module is plain JavaScript.
  const args = ["embed", "--quiet", "--package", "@ferrotype/natives", "--for", "deno"];
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: project, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
});
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

function start(cache: string): { readonly out: string; readonly err: string } {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ["main.mjs"], {
    cwd: project,
    encoding: "utf8",
    env: { ...env, XDG_CACHE_HOME: join(project, cache) },
  });
  return { out: run.stdout.trim(), err: run.stderr };
}

test("from the cache, and no other", () => {
  const { out, err } = start("cache");
  expect(err).toBe("");
  expect(out).toMatch(
    new RegExp(
      `^${join(project, "cache")}/ferrotype/@ferrotype\\+natives/[^/]+/[^/]+\\.node$`,
      "u",
    ),
  );
});

test("not at all where the archive is damaged: then what any program would take", () => {
  const path = join(project, archive);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length / 2));
  try {
    const manifest = JSON.parse(
      readFileSync(join(project, "embedded/natives/manifest.json"), "utf8"),
    ) as EmbeddedManifest;
    expect(manifest.files[0]?.archiveBytes).toBe(whole.length);
    const { out } = start("other-cache");
    expect(out).toBe(join(root, "generated/natives/native/natives.linux-x64-gnu.node"));
  } finally {
    writeFileSync(path, whole);
  }
});
