import type { Candidate, Verdict } from "./candidate.js";

/** Why an addon was not loaded. */
export type LoadErrorCode =
  | "ERR_FERROTYPE_DAMAGED"
  | "ERR_FERROTYPE_LOAD_FAILED"
  | "ERR_FERROTYPE_MISSING_EXPORTS"
  | "ERR_FERROTYPE_NOT_FOUND"
  | "ERR_FERROTYPE_NOT_PERMITTED"
  | "ERR_FERROTYPE_UNSUPPORTED_TARGET"
  | "ERR_FERROTYPE_WRONG_ARCHITECTURE"
  | "ERR_FERROTYPE_WRONG_CONTRACT"
  | "ERR_FERROTYPE_WRONG_LIBC"
  | "ERR_FERROTYPE_WRONG_PACKAGE"
  | "ERR_FERROTYPE_WRONG_PLATFORM"
  | "ERR_FERROTYPE_WRONG_VERSION";

/** No candidate could be loaded. The message says which were tried, what was wrong with each, and what to do. */
export class LoadError extends Error {
  override readonly name: string = "LoadError";
  readonly code: LoadErrorCode;
  /** All that was tried, in order. */
  readonly candidates: readonly Candidate[];
  /** What to do. */
  readonly help: string;

  constructor(
    code: LoadErrorCode,
    headline: string,
    candidates: readonly Candidate[],
    help: string,
  ) {
    const cause = candidates.find((candidate) => candidate.error !== undefined)?.error;
    super(render(headline, candidates, help), cause === undefined ? undefined : { cause });
    this.code = code;
    this.candidates = candidates;
    this.help = help;
    // The message says all of it already; a printed error would say it three times.
    for (const name of ["candidates", "help", "cause"]) {
      if (name in this) Object.defineProperty(this, name, { enumerable: false });
    }
  }
}

/** The code for a verdict. */
export function codeOf(verdict: Exclude<Verdict, "also fits" | "loaded">): LoadErrorCode {
  switch (verdict) {
    case "not found":
      return "ERR_FERROTYPE_NOT_FOUND";
    case "not permitted":
      return "ERR_FERROTYPE_NOT_PERMITTED";
    case "damaged":
      return "ERR_FERROTYPE_DAMAGED";
    case "wrong platform":
      return "ERR_FERROTYPE_WRONG_PLATFORM";
    case "wrong architecture":
      return "ERR_FERROTYPE_WRONG_ARCHITECTURE";
    case "wrong libc":
      return "ERR_FERROTYPE_WRONG_LIBC";
    case "wrong package":
      return "ERR_FERROTYPE_WRONG_PACKAGE";
    case "wrong version":
      return "ERR_FERROTYPE_WRONG_VERSION";
    case "wrong contract":
      return "ERR_FERROTYPE_WRONG_CONTRACT";
    case "missing exports":
      return "ERR_FERROTYPE_MISSING_EXPORTS";
    case "failed to load":
      return "ERR_FERROTYPE_LOAD_FAILED";
  }
}

const sources = { environment: "environment", leaf: "leaf package", workspace: "local build" };

function render(headline: string, candidates: readonly Candidate[], help: string): string {
  const lines = candidates.map(
    ({ source, path, verdict, detail }) =>
      `  ${sources[source]} ${path}\n    ${verdict}${detail === "" ? "" : `: ${detail}`}`,
  );
  const tried = lines.length === 0 ? "" : `\nTried:\n${lines.join("\n")}`;
  return `${headline}${tried}\n${help}`;
}
