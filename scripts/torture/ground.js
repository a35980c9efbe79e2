/**
 * The ground for torture: the cache of the runtime as one file, the built addon and the program that starts, in a folder
 * that every user can read.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { root } from "../root.js";

/** A user who is not root, and nobody that anything belongs to. */
export const NOBODY = 65534;

/**
 * @typedef {object} Outcome
 * @property {string} trial
 * @property {number} tried
 * @property {readonly string[]} failures
 * @property {string} seen
 */

/** @typedef {Awaited<ReturnType<typeof layGround>>} Ground */

/**
 * @typedef {object} Start
 * @property {number | null} status
 * @property {NodeJS.Signals | null} signal
 * @property {import("./start.js").Result | null} result
 * @property {readonly string[]} warnings of the cache
 * @property {string} stderr
 */

/** Makes the ground; `clear` removes it with all that was left there. */
export async function layGround() {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-torture-"));
  chmodSync(folder, 0o755);
  const cache = join(folder, "cache.cjs");
  const program = join(folder, "start.mjs");
  /** @type {import("esbuild").BuildOptions} */
  const shared = { bundle: true, platform: "node", target: "node20", logLevel: "warning" };
  const sources = join(root, "packages/runtime/src/load/cache/cache.ts");
  await build({ ...shared, entryPoints: [sources], outfile: cache, format: "cjs" });
  const entry = join(root, "scripts/torture/start.js");
  await build({ ...shared, entryPoints: [entry], outfile: program, format: "esm" });
  const { getVersion } = await import("@ferrotype/natives");
  const { version, contract } = getVersion();
  const native = join(root, "generated/natives/native");
  const host = `natives.${process.platform}-${process.arch}`;
  const fileName = readdirSync(native).find((name) => name.startsWith(host)) ?? `${host}.node`;
  const target = fileName.slice("natives.".length, -".node".length);
  const bytes = readFileSync(join(native, fileName));
  const source = join(folder, fileName);
  const archive = join(folder, `${fileName}.gz`);
  const packed = gzipSync(bytes, { level: 1 });
  writeFileSync(source, bytes);
  writeFileSync(archive, packed);
  for (const file of [cache, program, source, archive]) chmodSync(file, 0o644);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = { target, fileName, sizeBytes: bytes.length, sha256 };
  const item = { package: "@ferrotype/natives", version, ...file };
  const manifest = {
    format: 1,
    package: item.package,
    version,
    algorithm: 1,
    contract,
    files: [{ ...file, archive, archiveBytes: packed.length }],
  };
  /** Where the file is, below a folder for caches. */
  const inCache = join(
    "ferrotype",
    "@ferrotype+natives",
    `${version}-${target}-${sha256.slice(0, 16)}`,
    fileName,
  );
  // A Node in somebody's home is not for others.
  let node = process.execPath;
  if (spawnSync(node, ["--version"], { uid: NOBODY, gid: NOBODY }).status !== 0) {
    node = join(folder, "node");
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
  }
  let count = 0;
  return {
    folder,
    cache,
    program,
    node,
    source,
    bytes,
    item,
    manifest,
    inCache,
    /**
     * A new folder, of a user.
     * @param {number} [uid]
     */
    newFolder(uid) {
      const made = join(folder, `f${(count += 1)}`);
      mkdirSync(made, { mode: 0o755 });
      if (uid !== undefined) chownSync(made, uid, uid);
      return made;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Starts a program whose addon is in the cache or goes there.
 * @param {Ground} ground
 * @param {{
 *   env: Record<string, string>,
 *   uid?: number,
 *   wrap?: readonly string[],
 *   gate?: (open: () => void, kill: () => void) => void,
 * }} options `wrap`: a command that runs the program; `gate`: called when it is ready to place the addon
 * @returns {Promise<Start>}
 */
export function start({ node, program, manifest }, { env, uid, wrap = [], gate }) {
  const given = JSON.stringify({ manifest, gated: gate !== undefined });
  const [command, ...args] = [...wrap, node, program, given];
  const child = spawn(command, args, {
    // Of the environment only what a test says, so that nobody's settings count.
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let stdout = "";
  let stderr = "";
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (/** @type {Buffer} */ text) => {
    stdout += text.toString();
    if (gate !== undefined && stdout === "ready\n") {
      stdout += "\n";
      gate(
        () => child.stdin.end("go"),
        () => child.kill("SIGKILL"),
      );
    }
  });
  child.stderr.on("data", (/** @type {Buffer} */ text) => (stderr += text.toString()));
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (status, signal) => {
      const line = /^\{.*\}$/mu.exec(stdout)?.[0];
      const result = line === undefined ? null : JSON.parse(line);
      const warnings = [...stderr.matchAll(/\[FERROTYPE_CACHE\] FerrotypeWarning: (.*)/gu)].map(
        ([, text = ""]) => text,
      );
      settle({ status, signal, result, warnings, stderr });
    });
  });
}

/**
 * Why a start did not end with the addon loaded; null: it did.
 * @param {Start} started
 */
export function fault({ status, signal, result, stderr }) {
  if (status === 0 && result?.works === true) return null;
  const end = signal === null ? `exit code ${status}` : signal;
  return `${end}: ${result?.error ?? (stderr.trim() || "nothing printed")}`;
}

/**
 * Runs jobs, so many at once.
 * @template T
 * @param {readonly (() => Promise<T>)[]} jobs
 * @param {number} atOnce
 * @returns {Promise<T[]>}
 */
export async function inTurns(jobs, atOnce) {
  /** @type {T[]} */
  const results = [];
  const left = [...jobs.entries()];
  const hand = async () => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) {
      results[job[0]] = await job[1]();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return results;
}
