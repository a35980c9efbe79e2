/** Runs what is tried on one platform, each in an application of its own. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";
import { node } from "./cross-tools.js";
import { layOut } from "./layout.js";
import { scenarios } from "./scenarios.js";

/**
 * @typedef {import("./plan.js").Platform} Platform
 * @typedef {import("./scenarios.js").Built} Built
 * @typedef {{ readonly kind: "right" | "refused", readonly name: string, readonly fault: string | null, readonly output: string }} Tried
 */

/**
 * @param {Platform} platform
 * @param {string} binary
 * @param {readonly Built[]} others
 * @param {(tried: Tried) => void} report
 */
export async function tryScenarios({ target, triple }, binary, others, report) {
  const folder = join(root, "target/platforms", target.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const list = scenarios({ target, binary }, triple ?? target.triple, others, (name) =>
    join(folder, name),
  );
  const app = join(folder, "application");
  for (const { name, kind, leaves, program, fault } of list) {
    layOut(app, leaves);
    const { code, output } = await node(triple, [program], app, environment());
    const ended = code === 0 || program === "probe.js" ? null : `it ended with ${code}`;
    report({ kind, name, fault: fault(output) ?? ended, output });
  }
}

/** Without the settings that the loader reads: what a person who runs this has set is not tried here. */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:FERROTYPE_|npm_config_)/u.test(name)),
  );
}
