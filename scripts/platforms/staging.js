/**
 * On Windows a DLL in use cannot be replaced, so the loader copies the leaf's into its cache and loads the copy. What
 * is tried of that: where the copy lies, that the leaf is free, that the copy is taken again, and mended.
 */
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadedFault } from "./scenarios.js";

/** @typedef {import("../../packages/runtime/dist/binary.js").Target} Target */

/**
 * @param {Target} target
 * @param {string} triple
 * @param {string} folder
 * @returns {readonly import("./scenarios.js").Scenario[]}
 */
export function stagingScenarios(target, triple, folder) {
  const local = join(folder, "local");
  const leaves = [{ target: target.name }];
  const leaf = `@ferrotype/natives-${target.name}`;
  // Wine shows this machine's files as drive Z.
  const env = { FERROTYPE_NATIVES_CACHE_DIR: `Z:${local.replaceAll("/", "\\")}` };
  const long = new Date("2020-01-01");
  const copied = () => copies(local, target);
  const loaded = (/** @type {string} */ output) => loadedFault(output, target);
  const written = (/** @type {string} */ path) => statSync(path).mtime.getTime() !== long.getTime();
  return [
    {
      name: "the copy in a cache that the environment names",
      kind: "right",
      leaves,
      program: ["probe.js"],
      env,
      before: () => rmSync(local, { recursive: true, force: true }),
      fault: (output) =>
        loaded(output) ?? (copied().length === 1 ? null : `copies: ${copied().join(", ")}`),
    },
    {
      name: "the copy is taken again",
      kind: "right",
      leaves,
      program: ["probe.js"],
      env,
      before: () => utimesSync(copied()[0] ?? "", long, long),
      fault: (output) => loaded(output) ?? (copied().some(written) ? "it was written anew" : null),
    },
    {
      name: "a copy that is spoiled is mended",
      kind: "right",
      leaves,
      program: ["probe.js"],
      env,
      before: () => {
        const [path = ""] = copied();
        writeFileSync(path, readFileSync(path).fill(0, 0, 4096));
        utimesSync(path, long, long);
      },
      fault: (output) => loaded(output) ?? (copied().every(written) ? null : "it is as it was"),
    },
    {
      name: "the leaf is replaced while its copy is in use",
      kind: "right",
      leaves,
      program: ["replace.js", leaf],
      env,
      fault: (output) =>
        output.includes(`leaf renamed, removed, written; ${triple} still answers`) ? null : output,
    },
    {
      name: "without a copy the leaf is locked",
      kind: "right",
      leaves,
      program: ["replace.js", leaf],
      env: { FERROTYPE_NATIVES_PATH: `node_modules/${leaf}/natives.${target.name}.node` },
      // Windows lets a DLL in use be renamed, and no more.
      fault: (output) => (/leaf renamed, (?:EPERM|EBUSY);/u.test(output) ? null : output),
    },
  ];
}

/**
 * @param {string} local
 * @param {Target} target
 */
function copies(local, { name }) {
  return readdirSync(local, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`natives.${name}.node`))
    .map((path) => join(local, path));
}
