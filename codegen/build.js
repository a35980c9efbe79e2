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
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

import { build } from "esbuild";

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
  await bundle(fresh);
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

/**
 * The command line as a few files, in `run/`: to find and open two hundred costs a tenth of a run. What an entry loads late
 * is a file of its own; packages stay outside.
 * @param {string} from
 */
async function bundle(from) {
  await build({
    entryPoints: {
      main: join(from, "commands/main.js"),
      "declared-worker": join(from, "read/declared-worker.js"),
    },
    outdir: join(from, "run"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  const types = 'export { main } from "../commands/main.js";\n';
  writeFileSync(join(from, "run/main.d.ts"), types);
}

/** @param {string} from */
function filesIn(from) {
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)));
}
