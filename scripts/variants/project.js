/** An application with leaf packages for CPU variants, and what its natives load from. */
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { layOut } from "../platforms/layout.js";
import { root } from "../root.js";

const here = join(root, "scripts/variants");

/**
 * @param {string} folder made anew
 * @param {Readonly<Record<string, string>>} binaries by target
 * @param {readonly import("../../packages/runtime/dist/binary.js").Target[]} targets all that there are
 */
export function layVariants(folder, binaries, targets) {
  const leaves = Object.entries(binaries).map(([name, binary]) => {
    const target = targets.find((each) => each.name === name);
    if (target === undefined) throw new Error(`${name} is no target`);
    return { target, binary };
  });
  layOut(folder, leaves);
  const binding = join(folder, "node_modules/@ferrotype/natives/binding.js");
  const published = JSON.stringify(Object.keys(binaries));
  const text = readFileSync(binding, "utf8");
  const changed = text.replace(/targets: \[[^\]]*\]/u, `targets: ${published}`);
  if (changed === text) throw new Error("binding.js lists no targets");
  writeFileSync(binding, changed);
  copyFileSync(join(here, "probe.js"), join(folder, "probe.js"));
}

/**
 * Loads the natives of the application in a process of their own.
 * @param {string} folder
 * @param {{ readonly cpuinfo?: string, readonly env?: Readonly<Record<string, string>>, readonly program?: string }} [world]
 *   text of `/proc/cpuinfo`, the real one by default
 * @returns {import("./project.d.ts").Probed}
 */
export function probe(folder, { cpuinfo, env = {}, program = process.execPath } = {}) {
  const fake = join(folder, "cpuinfo.txt");
  if (cpuinfo !== undefined) writeFileSync(fake, cpuinfo);
  const args = ["--require", join(here, "fake-cpuinfo.cjs"), join(folder, "probe.js")];
  const run = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, FAKE_CPUINFO: cpuinfo === undefined ? "" : fake, ...env },
  });
  if (run.status !== 0) {
    throw new Error(`the probe ended with ${run.status ?? run.signal}:\n${run.stderr}`);
  }
  return { ...JSON.parse(run.stdout), stderr: run.stderr };
}
