/**
 * `pnpm platforms [target …]`: the natives on every platform that they are published for, as far as this machine can
 * go: type-checked, built, read, and run in an installed application. docs/platforms.md says what that proves.
 * `--profile NAME` builds in another profile than release; `--built` takes what was built before; `--verbose` shows what
 * every program printed.
 */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { build, check, headerFault, libraryOf } from "./platforms/compile.js";
import { setUp } from "./platforms/cross-tools.js";
import { packNatives } from "./platforms/application.js";
import { planPlatforms } from "./platforms/plan.js";
import { failed, hasFailed, none, notBuilt, ok, renderTable } from "./platforms/table.js";
import { tryScenarios } from "./platforms/try-scenarios.js";
import { prepare } from "./prepare.js";
import { root } from "./root.js";

/**
 * @typedef {import("./platforms/plan.js").Platform} Platform
 * @typedef {import("./platforms/table.js").Cell} Cell
 * @typedef {import("./platforms/table.js").Column} Column
 * @typedef {{ readonly platform: Platform, readonly cells: Record<Column, Cell>, binary: string | null }} Result
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: "string", default: "release" },
    built: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

if (!(await prepare())) process.exit(1);
const { inspectBinary, libcOfExecutable, targets, targetsOf } =
  await import("../packages/runtime/dist/binary.js");
const { platform: system, arch, execPath } = process;
const platforms = planPlatforms(
  targets,
  targetsOf(system, arch, () => libcOfExecutable(execPath)),
);
const names = platforms.map(({ target }) => target.name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no target ${unknown.join(", ")}; there are ${names.join(", ")}`);
  process.exit(2);
}
// This machine's own addon is there already, and a foreign leaf for the others.
const chosen = platforms.filter(
  ({ target, triple }) =>
    positionals.length === 0 || positionals.includes(target.name) || triple === null,
);

/** @type {readonly Result[]} */
const results = chosen.map((platform) => ({
  platform,
  cells: { checked: none, built: none, read: none, run: none, refused: none },
  binary: null,
}));
const triples = chosen.flatMap(({ triple, checked, builds }) => [
  ...(triple !== null && builds ? [triple] : []),
  ...(checked === null ? [] : [checked]),
]);
if (!values.built) await setUp(triples);
for (const result of results) await compile(result);
const packages = await packBinaries();
for (const result of results) await tryOut(result, packages);
console.log(
  `\n${renderTable(results.map(({ platform, cells }) => ({ target: platform.target.name, cells })))}`,
);
process.exitCode = hasFailed(results.map(({ cells }) => cells)) ? 1 : 0;

/** @param {Result} result */
async function compile(result) {
  const { platform, cells } = result;
  const { target, triple, checked, builds, standsIn } = platform;
  if (checked !== null && !values.built) {
    const { fault, seconds } = await check(checked);
    cells.checked = note(target.name, "checked", fault, seconds);
  }
  if (!builds) return;
  if (triple !== null && !values.built) {
    const { fault, seconds } = await build(triple, values.profile);
    cells.built = note(target.name, standsIn ? `built as ${triple}` : "built", fault, seconds);
    if (standsIn && fault === null) cells.built = ok(`as ${triple}`);
    // What compiles to machine code has been checked.
    if (!standsIn) cells.checked = fault === null ? ok("yes") : none;
    if (fault !== null) return;
  }
  const path = libraryOf(platform, values.profile);
  if (path === null) {
    // Without --built, cargo has just said that it is there; and this machine's own is the core of every trial.
    cells.built = notBuilt(!values.built || triple === null || positionals.includes(target.name));
    console.log(`${target.name}: ${cells.built.text}`);
    return;
  }
  const fault = headerFault(platform, inspectBinary(path, target.arches[0]));
  cells.read = note(target.name, "header and stamp read", fault, null);
  if (fault === null) result.binary = path;
}

/** The packages as they are published, from all that was built; the stand-in for Windows goes under its name. */
async function packBinaries() {
  const work = join(root, "target/platforms");
  const folder = join(work, "binaries");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { platform, binary } of results) {
    if (binary !== null) copyFileSync(binary, join(folder, `natives.${platform.target.name}.node`));
  }
  return packNatives(folder, join(work, "packages"));
}

/**
 * @param {Result} result
 * @param {import("./platforms/application.js").Packages} packed
 */
async function tryOut({ platform, cells, binary }, packed) {
  const { target, runner } = platform;
  if (runner === null || binary === null) return;
  const others = results.flatMap(({ platform: other, binary: path }) =>
    path === null || path === binary ? [] : [{ target: other.target, binary: path }],
  );
  const counts = { right: 0, refused: 0 };
  await tryScenarios(platform, binary, others, packed, ({ kind, name, fault, output }) => {
    const column = kind === "right" ? "run" : "refused";
    if (values.verbose || fault !== null) console.log(output);
    const cell = note(target.name, name, fault, null);
    counts[kind] += 1;
    if (cells[column].state !== "failed") {
      cells[column] = fault === null ? ok(`${counts[kind]}`) : cell;
    }
  });
  if (cells.run.state === "ok") cells.run = ok(`${counts.right} by ${runner}`);
}

/**
 * One line while it goes, and what the table says of it.
 * @param {string} target
 * @param {string} what
 * @param {string | null} fault
 * @param {number | null} seconds
 * @returns {Cell}
 */
function note(target, what, fault, seconds) {
  const time = seconds === null ? "" : `, ${seconds.toFixed(0)} s`;
  console.log(`${target}: ${what}${time}${fault === null ? "" : `: FAILED: ${fault}`}`);
  return fault === null ? ok("yes") : failed(what);
}
