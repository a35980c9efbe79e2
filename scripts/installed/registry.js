/** A registry of npm packages on this machine that knows ours alone: verdaccio, without an uplink. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { read, run } from "../fetch-npm.js";
import { root } from "../root.js";
import { runtime } from "../runtimes.js";

const VERSION = "6.10.4";
const INTEGRITY =
  "sha512-2XjsxiH/ZYWjefbVLY854mo+lz1M14mdhx/tI1278aVXN/D9dTflpw0T6w1oi6WChMLhRogTnz8blL36Ys/dhQ==";
const START_MS = 120_000;

/**
 * @typedef {object} Registry
 * @property {string} url ends in a slash
 * @property {() => void} stop
 */

/**
 * Starts one that is empty and takes packages from everybody.
 * @param {string} folder new folder for all that it keeps
 * @returns {Promise<Registry>}
 */
export async function startRegistry(folder) {
  const program = fetchVerdaccio();
  const node = await runtime("node22");
  mkdirSync(folder, { recursive: true });
  const url = `http://127.0.0.1:${await freePort()}/`;
  const config = join(folder, "config.yaml");
  writeFileSync(
    config,
    `storage: ${join(folder, "storage")}
auth:
  htpasswd:
    file: ${join(folder, "htpasswd")}
uplinks: {}
packages:
  "**":
    access: $all
    publish: $all
max_body_size: 200mb
web:
  enable: false
log: { type: stdout, format: pretty, level: warn }
listen: ${url}
`,
  );
  const server = spawn(node, [program, "--config", config], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
  });
  let words = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (chunk) => (words = `${words}${chunk}`.slice(-4000)));
  }
  const stop = () => void server.kill();
  const end = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > end) {
      stop();
      throw new Error(`verdaccio does not start\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, stop };
}

/** Installs it once, without scripts; gives the path of its program. */
function fetchVerdaccio() {
  const home = join(root, `target/runtimes/verdaccio@${VERSION}`);
  const program = join(home, "node_modules/verdaccio/bin/verdaccio");
  if (existsSync(program)) return program;
  mkdirSync(join(root, "target/runtimes"), { recursive: true });
  const arrival = mkdtempSync(join(root, "target/runtimes/arrival-"));
  try {
    const manifest = {
      private: true,
      dependencies: { verdaccio: VERSION },
      // It asks for this by a tag, which not every mirror has.
      overrides: { "node-fetch": "2.6.7" },
    };
    writeFileSync(join(arrival, "package.json"), JSON.stringify(manifest));
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], arrival);
    const lock = JSON.parse(read(join(arrival, "package-lock.json")) ?? "{}");
    if (lock.packages["node_modules/verdaccio"].integrity !== INTEGRITY) {
      throw new Error(`verdaccio@${VERSION} is not what scripts/installed/registry.js has pinned`);
    }
    try {
      renameSync(arrival, home);
    } catch (error) {
      // Another caller was first.
      if (!existsSync(program)) throw error;
    }
  } finally {
    rmSync(arrival, { recursive: true, force: true });
  }
  return program;
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(`${url}-/ping`)).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
