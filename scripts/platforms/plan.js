/** The targets of the natives, each with what this machine can do for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";
import { abilities } from "./cross-tools.js";

/** @typedef {import("../../packages/runtime/dist/binary.js").Target} Target */

/**
 * @typedef {object} Platform
 * @property {Target} target
 * @property {string | null} triple what is built here for it; null: this machine's own build is taken
 * @property {string | null} checked what is only type-checked: the target's own triple where another stands in for it
 * @property {string | null} runner how Node of that platform runs here
 * @property {boolean} builds
 * @property {boolean} standsIn another environment of Rust is built instead: gnullvm for msvc
 */

/** What can be built where the real one cannot: both link Windows' own libraries, and Node loads both. */
const standIns = new Map([
  ["x86_64-pc-windows-msvc", "x86_64-pc-windows-gnullvm"],
  ["aarch64-pc-windows-msvc", "aarch64-pc-windows-gnullvm"],
]);

const lock = JSON.parse(readFileSync(join(root, "generated/surface/natives.json"), "utf8"));

/** What the loader is told to expect of every binary. */
export const contract = String(lock.contract.hash);

/**
 * Every target that is published, this machine's own first.
 * @param {readonly Target[]} targets
 * @param {readonly string[]} host names of the targets that run here as they are
 * @returns {readonly Platform[]}
 */
export function planPlatforms(targets, host) {
  const can = abilities();
  const platforms = targets
    .filter(({ name }) => lock.package.targets.includes(name))
    .map((target) => {
      if (host.includes(target.name)) {
        const runner = "this machine";
        return { target, triple: null, checked: null, runner, builds: true, standsIn: false };
      }
      const standIn = standIns.get(target.triple);
      const triple = standIn ?? target.triple;
      const ability = can.get(triple);
      return {
        target,
        triple,
        checked: standIn !== undefined && can.has(target.triple) ? target.triple : null,
        runner: ability?.runs ?? null,
        builds: ability?.builds ?? false,
        standsIn: standIn !== undefined,
      };
    });
  return [...platforms].sort((a, b) => Number(b.triple === null) - Number(a.triple === null));
}
