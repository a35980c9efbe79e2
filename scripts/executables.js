/**
 * `pnpm executables [name …]`: real single-file executables of a program that uses the natives, built as
 * docs/executables.md says, and what each has to stand. Prints a table.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildExecutable, packNatives } from "./executables/project.js";
import { bareScenarios, runScenario, scenarios } from "./executables/scenarios.js";
import { prepare } from "./prepare.js";
import { runtime } from "./runtimes.js";

/** @type {Readonly<Record<string, { recipe: string, program: "node" | "bun" | "deno", runtime: import("./runtimes.d.ts").RuntimeName }>>} */
const kinds = {
  bun: { recipe: "bun", program: "bun", runtime: "bun" },
  node22: { recipe: "node-sea", program: "node", runtime: "node22" },
  node24: { recipe: "node-sea", program: "node", runtime: "node24" },
  node26: { recipe: "node26-sea", program: "node", runtime: "node26" },
  deno: { recipe: "deno", program: "deno", runtime: "deno" },
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => kinds[name] === undefined);
if (unknown !== undefined) {
  console.error(`no executable "${unknown}"; there are ${Object.keys(kinds).join(", ")}`);
  process.exit(2);
}
if (!(await prepare())) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), "ferrotype-executables-"));
// Deno runs the program where it is, and as another user.
chmodSync(folder, 0o755);
let failures = 0;
try {
  const packed = await packNatives(join(folder, "packed"));
  for (const name of asked.length === 0 ? Object.keys(kinds) : asked) {
    const kind = kinds[name];
    if (kind === undefined) continue;
    const programs = { [kind.program]: await runtime(kind.runtime) };
    const request = { recipe: kind.recipe, folder: join(folder, name), packed, programs };
    const built = await tell(name, "build", () => buildExecutable(request));
    if (built === null) continue;
    const { executable, bare, binary } = built;
    for (const [what, scenario] of Object.entries(scenarios)) {
      await tell(name, what, () => runScenario(scenario, executable, binary));
    }
    if (bare === null) continue;
    for (const [what, scenario] of Object.entries(bareScenarios)) {
      await tell(name, what, () => runScenario(scenario, bare, binary));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "all passed" : `${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;

/**
 * Runs one cell of the table and prints its row; null where it failed.
 * @template T
 * @param {string} name
 * @param {string} what
 * @param {() => Promise<T>} work
 */
async function tell(name, what, work) {
  const start = performance.now();
  const row = `${name.padEnd(8)}${what.padEnd(26)}`;
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`${row}ok      ${seconds()}`);
    return result;
  } catch (error) {
    failures += 1;
    const text = error instanceof Error ? error.message : String(error);
    console.log(`${row}failed  ${seconds()}\n${text}`);
    return null;
  }
}
