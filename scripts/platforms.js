/**
 * `pnpm platforms [target …]`: the natives on every platform that they are published for, as far as this machine can
 * go: type-checked, built, read, and run in an installed application. docs/platforms.md says what that proves.
 * `--profile NAME` builds in another profile than release; `--built` takes what was built before; `--verbose` shows what
 * every program printed.
 */
import { parseArgs } from "node:util";

import { build, check, headerFault, libraryOf } from "./platforms/compile.js";
import { setUp } from "./platforms/cross-tools.js";
import { planPlatforms } from "./platforms/plan.js";
import { failed, hasFailed, none, ok, renderTable } from "./platforms/table.js";
import { tryScenarios } from "./platforms/try-scenarios.js";
import { prepare } from "./prepare.js";

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
await setUp(chosen.flatMap(({ triple, checked }) => (triple === null ? [] : [triple, ...checked])));
for (const result of results) await compile(result);
for (const result of results) await tryOut(result);
console.log(
  `\n${renderTable(results.map(({ platform, cells }) => ({ target: platform.target.name, cells })))}`,
);
process.exitCode = hasFailed(results.map(({ cells }) => cells)) ? 1 : 0;

/** @param {Result} result */
async function compile(result) {
  const { platform, cells } = result;
  const { target, triple, checked, builds, standsIn } = platform;
  for (const each of values.built ? [] : checked) {
    const { fault, seconds } = await check(each);
    cells.checked = note(target.name, "checked", fault, seconds);
  }
  if (!builds) return;
  if (triple !== null && !values.built) {
    const { fault, seconds } = await build(triple, values.profile);
    cells.built = note(target.name, standsIn ? `built as ${triple}` : "built", fault, seconds);
    if (fault !== null) return;
  }
  const path = libraryOf(platform, values.profile);
  const fault = headerFault(platform, inspectBinary(path, target.arches[0]));
  cells.read = note(target.name, "header and stamp read", fault, null);
  if (fault === null) result.binary = path;
}

/** @param {Result} result */
async function tryOut({ platform, cells, binary }) {
  const { target, runner } = platform;
  if (runner === null || binary === null) return;
  const others = results.flatMap(({ platform: other, binary: path }) =>
    path === null || path === binary ? [] : [{ target: other.target, binary: path }],
  );
  const counts = { right: 0, refused: 0 };
  await tryScenarios(platform, binary, others, ({ kind, name, fault, output }) => {
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
