import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Files that fit a pattern whose segments are names or hold `*`; sorted, absolute. Missing folders give nothing.
 * (`fs.globSync` comes with Node 22.)
 * @param {string} pattern
 * @param {string} from
 * @returns {string[]}
 */
export function globSync(pattern, from) {
  const [segment = "", ...rest] = pattern.split("/");
  const fits = new RegExp(`^${segment.split("*").map(escape).join("[^/]*")}$`, "u");
  /** @type {import("node:fs").Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(from, { withFileTypes: true });
  } catch {
    return [];
  }
  const names = entries
    .filter((entry) => fits.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return names.flatMap((entry) => {
    const path = join(from, entry.name);
    if (rest.length === 0) return [path];
    return entry.isFile() ? [] : globSync(rest.join("/"), path);
  });
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
}
