import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import { nodeFacts } from "./facts.js";
import { loadWith, tryPlaces } from "./try-places.js";

/** The addon, wherever it is. Throws a `LoadError`. */
export function loadFully(table: AddonTable): Addon {
  return loadWith(table, nodeFacts());
}

/** Every candidate with its verdict; loads the one that fits. Never throws. */
export function explainFully(table: AddonTable): readonly Candidate[] {
  return tryPlaces(table, nodeFacts(), true).candidates;
}
