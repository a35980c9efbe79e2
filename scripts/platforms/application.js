/** A folder like the one that a package manager leaves: the natives, the runtime and leaf packages in node_modules. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

import { root } from "../root.js";

/**
 * A leaf package as it is installed; `binary` stands in it for the one that was packed.
 * @typedef {{ readonly target: string, readonly binary?: string }} Leaf
 */

/**
 * The packages that an application can have, by their targets; the core by null.
 * @typedef {ReadonlyMap<string | null, { readonly name: string, readonly folder: string }>} Packages
 */

const programs = join(root, "scripts/platforms/programs");

/**
 * Packs the binaries in a folder as they are published.
 * @param {string} binaries
 * @param {string} out
 * @returns {Promise<Packages>}
 */
export async function packNatives(binaries, out) {
  const { pack } = await import("../../codegen/dist/index.js");
  rmSync(out, { recursive: true, force: true });
  const [packed] = await pack({
    config: join(root, "ferrotype.config.ts"),
    binaries,
    out,
    partial: true,
  });
  return new Map(
    (packed?.packages ?? []).map(({ name, target, folder }) => [
      target,
      { name, folder: join(out, folder) },
    ]),
  );
}

/**
 * Makes an application that uses the natives, with these leaf packages.
 * @param {string} folder made anew
 * @param {Packages} packages
 * @param {readonly Leaf[]} leaves
 */
export function makeApplication(folder, packages, leaves) {
  rmSync(folder, { recursive: true, force: true });
  const modules = join(folder, "node_modules");
  install(modules, packages, null);
  const runtime = join(modules, "@ferrotype/runtime");
  mkdirSync(runtime, { recursive: true });
  cpSync(join(root, "packages/runtime/dist"), join(runtime, "dist"), { recursive: true });
  copyFileSync(join(root, "packages/runtime/package.json"), join(runtime, "package.json"));
  for (const { target, binary } of leaves) {
    const leaf = install(modules, packages, target);
    if (binary !== undefined) replaceBinary(leaf, binary);
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  // Tells the loader whose commands to name: the lock file of this repository lies above.
  writeFileSync(join(folder, "package-lock.json"), "{}\n");
  copyFileSync(join(root, "scripts/smoke.js"), join(folder, "smoke.js"));
  for (const name of readdirSync(programs)) copyFileSync(join(programs, name), join(folder, name));
}

/**
 * @param {string} modules
 * @param {Packages} packages
 * @param {string | null} target
 */
function install(modules, packages, target) {
  const found = packages.get(target);
  if (found === undefined) throw new Error(`nothing was packed for ${target}`);
  const folder = join(modules, found.name);
  cpSync(found.folder, folder, { recursive: true });
  return folder;
}

/**
 * As if the leaf had been published with this binary.
 * @param {string} leaf
 * @param {string} binary
 */
function replaceBinary(leaf, binary) {
  const path = join(leaf, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const sha256 = createHash("sha256").update(readFileSync(binary)).digest("hex");
  const ferrotype = { ...manifest.ferrotype, sizeBytes: statSync(binary).size, sha256 };
  copyFileSync(binary, join(leaf, manifest.ferrotype.file));
  writeFileSync(path, `${JSON.stringify({ ...manifest, ferrotype }, null, 2)}\n`);
}
