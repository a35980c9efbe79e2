/** The short form of `pnpm installed`: what we publish, from a registry, by npm. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../root.js";

test("npm installs what we publish, and what the loader says of a missing leaf mends it", () => {
  const run = spawnSync(process.execPath, [join(root, "scripts/installed.js"), "--short"], {
    cwd: root,
    encoding: "utf8",
  });
  expect([
    run.status,
    run.stdout.split("\n").map((line) => line.replace(/ +/gu, " ").replace(/@[\d.]+`/u, "`")),
  ]).toEqual([
    0,
    [
      "npm installs ok `npm install @ferrotype/natives`; it runs",
      "npm optional left out ok `npm install --include=optional` mends it",
      "no faults",
      "",
    ],
  ]);
}, 180_000);
