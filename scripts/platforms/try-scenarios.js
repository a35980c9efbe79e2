/** Runs what is tried on one platform, each in an application of its own. */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";
import { node } from "./cross-tools.js";
import { makeApplication } from "./application.js";
import { scenarios } from "./scenarios.js";

/**
 * @typedef {import("./plan.js").Platform} Platform
 * @typedef {import("./application.js").Packages} Packages
 * @typedef {import("./scenarios.js").Built} Built
 * @typedef {{ readonly kind: "right" | "refused", readonly name: string, readonly fault: string | null, readonly output: string }} Tried
 */

/**
 * @param {Platform} platform
 * @param {string} binary
 * @param {readonly Built[]} others
 * @param {Packages} packages
 * @param {(tried: Tried) => void} report
 */
export async function tryScenarios({ target, triple, runner }, binary, others, packages, report) {
  const folder = join(root, "target/platforms", target.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const app = join(folder, "application");
  const env = { ...environment(), ...(runner === "wine" ? wineLocale(folder) : {}) };
  for (const each of scenarios({ target, binary }, triple ?? target.triple, others, folder)) {
    const { name, kind, leaves, program, fault } = each;
    makeApplication(app, packages, leaves);
    each.before?.();
    const { code, output } = await node(triple, program, app, { ...env, ...each.env });
    const found = code === 0 ? fault(output) : `it ended with ${code}`;
    report({ kind, name, fault: found, output });
  }
}

/** Without the settings that the loader reads: what a person who runs this has set is not tried here. */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:FERROTYPE_|npm_)/u.test(name)),
  );
}

/**
 * In its own C locale, wine refuses names of files beyond ASCII, to Node as to us. Its root has no other locale, and it
 * sees no /usr but its own, so it gets a copy.
 * @param {string} folder
 */
function wineLocale(folder) {
  const copy = join(folder, "locale");
  cpSync("/usr/lib/locale/C.utf8", join(copy, "C.utf8"), { recursive: true });
  return { LOCPATH: copy, LC_ALL: "C.UTF-8" };
}
