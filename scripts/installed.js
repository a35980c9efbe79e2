/**
 * `pnpm installed [manager …|--short]`: our packages published to a registry on this machine, installed by every package manager
 * as users do it, and the ways in which that goes wrong: what the loader says of each is done, and then it runs. Prints a
 * table; docs/ship.md says what each line is. The short form: npm, that it runs, and one failure.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { failures } from "./installed/failures.js";
import { managers, providePrograms } from "./installed/managers.js";
import { publishAll } from "./installed/packages.js";
import { startRegistry } from "./installed/registry.js";
import { runDoctor, runFailure, runSuccess } from "./installed/run-case.js";
import { prepare } from "./prepare.js";
import { root } from "./root.js";

const isShort = process.argv[2] === "--short";
const asked = isShort ? ["npm"] : process.argv.slice(2);
const names = asked.length === 0 ? Object.keys(managers) : asked;
const unknown = asked.find((name) => managers[name] === undefined);
if (unknown !== undefined) {
  console.error(`no manager "${unknown}"; there are ${Object.keys(managers).join(", ")}`);
  process.exit(2);
}
if (!(await prepare())) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), "ferrotype-installed-"));
let faults = 0;
try {
  const registry = await startRegistry(join(folder, "registry"));
  try {
    await publishAll({ folder, url: registry.url, isShort });
    const ground = { folder, bin: await providePrograms(folder, names), url: registry.url };
    for (const name of names) {
      const manager = managers[name];
      if (manager !== undefined) await runManager(ground, name, manager);
    }
  } finally {
    registry.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(faults === 0 ? "no faults" : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

/**
 * @param {import("./installed/project.js").Ground} ground
 * @param {string} name
 * @param {import("./installed/managers.js").Manager} manager
 */
async function runManager(ground, name, manager) {
  const show = (
    /** @type {string} */ title,
    /** @type {import("./installed/run-case.js").Outcome} */ { verdict, detail },
  ) => {
    if (verdict === "FAULT") faults += 1;
    const text = detail.replaceAll(folder, "").replaceAll("\n", "\n    ");
    console.log(`${manager.title.padEnd(21)} ${title.padEnd(28)} ${verdict.padEnd(6)} ${text}`);
  };
  show("installs", await runSuccess(ground, name, manager));
  const [first] = failures;
  if (isShort && first !== undefined) {
    show(first.title, await runFailure(ground, name, manager, first));
    return;
  }
  const program = join(root, "codegen/bin/ferrotype.js");
  show("ferrotype doctor", await runDoctor(ground, name, manager, program));
  for (const failure of failures) {
    show(failure.title, await runFailure(ground, name, manager, failure));
  }
}
