/**
 * A folder like the one that a package manager leaves, of what was generated and not packed: for targets that our own
 * config does not name. `application.js` makes one of packages.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { globSync } from "../glob-sync.js";
import { root } from "../root.js";

/** @typedef {import("../../packages/runtime/dist/binary.js").Target} Target */

/**
 * A leaf package as it is installed: for which target it says it is, and the binary that lies in it.
 * @typedef {{ readonly target: Target, readonly binary: string, readonly version?: string }} Leaf
 */

const core = join(root, "generated/natives");
const runtime = join(root, "packages/runtime");

/** What users install. */
export const natives = {
  name: "@ferrotype/natives",
  version: String(readJson(join(core, "package.json")).version),
};

/**
 * Makes an application that uses the natives, with these leaf packages.
 * @param {string} folder made anew
 * @param {readonly Leaf[]} leaves
 */
export function layOut(folder, leaves) {
  rmSync(folder, { recursive: true, force: true });
  const modules = join(folder, "node_modules");
  installCore(join(modules, natives.name));
  installRuntime(join(modules, "@ferrotype/runtime"));
  for (const leaf of leaves) installLeaf(modules, leaf);
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  copyFileSync(join(root, "scripts/smoke.js"), join(folder, "smoke.js"));
}

/** @param {string} folder */
function installCore(folder) {
  const manifest = readJson(join(core, "package.json"));
  mkdirSync(folder, { recursive: true });
  for (const file of manifest.files.flatMap((/** @type {string} */ each) => globSync(each, core))) {
    copyFileSync(file, join(folder, basename(file)));
  }
  const binding = readFileSync(join(core, "binding.js"), "utf8");
  const published = binding.replace("workspace: true", "workspace: false");
  if (published === binding) throw new Error("binding.js has no mark of the workspace");
  writeFileSync(join(folder, "binding.js"), published);
  writeJson(join(folder, "package.json"), {
    ...manifest,
    dependencies: { "@ferrotype/runtime": natives.version },
  });
}

/** @param {string} folder */
function installRuntime(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(runtime, "dist"), join(folder, "dist"), { recursive: true });
  copyFileSync(join(runtime, "package.json"), join(folder, "package.json"));
}

/**
 * @param {string} modules
 * @param {Leaf} leaf
 */
function installLeaf(modules, { target, binary, version = natives.version }) {
  const name = `${natives.name}-${target.name}`;
  const file = `natives.${target.name}.node`;
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(binary, join(folder, file));
  writeJson(join(folder, "package.json"), {
    name,
    version,
    type: "module",
    exports: { ".": `./${file}`, "./package.json": "./package.json" },
    files: [file],
    os: [target.platform],
    cpu: target.arches,
    ...(target.libc === null ? {} : { libc: [target.libc === "gnu" ? "glibc" : target.libc] }),
  });
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/**
 * @param {string} path
 * @param {object} value
 */
function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
