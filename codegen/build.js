/** Compiles `src` to `dist` whole: beside it first, so that a fault leaves the old one. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

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
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
} else {
  rmSync(fresh, { recursive: true, force: true });
  process.exitCode = 1;
}
