import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import type { LoadReport } from "./explain/explain.js";
import { loadError, reportOf } from "./explain/explain.js";
import { nodeFacts } from "./facts.js";
import type { Tried } from "./try-places.js";
import { tryPlaces } from "./try-places.js";

/** What came of the searches of this process. */
const searches = /* @__PURE__ */ new WeakMap<AddonTable, Tried>();

/** The addon, wherever it is. Throws a `LoadError`. */
export function loadFully(table: AddonTable): Addon {
  const tried = tryPlaces(table, nodeFacts(table));
  searches.set(table, tried);
  if (tried.addon === null) throw loadError(tried.search, tried.candidates);
  return tried.addon;
}

/** Every candidate with its verdict; loads the one that fits. Never throws. */
export function explainFully(table: AddonTable): readonly Candidate[] {
  return reportOf(tryPlaces(table, nodeFacts(table))).candidates;
}

/** What came of the search for an addon; of one that was loaded without, what would. Never throws. */
export function reportFully(table: AddonTable): LoadReport {
  return reportOf(searches.get(table) ?? tryPlaces(table, nodeFacts(table)));
}
