/**
 * The tools that build and run for other platforms: the folder `shared/cross` beside this repository, or the one that
 * FERROTYPE_CROSS names. Its `targets` file says what they can do for which target of Rust.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { root } from "../root.js";

/** @typedef {{ readonly builds: boolean, readonly runs: string | null }} Ability what is possible for a target here */
/** @typedef {{ readonly code: number | null, readonly output: string, readonly seconds: number }} Outcome */

const folder = resolve(root, process.env["FERROTYPE_CROSS"] ?? "../shared/cross");

/**
 * What can be done for each target of Rust.
 * @returns {ReadonlyMap<string, Ability>}
 */
export function abilities() {
  const file = join(folder, "targets");
  if (!existsSync(file)) {
    throw new Error(`there are no cross tools at ${folder}: set FERROTYPE_CROSS to their folder`);
  }
  const rows = readFileSync(file, "utf8").matchAll(/^([\w-]+-[\w-]+-[\w-]+) +(\S+) +(\S+)$/gmu);
  return new Map(
    [...rows].map(([, triple = "", zig, runner = "-"]) => [
      triple,
      { builds: zig !== "-", runs: runner === "-" ? null : runner },
    ]),
  );
}

/**
 * Downloads what targets need, once.
 * @param {readonly string[]} triples
 */
export async function setUp(triples) {
  const { code, output } = await run([join(folder, "setup"), ...triples], root, process.env);
  if (code !== 0) throw new Error(`the cross tools could not be set up:\n${output}`);
}

/**
 * Cargo for another target: `check` or `build`.
 * @param {string} triple
 * @param {readonly string[]} args
 */
export async function cargo(triple, ...args) {
  const env = triple.endsWith("-darwin")
    ? { ...process.env, ...frameworkFlags(triple) }
    : process.env;
  // Several builds in a row: other work on the machine goes first.
  return run(["nice", "-n", "10", join(folder, "cargo-cross"), triple, ...args], root, env);
}

/** Frameworks of macOS that crates of ours link; zig brings none. */
const frameworks = ["CoreFoundation", "IOKit"];

/**
 * Frameworks without symbols for the linker to find: on a Mac the loader looks the symbols up, as it does those of
 * Node-API.
 * @param {string} triple
 */
function frameworkFlags(triple) {
  const stubs = join(root, "target/platforms/frameworks");
  for (const name of frameworks) {
    const made = join(stubs, `${name}.framework`);
    mkdirSync(made, { recursive: true });
    const lines = [
      "--- !tapi-tbd",
      "tbd-version: 4",
      "targets: [ x86_64-macos, arm64-macos ]",
      `install-name: '/System/Library/Frameworks/${name}.framework/Versions/A/${name}'`,
      "...",
    ];
    writeFileSync(join(made, `${name}.tbd`), `${lines.join("\n")}\n`);
  }
  const variable = `CARGO_TARGET_${triple.toUpperCase().replaceAll("-", "_")}_RUSTFLAGS`;
  return { [variable]: `-L framework=${stubs}` };
}

/**
 * The folder that cargo puts the library of a target into.
 * @param {string} triple
 * @param {string} profile
 */
export function outputFolder(triple, profile) {
  return join(root, "target/cross", triple, profile);
}

/**
 * Node of another target, or of this machine for null.
 * @param {string | null} triple
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
export async function node(triple, args, cwd, env) {
  const program = triple === null ? [process.execPath] : [join(folder, "run-node"), triple];
  return run([...program, ...args], cwd, env);
}

/** Above this a program hangs; qemu needs some seconds for what takes milliseconds natively. */
const timeoutMs = 1_800_000;

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
function run([program = "", ...args], cwd, env) {
  const start = performance.now();
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const end = (/** @type {number | null} */ code) =>
      settle({ code, output, seconds: (performance.now() - start) / 1000 });
    child.on("error", (error) => {
      output += error.message;
      end(null);
    });
    child.on("close", end);
  });
}
