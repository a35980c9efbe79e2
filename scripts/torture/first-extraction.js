/** Many at once find no addon in the cache: threads of one process, and processes. Somebody watches. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { root } from "../root.js";
import { fault, start } from "./ground.js";

const AT_ONCE = 8;

/**
 * @param {import("./ground.js").Ground} ground
 * @param {number} rounds
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function threads(ground, rounds) {
  const folder = ground.newFolder();
  const watched = await watch(ground, folder);
  const { cache, source, item } = ground;
  const given = JSON.stringify({ cache, source, item, folder, rounds, threads: AT_ONCE });
  const { status, printed } = await run("threads.mjs", given);
  const { seen, partial } = await watched.end();
  const report = /** @type {{ wrote: number, copies: number, failures: string[] }} */ (
    JSON.parse(printed || '{"wrote":0,"copies":0,"failures":[]}')
  );
  const failures = [...report.failures];
  if (status !== 0) failures.push(`the process ended with ${status}`);
  if (partial > 0) failures.push(`a partial file was seen ${partial} times`);
  if (seen < rounds) failures.push(`the watcher saw ${seen} files of ${rounds}`);
  if (report.copies !== rounds)
    failures.push(`${report.copies} copies of the addon were loaded, not ${rounds}`);
  return {
    trial: `first extraction, ${AT_ONCE} threads × ${rounds} rounds`,
    tried: AT_ONCE * rounds,
    failures,
    seen: `${report.wrote} writes, ${report.copies} copies loaded; ${partial} partial files in ${seen} seen`,
  };
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {number} rounds
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function processes(ground, rounds) {
  const folder = ground.newFolder();
  const watched = await watch(ground, folder);
  /** @type {string[]} */
  const failures = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = await together(ground, {
      FERROTYPE_NATIVES_CACHE_DIR: join(folder, `${round}`),
    });
    for (const one of started) {
      const why = fault(one);
      if (why !== null) failures.push(`round ${round}: ${why}`);
      if (one.warnings.length > 0) failures.push(`round ${round}: ${one.warnings.join()}`);
      if (one.result?.path.startsWith(`${folder}/`) !== true)
        failures.push(`round ${round}: elsewhere`);
    }
  }
  const { seen, partial } = await watched.end();
  if (partial > 0) failures.push(`a partial file was seen ${partial} times`);
  if (seen < rounds) failures.push(`the watcher saw ${seen} files of ${rounds}`);
  return {
    trial: `first extraction, ${AT_ONCE} processes × ${rounds} rounds`,
    tried: AT_ONCE * rounds,
    failures,
    seen: `${partial} partial files in ${seen} seen`,
  };
}

/**
 * Shows that the watcher sees partial files where there are some: files copied straight to their place.
 * @param {import("./ground.js").Ground} ground
 * @param {number} rounds
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function control(ground, rounds) {
  const folder = ground.newFolder();
  const watched = await watch(ground, folder);
  for (let round = 0; round < rounds; round += 1) {
    const path = join(folder, `${round}`, ground.inCache);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, ground.bytes.subarray(0, ground.bytes.length / 2));
    await setTimeout(5);
    writeFileSync(path, ground.bytes);
  }
  const { seen, partial } = await watched.end();
  return {
    trial: "control: files written in place",
    tried: rounds,
    failures: partial > 0 ? [] : ["the watcher saw no partial file where there were some"],
    seen: `${partial} partial files in ${seen} seen, as it should be`,
  };
}

/**
 * One uses a version that was long unused, another one removes it as stale at the same moment.
 * @param {import("./ground.js").Ground} ground
 * @param {number} rounds
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function cleaning(ground, rounds) {
  const folder = ground.newFolder();
  const { cache, source, item, inCache } = ground;
  const given = { rounds, cache, source, item, folder, inCache };
  const play = (/** @type {string} */ role) =>
    run("cleaning.mjs", JSON.stringify({ ...given, role }));
  const cleaner = play("cleans");
  const { printed } = await play("uses");
  writeFileSync(join(folder, "done"), "");
  await cleaner;
  const { wrote, vanished, failures } =
    /** @type {{ wrote: number, vanished: number, failures: string[] }} */ (JSON.parse(printed));
  return {
    trial: "used while it is removed as stale",
    tried: rounds,
    failures,
    seen: `${wrote} times removed before, ${vanished} times between place and load, and got once more`,
  };
}

/**
 * Starts 8 programs that go on at the same moment.
 * @param {import("./ground.js").Ground} ground
 * @param {Record<string, string>} env
 */
export function together(ground, env) {
  /** @type {(() => void)[]} */
  const waiting = [];
  const gate = (/** @type {() => void} */ open) => {
    waiting.push(open);
    if (waiting.length === AT_ONCE) for (const go of waiting) go();
  };
  return Promise.all(Array.from({ length: AT_ONCE }, () => start(ground, { env, gate })));
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {string} folder
 */
async function watch({ inCache, item }, folder) {
  const watching = run("watcher.mjs", JSON.stringify({ folder, inCache, item }));
  while (!existsSync(join(folder, "watched"))) await setTimeout(5);
  return {
    async end() {
      writeFileSync(join(folder, "done"), "");
      const { printed } = await watching;
      return /** @type {{ seen: number, partial: number }} */ (JSON.parse(printed));
    },
  };
}

/**
 * @param {string} name
 * @param {string} given
 * @returns {Promise<{ status: number | string | null, printed: string }>}
 */
function run(name, given) {
  const child = spawn(process.execPath, [join(root, "scripts/torture", name), given], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TMPDIR: dirname(JSON.parse(given).folder) },
  });
  let printed = "";
  child.stdout.on("data", (/** @type {Buffer} */ text) => (printed += text.toString()));
  return new Promise((settle) => {
    child.on("close", (status, signal) => settle({ status: status ?? signal, printed }));
  });
}
