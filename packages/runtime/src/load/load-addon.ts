/**
 * Finds and loads the binary of a generated package. May import `binary/`.
 *
 * Invariant: nothing is loaded that its header or stamp speaks against, and what is found out about a candidate is
 * kept: an error shows all of it.
 */
import { loader } from "../rarely.js";
import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import { quickLoad } from "./quick/quick-load.js";

const loaded = /* @__PURE__ */ new Map<string, Addon>();

/**
 * The exports of the addon that `table` describes; found, compared and loaded once in a process.
 * Throws a `LoadError`.
 */
export function loadAddon(table: AddonTable): Addon {
  const key = `${table.package}@${table.version}#${table.contract}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const addon = quickLoad(table) ?? loader().loadFully(table);
  loaded.set(key, addon);
  return addon;
}

/** Every candidate with its verdict; loads the one that fits, as `loadAddon` would. Never throws. */
export function explainLoad(table: AddonTable): readonly Candidate[] {
  return loader().explainFully(table);
}
