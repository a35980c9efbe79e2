/**
 * `pnpm matrix [--short]`: the smoke suite on every runtime that we speak of, and with Node's permissions. Prints a
 * table and ends with 1 where something failed. `--short`: the host's Node and Bun alone.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

import { root } from "./root.js";
import { runtime } from "./runtimes.js";

/** @typedef {import("./runtimes.d.ts").RuntimeName} RuntimeName */

/**
 * @typedef {object} Cell
 * @property {RuntimeName | "host"} runtime
 * @property {string} mode
 * @property {readonly string[]} args
 * @property {RegExp} expected what it prints when all is well
 * @property {number} status
 */

const smoke = join(root, "scripts/smoke.js");
const importing = join(root, "scripts/import-denied.js");
const works = /: all modules work$/mu;
const files = ["--allow-fs-read=*", "--allow-fs-write=*"];
/** @type {readonly Cell[]} */
const cells = [
  plain("host", [smoke]),
  plain("node20", [smoke]),
  plain("node22", [smoke]),
  plain("node24", [smoke]),
  plain("node26", [smoke]),
  plain("bun", [smoke]),
  plain("deno", ["run", "-A", smoke]),
  {
    runtime: "deno",
    mode: "no --allow-ffi: says so",
    args: ["run", "--allow-read", "--allow-env", "--allow-sys", importing],
    expected: /^ERR_FERROTYPE_NOT_PERMITTED .*--allow-ffi/mu,
    status: 3,
  },
  .../** @type {const} */ (["node22", "node24", "node26"]).flatMap((name) => {
    const flags = ["--permission", ...files];
    const refusal = /^ERR_FERROTYPE_NOT_PERMITTED .*--allow-addons/mu;
    return [
      {
        ...plain(name, [...flags, "--allow-addons", "--allow-worker", smoke]),
        mode: "--permission --allow-addons",
      },
      {
        runtime: name,
        mode: "--permission, no addons: says so",
        args: [...flags, importing],
        expected: refusal,
        status: 3,
      },
    ];
  }),
];

/**
 * @param {RuntimeName | "host"} name
 * @param {readonly string[]} args
 * @returns {Cell}
 */
function plain(name, args) {
  return { runtime: name, mode: "smoke suite", args, expected: works, status: 0 };
}

/**
 * Runs a cell; the result is null where all is as expected.
 * @param {Cell} cell
 * @param {string} program
 */
async function failureOf({ args, expected, status }, program) {
  const run = await output(program, args);
  if (run.status === status && expected.test(run.text)) return null;
  return `it ended with ${run.status}:\n${run.text}`;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{ status: number | string | null, text: string }>}
 */
function output(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const timer = setTimeout(() => child.kill("SIGKILL"), 120_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => (text += chunk));
    }
    child.on("error", reject);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status: status ?? signal, text });
    });
  });
}

const short = process.argv.includes("--short");
const asked = cells.filter(({ runtime: name }) => !short || name === "host" || name === "bun");
let failed = 0;
for (const cell of asked) {
  const program = cell.runtime === "host" ? process.execPath : await runtime(cell.runtime);
  const { text } = await output(program, ["--version"]);
  const version = text.split("\n")[0]?.replace(/^v|^deno | \(.*/gu, "") ?? "";
  const start = performance.now();
  const failure = await failureOf(cell, program);
  if (failure !== null) failed += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const row = [cell.runtime.padEnd(7), version.padEnd(9), cell.mode.padEnd(34)];
  console.log(`${row.join("")}${failure === null ? "ok" : "FAILED"}, ${seconds} s`);
  if (failure !== null) console.log(failure.replaceAll(/^/gmu, "    "));
}
console.log(`\n${asked.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
