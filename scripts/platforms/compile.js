/** The addon compiled for another platform, and what its file says about itself. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";
import { cargo, outputFolder } from "./cross-tools.js";
import { contract } from "./plan.js";

/**
 * @typedef {import("./plan.js").Platform} Platform
 * @typedef {{ readonly fault: string | null, readonly seconds: number }} Step
 */

/** @param {string} triple */
export async function check(triple) {
  return step(triple, await cargo(triple, "check", "-p", "natives"));
}

/**
 * @param {string} triple
 * @param {string} profile
 */
export async function build(triple, profile) {
  return step(triple, await cargo(triple, "build", "-p", "natives", "--profile", profile));
}

/**
 * @param {string} triple
 * @param {import("./cross-tools.js").Outcome} outcome
 * @returns {Step}
 */
function step(triple, { code, output, seconds }) {
  return {
    fault: code === 0 ? null : `cargo cannot compile it for ${triple}:\n${output}`,
    seconds,
  };
}

/**
 * The built library of a platform: what cargo calls it depends on the system. Null: it was not built.
 * @param {Pick<Platform, "triple" | "target">} platform
 * @param {string} profile
 */
export function libraryOf({ triple, target }, profile) {
  const folder =
    triple === null ? join(root, "generated/natives/native") : outputFolder(triple, profile);
  const names =
    triple === null
      ? [`natives.${target.name}.node`]
      : ["libnatives.so", "natives.dll", "libnatives.dylib"];
  return names.map((name) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/**
 * What is wrong with what a binary says about itself; null for nothing.
 * @param {Platform} platform
 * @param {import("../../packages/runtime/dist/binary.js").BinaryInfo} info
 */
export function headerFault({ target }, { damage, platform, arches, libc, stamp }) {
  if (damage !== null) return damage;
  if (platform !== target.platform) return `it is for ${platform}, not ${target.platform}`;
  if (arches.join() !== target.arches.join()) return `it is for ${arches.join(" and ")}`;
  if (libc !== target.libc) return `its C library is ${libc}, not ${target.libc}`;
  if (stamp === null) return "it carries no stamp";
  if (stamp.package !== "@ferrotype/natives") return `its package is ${stamp.package}`;
  return stamp.contract === contract ? null : `its contract is ${stamp.contract}, not ${contract}`;
}
