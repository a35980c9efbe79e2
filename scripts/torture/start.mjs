/**
 * A program that starts: places its addon, loads it, mends it if it is damaged, cleans the cache, prints what came of it.
 * The order is that of the loader.
 */
import { createHash } from "node:crypto";
import { readFileSync, readSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * @typedef {object} Result
 * @property {boolean} works the addon was loaded and called
 * @property {string} [path]
 * @property {boolean} [wrote]
 * @property {boolean} [fellBack]
 * @property {boolean} [replaced]
 * @property {boolean} [whole] the file that was handed out has the right content
 * @property {number} [tookMs]
 * @property {string} [error]
 * @property {string} [code]
 * @property {string | null} [advice]
 */

const require = createRequire(import.meta.url);
const given = JSON.parse(process.argv[2] ?? "");
const cache = require(given.cache);
const facts = cache.nodeCacheFacts("FERROTYPE_NATIVES");
const item = { ...given.item, bytes: () => readFileSync(given.source) };

if (given.gated) {
  writeSync(1, "ready\n");
  readSync(0, new Uint8Array(2));
}

/** @type {Result} */
let result = { works: false };
try {
  const began = performance.now();
  const placed = cache.placeInCache(item, facts);
  result = { ...result, ...placed, replaced: false, tookMs: performance.now() - began };
  result.works = load(placed.path);
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const code = /** @type {{ code?: string }} */ (error).code ?? "";
  const advice = result.path === undefined ? null : cache.loadAdvice(text, result.path, facts);
  result = { ...result, error: text, code, advice };
}
writeSync(1, `${JSON.stringify(result)}\n`);

/** @param {string} path */
function load(path) {
  const damaged = createHash("sha256").update(readFileSync(path)).digest("hex") !== item.sha256;
  result.whole = !damaged;
  let addon;
  try {
    addon = require(path);
  } catch (error) {
    const mended = cache.replaceDamaged(item, path, facts);
    if (mended === null) throw error;
    result.replaced = true;
    addon = require(mended);
  }
  cache.removeStale(item, facts, path);
  return typeof addon.getVersion().contract === "string";
}
