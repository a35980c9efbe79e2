/**
 * Uses or cleans a cache again and again. `uses`: makes the folder look long unused, places the addon, reads it as the
 * loader would, gets it once more where it has vanished. `cleans`: removes what is stale for a newer version.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { role, rounds, cache, source, item, folder, inCache } = JSON.parse(process.argv[2] ?? "");
const { nodeCacheFacts, placeInCache, removeStale, replaceDamaged } = createRequire(
  import.meta.url,
)(cache);
process.env["FERROTYPE_NATIVES_CACHE_DIR"] = folder;
const facts = nodeCacheFacts("FERROTYPE_NATIVES");
const bytes = readFileSync(source);
const own = { ...item, bytes: () => bytes };
const report = { wrote: 0, vanished: 0, failures: /** @type {string[]} */ ([]) };

if (role === "uses") {
  for (let round = 0; round < rounds; round += 1) {
    try {
      age();
      const { path, wrote, fellBack } = placeInCache(own, facts);
      if (fellBack) report.failures.push(`it fell back to ${path}`);
      report.wrote += wrote ? 1 : 0;
      read(path);
    } catch (error) {
      report.failures.push(String(error));
    }
  }
} else {
  const newer = { ...own, version: "99.0.0", sha256: "0".repeat(64) };
  while (!existsSync(join(folder, "done"))) removeStale(newer, facts);
}
process.stdout.write(JSON.stringify(report));

/** @param {string} path */
function read(path) {
  try {
    check(path);
  } catch (error) {
    const mended = replaceDamaged(own, path, facts);
    if (mended === null) throw error;
    report.vanished += 1;
    check(mended);
  }
}

/** @param {string} path */
function check(path) {
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
  if (hash !== item.sha256) throw new Error("a partial file");
}

function age() {
  const old = new Date(Date.now() - 3_600_000);
  try {
    utimesSync(dirname(join(folder, inCache)), old, old);
  } catch {
    // It has been removed, as it should be.
  }
  // The cleaning comes a little earlier or later than the use.
  const until = performance.now() + Math.random() / 3;
  while (performance.now() < until);
}
