/** Brings pinned packages from npm into a folder; what is there already is taken as it is, what arrives is compared first. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** @typedef {import("./fetch-npm.d.ts").NpmPin} NpmPin */

/** Why something cannot be had; shown without a stack. */
export class FetchError extends Error {}

/**
 * Where a package lies in a cache.
 * @param {string} cache
 * @param {NpmPin} pin
 */
export function packageFolder(cache, { spec }) {
  return join(cache, "npm", spec.replaceAll("/", "+"));
}

/**
 * @param {string} cache
 * @param {readonly NpmPin[]} pins
 */
export function fetchNpm(cache, pins) {
  const missing = pins.filter(
    (pin) => read(`${packageFolder(cache, pin)}.integrity`) !== pin.integrity,
  );
  if (missing.length === 0) return;
  mkdirSync(cache, { recursive: true });
  // A folder of its own: others may fetch at the same time.
  const arrivals = mkdtempSync(join(cache, "arrivals-"));
  try {
    run("npm", ["pack", ...missing.map(({ spec }) => spec), "--pack-destination", arrivals], cache);
    const tarballs = new Map(
      readdirSync(arrivals).map((name) => [
        integrityOf(join(arrivals, name)),
        join(arrivals, name),
      ]),
    );
    for (const pin of missing) {
      const tarball = tarballs.get(pin.integrity);
      if (tarball === undefined) {
        throw new FetchError(`${pin.spec}: no tarball that npm brought has the pinned integrity`);
      }
      unpack(tarball, packageFolder(cache, pin));
      writeFileSync(`${packageFolder(cache, pin)}.integrity`, pin.integrity);
    }
  } finally {
    rmSync(arrivals, { recursive: true, force: true });
  }
}

/** @param {string} file */
function integrityOf(file) {
  return `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
function unpack(tarball, folder) {
  const unpacked = `${tarball}.unpacked`;
  mkdirSync(unpacked);
  run("tar", ["xzf", tarball, "-C", unpacked, "--strip-components=1"], dirname(tarball));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function run(program, args, cwd) {
  mkdirSync(cwd, { recursive: true });
  const result = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (result.status === 0) return;
  const words = `${result.stderr ?? ""}${result.error?.message ?? ""}`
    .split("\n")
    .filter((line) => line !== "" && !/^npm (?:warn|error {2,}|error$)/u.test(line))
    .slice(0, 8)
    .join("\n");
  throw new FetchError(
    `${program} ${args.slice(0, 2).join(" ")} failed; what is not cached needs the network\n${words}`,
  );
}

/**
 * Null where it cannot be read.
 * @param {string} path
 */
export function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
