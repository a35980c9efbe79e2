import type { Candidate, Verdict } from "./candidate.js";
/** Why an addon was not loaded. */
export type LoadErrorCode = "ERR_FERROTYPE_DAMAGED" | "ERR_FERROTYPE_LOAD_FAILED" | "ERR_FERROTYPE_MISSING_EXPORTS" | "ERR_FERROTYPE_NOT_FOUND" | "ERR_FERROTYPE_NOT_PERMITTED" | "ERR_FERROTYPE_UNSUPPORTED_TARGET" | "ERR_FERROTYPE_WRONG_ARCHITECTURE" | "ERR_FERROTYPE_WRONG_CONTRACT" | "ERR_FERROTYPE_WRONG_LIBC" | "ERR_FERROTYPE_WRONG_PACKAGE" | "ERR_FERROTYPE_WRONG_PLATFORM" | "ERR_FERROTYPE_WRONG_VERSION";
/** No candidate could be loaded. The message says which were tried, what was wrong with each, and what to do. */
export declare class LoadError extends Error {
    readonly name: string;
    readonly code: LoadErrorCode;
    /** All that was tried, in order. */
    readonly candidates: readonly Candidate[];
    /** What to do. */
    readonly help: string;
    constructor(code: LoadErrorCode, headline: string, candidates: readonly Candidate[], help: string);
}
/** The code for a verdict. */
export declare function codeOf(verdict: Exclude<Verdict, "also fits" | "loaded">): LoadErrorCode;
