/** Extractions that are killed at any moment; then the next start. */
import { existsSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
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
  const lastsMs = await measure(ground);
  /**
   * @param {number} index
   * @returns {Promise<void>}
   */
  const one = async (index) => {
    const folder = ground.newFolder();
    const env = { FERROTYPE_NATIVES_CACHE_DIR: folder };
    // One in eight is killed anywhere on the way to the first byte.
    const begins = index % 8 === 7 ? () => true : () => leftOvers(ground, folder).length > 0;
    const first = await start(ground, {
      env,
      gate(open, kill) {
        open();
        // The write takes a small part of the time, so early moments are more likely.
        after(begins, Math.random() ** 2 * lastsMs, kill);
      },
    });
    const state = stateOf(ground, folder, first.result !== null);
    deaths[state] = (deaths[state] ?? 0) + 1;
    // Too late: it is not one of those that are asked for.
    if (state === ENDED) {
      rmSync(folder, { recursive: true });
      return one(index);
    }
    for (const file of leftOvers(ground, folder)) {
      utimesSync(file, new Date(), new Date(Date.now() - HOUR_MS));
    }
    const next = await start(ground, { env });
    const why = fault(next);
    if (why !== null) failures.push(`killed when ${state}: ${why}`);
    else if (!readFileSync(join(folder, ground.inCache)).equals(ground.bytes))
      failures.push(`killed when ${state}: the file is not whole`);
    if (next.warnings.length > 0) failures.push(next.warnings.join());
    if (leftOvers(ground, folder).length > 0) failures.push("a left-over was not removed");
    rmSync(folder, { recursive: true });
  };
  const jobs = Array.from({ length: times }, (_, index) => () => one(index));
  await inTurns(jobs, 2);
  if ((deaths[PART] ?? 0) + (deaths[BESIDE] ?? 0) === 0)
    failures.push("no extraction was killed in its middle");
  const seen = Object.entries(deaths).map(([state, many]) => `${many} when ${state}`);
  return {
    trial: `killed at ${times} random points, then started`,
    tried: times,
    failures,
    seen: seen.sort().join(", "),
  };
}

const ENDED = "it had ended, which does not count";
const PART = "a part was written";
const BESIDE = "all was written beside its place";

/**
 * How long it takes here from the first byte to the end of the start.
 * @param {import("./ground.js").Ground} ground
 */
async function measure(ground) {
  const folder = ground.newFolder();
  let beganMs = 0;
  await start(ground, {
    env: { FERROTYPE_NATIVES_CACHE_DIR: folder },
    gate(open) {
      open();
      const begins = () => leftOvers(ground, folder).length > 0;
      after(begins, 0, () => (beganMs = performance.now()));
    },
  });
  return performance.now() - beganMs;
}

/**
 * Acts some time after something began; a timer would round to whole milliseconds.
 * @param {() => boolean} begins
 * @param {number} afterMs
 * @param {() => void} act
 */
function after(begins, afterMs, act) {
  const patientMs = performance.now() + 60_000;
  let beganMs = 0;
  const look = () => {
    const now = performance.now();
    if (now > patientMs) return;
    if (beganMs === 0 && begins()) beganMs = now;
    if (beganMs > 0 && now >= beganMs + afterMs) act();
    else setImmediate(look);
  };
  look();
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {string} folder
 * @param {boolean} ended
 */
function stateOf(ground, folder, ended) {
  if (ended) return ENDED;
  if (existsSync(join(folder, ground.inCache))) return "the file was in place";
  const [left] = leftOvers(ground, folder);
  if (left === undefined) return "nothing was written";
  return statSync(left).size === ground.bytes.length ? BESIDE : PART;
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
