import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

/** `pnpm matrix` runs all of them. */
test("the smoke suite runs on this Node and on Bun", () => {
  const matrix = fileURLToPath(new URL("../matrix.js", import.meta.url));
  const run = spawnSync(process.execPath, [matrix, "--short"], { encoding: "utf8" });
  expect(run.stdout).toMatch(/^host .* ok, /mu);
  expect(run.stdout).toMatch(/^bun .* ok, /mu);
  expect([run.status, run.stderr]).toEqual([0, ""]);
});
