/** The short form of `pnpm executables`: the quickest of them, with everything that it has to stand. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../root.js";

test("an executable of Bun carries the addon, and stands what others do to its cache", () => {
  const run = spawnSync(process.execPath, [join(root, "scripts/executables.js"), "bun"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(run.stdout.split("\n").filter((line) => / ok /u.test(line))).toHaveLength(11);
  expect([run.status, run.stdout.split("\n").slice(11)]).toEqual([0, ["all passed", ""]]);
}, 180_000);
