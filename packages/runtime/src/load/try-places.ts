import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import type { Finding } from "./examine.js";
import { candidateOf, examineAddon, examineFile, loadFinding } from "./examine.js";
import type { Facts } from "./facts.js";
import { helpFor } from "./help.js";
import { codeOf, LoadError } from "./load-error.js";
import { hostTargets, places } from "./places.js";

/** `loadAddon` in a given world, without memory. */
export function loadWith(table: AddonTable, facts: Facts): Addon {
  const { addon, candidates } = tryPlaces(table, facts, false);
  if (addon !== null) return addon;
  throw loadError(table, facts, candidates);
}

/** Tries one place after the other; `all`: also those after the one that fits, without loading them. */
export function tryPlaces(
  table: AddonTable,
  facts: Facts,
  all: boolean,
): { readonly addon: Addon | null; readonly candidates: readonly Candidate[] } {
  const candidates: Candidate[] = [];
  const pass = mismatchGate(table, facts);
  let addon: Addon | null = null;
  for (const place of places(table, facts)) {
    const { source, path } = place;
    const { finding, stamped } = examineFile(table, facts, place);
    const refused = pass(path, finding);
    if (refused !== null) {
      candidates.push(candidateOf(place, refused));
      continue;
    }
    if (addon !== null) {
      candidates.push({ source, path, verdict: "also fits", detail: "" });
      continue;
    }
    const attempt = load(table, facts, path, stamped && finding === null);
    const late = attempt.addon === null ? attempt.finding : pass(path, attempt.finding);
    if (late !== null) {
      candidates.push(candidateOf(place, late));
      continue;
    }
    addon = attempt.addon;
    const detail = addon?.["__ferrotype"] === undefined ? "it carries no stamp" : "";
    candidates.push({ source, path, verdict: "loaded", detail });
    if (!all) break;
  }
  return { addon, candidates };
}

function load(
  table: AddonTable,
  facts: Facts,
  path: string,
  fits: boolean,
): { readonly addon: Addon | null; readonly finding: Finding | null } {
  try {
    const addon = facts.require(path, table.from);
    if (!isAddon(addon)) throw new TypeError("it exports no object");
    return { addon, finding: examineAddon(table, hostTargets(facts), addon, fits) };
  } catch (error) {
    return { addon: null, finding: loadFinding(error) };
  }
}

function isAddon(exports: unknown): exports is Addon {
  return typeof exports === "object" && exports !== null;
}

/** Lets mismatches pass where the user says so, with one warning. */
function mismatchGate(
  table: AddonTable,
  facts: Facts,
): (path: string, found: Finding | null) => Finding | null {
  const name = `${table.envPrefix}_ALLOW_MISMATCH`;
  let warned = false;
  return (path, found) => {
    if (found === null || !found.mismatch || facts.env[name] !== "1") return found;
    if (!warned) {
      facts.warn(`${name} is set: loading ${path} although ${found.detail}`, "FERROTYPE_MISMATCH");
    }
    warned = true;
    return null;
  };
}

/** The error for candidates that all failed. The one that was there, if any, decides what is said. */
function loadError(table: AddonTable, facts: Facts, candidates: readonly Candidate[]): LoadError {
  const host = hostTargets(facts);
  const present = candidates.find(({ verdict }) => verdict !== "not found");
  const published = host.some((target) => table.targets.includes(target));
  const fallBack =
    published || table.workspace
      ? (candidates.find(({ source }) => table.workspace || source === "leaf") ?? candidates[0])
      : candidates.find(({ source }) => source === "environment");
  const decisive = present ?? fallBack ?? null;
  const verdict = decisive?.verdict;
  const code =
    verdict === undefined || verdict === "loaded" || verdict === "also fits"
      ? "ERR_FERROTYPE_UNSUPPORTED_TARGET"
      : codeOf(verdict);
  const system = host[0] ?? `${facts.platform}-${facts.arch}`;
  const headline = `Cannot load the native addon of ${table.package} ${table.version} on ${system}.`;
  return new LoadError(code, headline, candidates, helpFor(table, facts, decisive));
}
