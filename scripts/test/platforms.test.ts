/** `pnpm platforms --built` where nothing was built for another platform. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { root } from "../root.js";

const cross = mkdtempSync(join(tmpdir(), "ferrotype-platforms-"));

beforeAll(() => {
  // Tools that could build two targets, and run none.
  const rows = ["x86_64-unknown-linux-musl", "aarch64-pc-windows-gnullvm"].map(
    (triple) => `${triple} zig -`,
  );
  writeFileSync(join(cross, "targets"), `${rows.join("\n")}\n`);
});

afterAll(() => rmSync(cross, { recursive: true, force: true }));

function platforms(...names: readonly string[]): ReturnType<typeof spawnSync> {
  return spawnSync(
    process.execPath,
    // Nobody builds in this profile.
    [join(root, "scripts/platforms.js"), "--built", "--profile", "none", ...names],
    { encoding: "utf8", env: { ...process.env, FERROTYPE_CROSS: cross } },
  );
}

test("a target that was not built is a cell of the table", () => {
  const { status, stdout, stderr } = platforms();
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^win32-arm64-msvc +– +not built +– +– +–$/mu);
  expect(stdout).toMatch(/^linux-x64-musl +– +not built +– +– +–$/mu);
  expect(stdout).toMatch(/^\S+ +– +– +yes +\d+ by this machine /mu);
  expect(status).toBe(0);
});

test("it fails where it was asked for by name", () => {
  const { status, stdout, stderr } = platforms("win32-arm64-msvc");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^win32-arm64-msvc +– +FAILED: not built +– +– +–$/mu);
  expect(stdout).not.toContain("musl");
  expect(status).toBe(1);
});
