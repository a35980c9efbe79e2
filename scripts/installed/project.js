/** A project as a user begins it, and what is run in it. */
import { execFile } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { core, version } from "./packages.js";

/** @typedef {import("./managers.js").Manager} Manager */

/**
 * What all projects share.
 * @typedef {object} Ground
 * @property {string} folder
 * @property {string} bin
 * @property {string} url of the registry
 */

/** What the user wrote. */
const main = `import { listDirectory } from "@ferrotype/natives/fs";
const entries = await listDirectory(".");
console.log("ran " + [...entries].some(({ path }) => path.endsWith("main.js")));
`;

/** Tells the error of it in whole. */
const ask = `import("./main.js").catch(({ code, message, help }) => {
  console.log(JSON.stringify({ code, message, help }));
  process.exitCode = 1;
});
`;

export class Project {
  /** @type {string} */ folder;
  /** @type {string} */ name;
  /** @type {Ground} */ #ground;
  /** @type {string} */ #key;
  /** @type {Manager} */ #manager;

  /**
   * Makes it, without dependencies.
   * @param {Ground} ground
   * @param {string} key of the manager
   * @param {Manager} manager
   * @param {string} name
   */
  constructor(ground, key, manager, name) {
    this.#ground = ground;
    this.#key = key;
    this.#manager = manager;
    this.name = name;
    this.folder = join(ground.folder, "projects", key, name);
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    this.write("package.json", `${JSON.stringify({ private: true, type: "module" })}\n`);
    this.write("main.js", main);
    this.write("ask.js", ask);
    this.settle({});
  }

  /** @param {string} file @param {string} text */
  write(file, text) {
    writeFileSync(join(this.folder, file), text);
  }

  /**
   * Writes the settings of the manager, and these besides.
   * @param {Readonly<Record<string, string>>} more
   */
  settle(more) {
    const { url } = this.#ground;
    const yarn = `npmRegistryServer: "${url}"\nunsafeHttpWhitelist: ["127.0.0.1"]\nenableTelemetry: false\nnpmMinimalAgeGate: 0\n`;
    const all = [{ ".npmrc": `registry=${url}\n` }, this.#manager.files, more];
    if (this.#key.startsWith("yarn4")) all.unshift({ ".yarnrc.yml": yarn });
    const files = new Set(all.flatMap((each) => Object.keys(each)));
    for (const file of files) rmSync(join(this.folder, file), { force: true });
    for (const [file, text] of all.flatMap((each) => Object.entries(each))) {
      appendFileSync(join(this.folder, file), text);
    }
  }

  /** Takes settings back that a project need not have. @param {Readonly<Record<string, string>>} more */
  unsettle(more) {
    for (const file of Object.keys(more)) rmSync(join(this.folder, file), { force: true });
    this.settle({});
  }

  /** Asks for the package, without installing it. @param {object} [more] what else stands in package.json */
  depend(more = {}) {
    const manifest = { private: true, type: "module", dependencies: { [core]: version }, ...more };
    this.write("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
  }

  /**
   * Runs a command of the shell in it; throws with what it said where it fails.
   * @param {string} command
   */
  async run(command) {
    const { status, output } = await this.#shell(command);
    if (status !== 0) throw new Error(`\`${command}\` fails with ${status}\n${output}`);
    return output;
  }

  /**
   * Imports the package.
   * @returns {Promise<{ ran: true } | { ran: false, code: string, message: string, help: string }>}
   */
  async import() {
    const { output } = await this.#shell(`${this.#manager.node} ask.js`);
    if (output.includes("ran true")) return { ran: true };
    const told = output.split("\n").find((line) => line.startsWith("{"));
    if (told === undefined) throw new Error(`the import neither runs nor tells why\n${output}`);
    return { ran: false, ...JSON.parse(told) };
  }

  /** @param {string} file */
  has(file) {
    return existsSync(join(this.folder, file));
  }

  /**
   * @param {string} command
   * @returns {Promise<{ status: number, output: string }>}
   */
  #shell(command) {
    const { folder, bin } = this.#ground;
    const own = join(folder, this.#key.slice(0, "yarn1".length));
    const home = join(folder, "home");
    mkdirSync(home, { recursive: true });
    const env = {
      PATH: `${own}:${bin}:${process.env["PATH"] ?? ""}`,
      HOME: home,
      YARN_CACHE_FOLDER: join(home, `${this.#key}-cache`),
      npm_config_update_notifier: "false",
      npm_config_audit: "false",
      npm_config_fund: "false",
      // What was published a moment ago is installed all the same.
      pnpm_config_minimum_release_age: "0",
    };
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, timeout: 240_000, maxBuffer: 1 << 26 };
      execFile("/bin/sh", ["-c", command], options, (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ status, output: `${stdout}\n${stderr}` });
      });
    });
  }
}
