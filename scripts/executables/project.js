/** A project as a user has it: the packed core and leaf of the natives in `node_modules`, and the tools. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { root } from "../root.js";
import { readRecipe } from "./recipe.js";

/**
 * Packs the natives once, for all projects; gives the folder.
 * @param {string} folder
 */
export async function packNatives(folder) {
  const args = [join(root, "codegen/bin/ferrotype.js"), "pack", "--partial", "--quiet"];
  await run(process.execPath, [...args, "--out", folder], root, process.env);
  return folder;
}

/**
 * Lays out a project.
 * @param {string} folder
 * @param {string} packed
 * @param {{ readonly imports: string }} recipe
 */
export function makeProject(folder, packed, { imports }) {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@ferrotype"), { recursive: true });
  mkdirSync(join(modules, ".bin"));
  for (const name of ["natives", "natives-linux-x64-gnu"]) {
    const target = join(modules, "@ferrotype", name);
    cpSync(join(packed, `ferrotype-${name}`), target, { recursive: true });
  }
  const runtime = join(modules, "@ferrotype/runtime");
  mkdirSync(runtime);
  for (const part of ["package.json", "dist"]) {
    cpSync(join(root, "packages/runtime", part), join(runtime, part), { recursive: true });
  }
  symlinkSync(join(root, "codegen/bin/ferrotype.js"), join(modules, ".bin/ferrotype"));
  for (const tool of ["esbuild", "postject"]) {
    symlinkSync(join(root, "node_modules/.bin", tool), join(modules, ".bin", tool));
  }
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "main.js"), imports + program());
}

function program() {
  return readFileSync(join(root, "scripts/executables/program.js"), "utf8");
}

/**
 * What a recipe makes.
 * @typedef {object} Built
 * @property {string} executable
 * @property {string | null} bare the same program without its binary; null where it cannot be made
 * @property {string} binary the binary that it lacks
 */

/**
 * Follows a recipe in a new project.
 * @param {object} request
 * @param {string} request.recipe
 * @param {string} request.folder new folder of the project
 * @param {string} request.packed
 * @param {Readonly<Record<string, string>>} request.programs what `node`, `bun` … are while it builds
 * @returns {Promise<Built>}
 */
export async function buildExecutable({ recipe: name, folder, packed, programs }) {
  const recipe = readRecipe(name);
  makeProject(folder, packed, recipe);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [command, path] of Object.entries(programs)) symlinkSync(path, join(bin, command));
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
  const leaf = "node_modules/@ferrotype/natives-linux-x64-gnu/natives.linux-x64-gnu.node";
  const binary = join(folder, leaf);
  const app = join(folder, "app");
  let last = "";
  for (const step of recipe.steps) {
    if ("config" in step) writeFileSync(join(folder, "sea-config.json"), step.config);
    else {
      last = step.commands;
      if (last.startsWith("deno compile")) {
        return { executable: writeDenoLauncher(folder, programs), bare: null, binary };
      }
      await run("sh", ["-e", "-c", last], folder, env);
    }
  }
  const executable = join(folder, "app-whole");
  renameSync(app, executable);
  writeFileSync(join(folder, "main.js"), program());
  for (const step of recipe.steps.filter((each) => "config" in each)) {
    const config = JSON.stringify({ ...JSON.parse(step.config), assets: {} });
    writeFileSync(join(folder, "sea-config.json"), config);
  }
  await run("sh", ["-e", "-c", last], folder, env);
  return { executable, bare: app, binary };
}

/**
 * `deno compile` wants a program that only a download gives: instead of it, the program as it is, run by Deno.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} programs
 */
function writeDenoLauncher(folder, { deno = "" }) {
  const launcher = join(folder, "app");
  const own = join(folder, "deno");
  copyFileSync(deno, own);
  chmodSync(own, 0o755);
  // Anybody may run it, and write to Deno's own cache.
  mkdirSync(join(folder, "deno-cache"));
  for (const path of [join(folder, "deno-cache"), folder]) chmodSync(path, 0o777);
  const command = `${own} run --allow-all ${join(folder, "main.js")}`;
  writeFileSync(launcher, `#!/bin/sh\nDENO_DIR=${join(folder, "deno-cache")} exec ${command}\n`);
  return launcher;
}

/**
 * Runs a command to its end; what it printed is shown only where it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
async function run(command, args, cwd, env) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Buffer[]} */
  const printed = [];
  child.stdout.on("data", (chunk) => printed.push(chunk));
  child.stderr.on("data", (chunk) => printed.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) {
    throw new Error(
      `${[command, ...args].join(" ")}: ${code}\n${Buffer.concat(printed).toString()}`,
    );
  }
}
