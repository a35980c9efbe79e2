/** Where a candidate comes from; further sources (executable, cache) come in here. */
export type CandidateSource = "environment" | "leaf" | "workspace";
/** What became of a candidate. */
export type Verdict = 
/** It is the one. */
"loaded"
/** It fits, but one before it does too. */
 | "also fits" | "not found" | "not permitted" | "damaged" | "wrong platform" | "wrong architecture" | "wrong libc" | "wrong package" | "wrong version" | "wrong contract" | "missing exports" | "failed to load";
/** A file that was looked at, or a leaf package that was looked for. */
export interface Candidate {
    readonly source: CandidateSource;
    /** Of the file; for a leaf package that is not installed, its name. */
    readonly path: string;
    readonly verdict: Verdict;
    /** What was found, as a sentence; empty where the verdict says it all. */
    readonly detail: string;
    readonly error?: unknown;
}
/** Where to look: a file, or a reason why there is none. */
export interface Place {
    readonly source: CandidateSource;
    readonly path: string;
    /** A leaf package that could not be resolved, and why. */
    readonly unresolved?: unknown;
    /** Version of the leaf package, for binaries that do not carry their own; asked only then. */
    readonly packageVersion?: () => string | null;
}
