import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate, Finding, Place } from "./candidate.js";
import { examineAddon, examineFile } from "./examine.js";
import type { Examined } from "./examine.js";
import { cacheFinding, loadError, loadFinding, warnOfSettings } from "./explain/explain.js";
import { levelOfAddon } from "./cpu/cpu-level.js";
import type { AskAddon } from "./cpu/variant.js";
import { hostTargets, processorFault, tooNewTargets } from "./cpu/variant.js";
import type { Facts } from "./facts.js";
import { places } from "./places.js";
import type { Search } from "./search.js";
import { homeOf } from "./search.js";

/** What a search came to. */
export interface Tried {
  readonly search: Search;
  /** Null: none fits. */
  readonly addon: Addon | null;
  /** Up to the one that was loaded. */
  readonly candidates: readonly Candidate[];
  /** Looks at those after the one that was loaded, without loading them. */
  readonly rest: () => readonly Candidate[];
}

/** `loadAddon` in a given world, without memory. */
export function loadWith(table: AddonTable, facts: Facts): Addon {
  const { addon, search, candidates } = tryPlaces(table, facts);
  if (addon !== null) return addon;
  throw loadError(search, candidates);
}

/** Tries one place after the other until one fits. */
export function tryPlaces(table: AddonTable, facts: Facts): Tried {
  // Windows does not tell what the processor can do; a binary for all of them does.
  const ask: AskAddon = (host) => levelOfAddon(tryFor(searchFor(table, facts, host, ask)).addon);
  const search = searchFor(table, facts, hostTargets(table, facts, ask), ask);
  warnOfSettings(search);
  return tryFor(search);
}

function searchFor(
  table: AddonTable,
  facts: Facts,
  host: readonly string[],
  ask: AskAddon,
): Search {
  return {
    table,
    facts,
    host,
    home: homeOf(table, facts),
    tooNew: () => tooNewTargets(table, facts, host, ask),
    processorFault: (needed) => processorFault(table, facts, needed, ask),
  };
}

function tryFor(search: Search): Tried {
  const left = places(search);
  const candidates: Candidate[] = [];
  for (let next = left.next(); next.done !== true; next = left.next()) {
    const { addon, path, finding } = tryPlace(search, next.value);
    if (addon === null) {
      candidates.push(candidateOf(next.value, path, finding));
      continue;
    }
    const detail = addon["__ferrotype"] === undefined ? "it carries no stamp" : "";
    candidates.push({ source: next.value.source, path, verdict: "loaded", detail });
    return { search, addon, candidates, rest: () => restOf(search, left) };
  }
  return { search, addon: null, candidates, rest: () => [] };
}

function restOf(search: Search, left: Iterable<Place>): readonly Candidate[] {
  return Array.from(left, (place) => {
    // What is embedded is no file yet.
    const embedded = place.source === "executable" && place.item !== undefined;
    const finding = embedded ? null : examineFile(search, place).finding;
    return candidateOf(place, place.path, finding);
  });
}

/** A candidate as it is shown. */
function candidateOf({ source }: Place, path: string, finding: Finding | null): Candidate {
  return { source, path, ...(finding ?? { verdict: "also fits", detail: "" }) };
}

interface Attempt {
  readonly addon: Addon | null;
  /** Of the file in the cache, for what is loaded from there. */
  readonly path: string;
  readonly finding: Finding | null;
}

function tryPlace(search: Search, place: Place): Attempt {
  const { cache } = search.facts;
  const { item } = place;
  let { path } = place;
  let examined: Examined = { finding: null, stamped: false };
  if (place.source !== "executable" || item === undefined) {
    examined = examineFile(search, place);
    if (refuses(search, path, examined.finding)) return { addon: null, path, ...examined };
  }
  if (item === undefined) return load(search, path, examined);
  try {
    path = cache.place(item);
  } catch (error) {
    return { addon: null, ...cacheFinding(error, path) };
  }
  const copy = tryCopy(search, place, path);
  if (copy.addon !== null) {
    cache.tidy(item, copy.path);
    return copy;
  }
  const mended = isRepairable(copy) ? cache.replace(item, path) : null;
  if (mended === null) return copy;
  const again = tryCopy(search, place, mended);
  if (again.addon !== null) cache.tidy(item, mended);
  return again;
}

/** Only the content of the file can be the reason, or that it is gone since. */
function isRepairable({ finding }: Attempt): boolean {
  const verdicts = [
    "damaged",
    "failed to load",
    "not found",
    "wrong architecture",
    "wrong platform",
  ];
  return verdicts.includes(finding?.verdict ?? "");
}

function tryCopy(search: Search, place: Place, path: string): Attempt {
  const examined = examineFile(search, place, path);
  if (refuses(search, path, examined.finding)) return { addon: null, path, ...examined };
  return load(search, path, examined);
}

function load(search: Search, path: string, { finding: known, stamped }: Examined): Attempt {
  let addon: unknown;
  try {
    addon = search.facts.require(path, search.home);
    if (!isAddon(addon)) throw new TypeError("it exports no object");
  } catch (error) {
    return { addon: null, path, finding: loadFinding(error) };
  }
  const finding = examineAddon(search, addon, stamped && known === null);
  return refuses(search, path, finding)
    ? { addon: null, path, finding }
    : { addon, path, finding: null };
}

function isAddon(exports: unknown): exports is Addon {
  return typeof exports === "object" && exports !== null;
}

/** A finding stands, unless it is a mismatch and the user says so: then it is a warning. */
function refuses(search: Search, path: string, finding: Finding | null): boolean {
  if (finding === null) return false;
  const { table, facts, warned } = search;
  const name = `${table.envPrefix}_ALLOW_MISMATCH`;
  const mismatch = ["wrong version", "wrong contract", "missing exports"];
  if (facts.env[name] !== "1" || !mismatch.includes(finding.verdict)) return true;
  const text = `${name} is set: loading ${path} although ${finding.detail}`;
  if (warned !== true) facts.warn(text, "FERROTYPE_MISMATCH");
  search.warned = true;
  return false;
}
