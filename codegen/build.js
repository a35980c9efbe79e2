/**
 * Compiles `src` to `dist`: beside it first, so that a fault leaves the old files. Then file by file, so that a process
 * that loads from `dist` meanwhile finds every module, and equal files keep their times.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

const folder = import.meta.dirname;
const dist = join(folder, "dist");
const fresh = join(folder, "node_modules", `.dist-${process.pid}`);
const ts7 = createRequire(join(folder, "../package.json")).resolve("ts7/package.json");

mkdirSync(dirname(fresh), { recursive: true });
const compiled = spawnSync(
  process.execPath,
  [join(dirname(ts7), "bin/tsc"), "-p", folder, "--outDir", fresh, "--noEmitOnError"],
  { stdio: "inherit" },
);
if (compiled.status === 0) {
  const pages = join(folder, "../docs/diagnostics");
  if (existsSync(pages)) cpSync(pages, join(fresh, "diagnostics/pages"), { recursive: true });
  const made = filesIn(fresh);
  for (const file of made) {
    const target = join(dist, file);
    if (existsSync(target) && readFileSync(target).equals(readFileSync(join(fresh, file))))
      continue;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(fresh, file), target);
  }
  for (const file of filesIn(dist)) if (!made.includes(file)) rmSync(join(dist, file));
} else process.exitCode = 1;
rmSync(fresh, { recursive: true, force: true });

/** @param {string} from */
function filesIn(from) {
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)));
}
