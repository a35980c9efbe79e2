import type { Candidate } from "../candidate.js";
import type { LoadErrorCode } from "../load-error.js";
import { LoadError } from "../load-error.js";
import type { Search } from "../search.js";
import { helpFor } from "./help.js";

/** The error for candidates that all failed. The one that was there, if any, decides what is said. */
export function loadError(search: Search, candidates: readonly Candidate[]): LoadError {
  const { table, facts, host } = search;
  const decisive = decisiveOf(search, candidates);
  const system = host[0]?.replace(VARIANT, "") ?? `${facts.platform}-${facts.arch}`;
  const headline = `Cannot load the native addon of ${table.package} ${table.version} on ${system}.`;
  const help = helpFor(search, decisive);
  const lines = candidates.map(
    ({ source, path, verdict, detail }) =>
      `\n  ${sources[source]} ${path}\n    ${verdict}${detail === "" ? "" : `: ${detail}`}`,
  );
  const tried = lines.length === 0 ? "" : `\nTried:${lines.join("")}`;
  const cause = (decisive ?? candidates[0])?.error;
  return new LoadError(codeOf(decisive), `${headline}${tried}\n${help}`, candidates, help, cause);
}

/** A system is not called by what its processor can do. */
const VARIANT = /-(?:modern|baseline)$/u;

/** The candidate that came closest; null where there cannot be one. */
function decisiveOf({ table, host }: Search, candidates: readonly Candidate[]): Candidate | null {
  const first = (...wanted: readonly Candidate["source"][]): Candidate | undefined =>
    candidates.find(({ source }) => wanted.includes(source));
  const present = candidates.find(({ verdict }) => verdict !== "not found");
  if (present !== undefined) return present;
  const only = first("environment", "executable") ?? (table.workspace ? first("workspace") : null);
  const published = host.some((target) => table.targets.includes(target));
  return only ?? (published ? first("leaf", "cache") : null) ?? null;
}

function codeOf(decisive: Candidate | null): LoadErrorCode {
  if (decisive === null) return "ERR_FERROTYPE_UNSUPPORTED_TARGET";
  const { verdict } = decisive;
  if (verdict === "failed to load") return "ERR_FERROTYPE_LOAD_FAILED";
  return `ERR_FERROTYPE_${verdict.toUpperCase().replace(/\W/gu, "_")}` as LoadErrorCode;
}

const sources: Readonly<Record<Candidate["source"], string>> = {
  environment: "environment",
  executable: "embedded in the executable",
  beside: "beside the executable",
  leaf: "leaf package",
  cache: "cached copy of",
  workspace: "local build",
};
