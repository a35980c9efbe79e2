/** Threads and processes that end while the addon works. */
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { root } from "../root.js";
import { inTurns } from "./ground.js";

/** How long programs sleep that the addon starts: long, and told apart from those of another run. */
const SLEEP = `31.${process.pid}`;

/**
 * @param {number} many
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function ends(many) {
  const { end, printed } = await run(String(many));
  const failures = end === 0 ? [] : [`the process ended with ${end}: ${printed}`];
  failures.push(...(await orphans()));
  return {
    trial: `${many} threads load, use and end`,
    tried: many,
    failures,
    seen:
      end === 0
        ? Object.entries(/** @type {Record<string, number>} */ (JSON.parse(printed)))
            .map(([kind, times]) => `${times} ${words[kind] ?? kind}`)
            .join(", ")
        : "crash",
  };
}

/** @type {Readonly<Record<string, string>>} */
const words = {
  ends: "by themselves",
  exits: "by process.exit with work in flight",
  terminated: "terminated with work in flight",
  early: "terminated while they load or begin",
};

/**
 * @param {number} many
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function exits(many) {
  const jobs = Array.from({ length: many }, () => () => run("exit"));
  const runs = await inTurns(jobs, 2);
  const failures = runs
    .filter(({ end }) => end !== 7)
    .map(({ end, printed }) => `a process ended with ${end}: ${printed}`);
  return {
    trial: `${many} processes exit with work in flight`,
    tried: many,
    failures,
    seen: "each with its own exit code, none by a signal",
  };
}

/**
 * Programs that the addon started for threads that are gone: they end with the thread. (With a process they do not, as
 * those of `node:child_process` do not.)
 * @returns {Promise<readonly string[]>}
 */
async function orphans() {
  // They are told to end, which takes a moment.
  await setTimeout(500);
  const left = readdirSync("/proc").filter(
    (id) => /^\d+$/u.test(id) && commandOf(id) === `sleep ${SLEEP}`,
  );
  return left.length === 0 ? [] : [`${left.length} programs of threads that are gone still run`];
}

/** @param {string} id */
function commandOf(id) {
  try {
    return readFileSync(join("/proc", id, "cmdline"), "utf8")
      .replaceAll("\0", " ")
      .trim();
  } catch {
    return "";
  }
}

/**
 * @param {string} argument
 * @returns {Promise<{ end: number | string | null, printed: string }>}
 */
function run(argument) {
  const child = spawn(
    process.execPath,
    [join(root, "scripts/torture/load-workers.mjs"), argument, SLEEP],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (/** @type {Buffer} */ text) => (printed += text.toString()));
  }
  return new Promise((settle) => {
    child.on("close", (status, signal) => settle({ end: status ?? signal, printed }));
  });
}
