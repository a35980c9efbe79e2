/**
 * A program with the addon inside, as `ferrotype embed` makes it, that starts: bundled into one file, it loads the addon
 * by the real loader, which has to put it into the cache, calls it, and prints what came of it.
 */
import { readFileSync, readSync, writeSync } from "node:fs";

import { registerEmbedded } from "@ferrotype/runtime";

/**
 * @typedef {object} Result
 * @property {boolean} works the addon was loaded and called
 * @property {string} path of the file that is loaded; empty where none is
 * @property {number} tookMs
 * @property {string} [error]
 * @property {string} [code]
 */

const { manifest, gated } = JSON.parse(process.argv[2] ?? "");
registerEmbedded(manifest);
if (gated) {
  writeSync(1, "ready\n");
  readSync(0, new Uint8Array(2));
}

const began = performance.now();
/** @type {Result} */
let result = { works: false, path: "", tookMs: 0 };
try {
  const { getVersion } = await import("@ferrotype/natives");
  result.works = getVersion().contract === manifest.contract;
  result.tookMs = performance.now() - began;
  result.path = /\S*\.node$/mu.exec(readFileSync("/proc/self/maps", "utf8"))?.[0] ?? "";
} catch (error) {
  const { message, code } = /** @type {{ message: string, code?: string }} */ (error);
  result = { ...result, error: message, code: code ?? "" };
}
writeSync(1, `${JSON.stringify(result)}\n`);
