import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
/**
 * The exports of the addon that `table` describes; found, compared and loaded once in a process.
 * Throws a `LoadError`.
 */
export declare function loadAddon(table: AddonTable): Addon;
/** Every candidate with its verdict; loads the one that fits, as `loadAddon` would. Never throws. */
export declare function explainLoad(table: AddonTable): readonly Candidate[];
