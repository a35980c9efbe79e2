import type { Candidate } from "./candidate.js";

/** Why an addon was not loaded. */
export type LoadErrorCode =
  | "ERR_FERROTYPE_DAMAGED"
  | "ERR_FERROTYPE_LOAD_FAILED"
  | "ERR_FERROTYPE_MISSING_EXPORTS"
  | "ERR_FERROTYPE_NOT_CACHED"
  | "ERR_FERROTYPE_NOT_FOUND"
  | "ERR_FERROTYPE_NOT_PERMITTED"
  | "ERR_FERROTYPE_UNSUPPORTED_TARGET"
  | "ERR_FERROTYPE_WRONG_ARCHITECTURE"
  | "ERR_FERROTYPE_WRONG_CONTRACT"
  | "ERR_FERROTYPE_WRONG_LIBC"
  | "ERR_FERROTYPE_WRONG_NODE_API"
  | "ERR_FERROTYPE_WRONG_PACKAGE"
  | "ERR_FERROTYPE_WRONG_PLATFORM"
  | "ERR_FERROTYPE_WRONG_PROCESSOR"
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
    message: string,
    candidates: readonly Candidate[],
    help: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.candidates = candidates;
    this.help = help;
    // The message says all of it already; a printed error would say it three times.
    for (const name of ["candidates", "help", "cause"]) {
      if (name in this) Object.defineProperty(this, name, { enumerable: false });
    }
  }
}
