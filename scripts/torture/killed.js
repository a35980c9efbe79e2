/** Extractions that are killed at any moment; then the next start. */
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";

import { fault, inTurns, start } from "./ground.js";

const HOUR_MS = 3_600_000;

/**
 * @param {import("./ground.js").Ground} ground
 * @param {number} times
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function killed(ground, times) {
  /** @type {Record<string, number>} */
  const deaths = {};
  /** @type {string[]} */
  const failures = [];
  // How long an extraction takes here, the slower one of two.
  let longestMs = 0;
  const one = async () => {
    const folder = await ground.newFolder();
    const env = { FERROTYPE_NATIVES_CACHE_DIR: folder };
    const afterMs = Math.random() * longestMs;
    const first = await start(ground, { env, gate: longestMs === 0 ? open : openAndKill(afterMs) });
    if (longestMs === 0) {
      longestMs = 1.2 * (first.result?.tookMs ?? 0);
      rmSync(folder, { recursive: true });
      return;
    }
    const state = stateOf(ground, folder, first.result !== null);
    deaths[state] = (deaths[state] ?? 0) + 1;
    for (const file of leftOvers(ground, folder)) {
      utimesSync(file, new Date(), new Date(Date.now() - HOUR_MS));
    }
    const next = await start(ground, { env });
    const why = fault(next);
    if (why !== null) failures.push(`killed when ${state}: ${why}`);
    if (next.result?.whole === false) failures.push(`killed when ${state}: a partial file`);
    if (next.warnings.length > 0) failures.push(next.warnings.join());
    if (leftOvers(ground, folder).length > 0) failures.push("a left-over was not removed");
    rmSync(folder, { recursive: true });
  };
  await one();
  await inTurns(
    Array.from({ length: times }, () => one),
    2,
  );
  const middle = times - (deaths["it had ended"] ?? 0) - (deaths["nothing was written"] ?? 0);
  if (middle === 0) failures.push("no extraction was killed in its middle");
  const seen = Object.entries(deaths).map(([state, many]) => `${many} when ${state}`);
  return {
    trial: `killed at ${times} random points, then started`,
    tried: times,
    failures,
    seen: seen.sort().join(", "),
  };
}

/** @param {() => void} go */
const open = (go) => go();

/** @param {number} afterMs */
function openAndKill(afterMs) {
  return (/** @type {() => void} */ go, /** @type {() => void} */ kill) => {
    go();
    const until = performance.now() + afterMs;
    // A timer would round to whole milliseconds.
    const look = () => (performance.now() >= until ? kill() : setImmediate(look));
    look();
  };
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {string} folder
 * @param {boolean} ended
 */
function stateOf(ground, folder, ended) {
  if (ended) return "it had ended";
  if (existsSync(join(folder, ground.inCache))) return "the file was in place";
  const [left] = leftOvers(ground, folder);
  if (left === undefined) return "nothing was written";
  return statSync(left).size === ground.bytes.length
    ? "all was written beside its place"
    : "a part was written";
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {string} folder
 */
function leftOvers(ground, folder) {
  const versions = dirname(join(folder, ground.inCache));
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((name) => name.endsWith(".tmp"))
    .map((name) => join(versions, name));
}
