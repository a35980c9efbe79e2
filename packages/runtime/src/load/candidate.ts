import type { CacheItem } from "./cache/cache.js";

/**
 * Where a candidate comes from: `<PREFIX>_PATH`; what is embedded in the executable; a file next to the executable;
 * a leaf package; the copy of a leaf in the cache; a build in the working tree.
 */
export type CandidateSource =
  "environment" | "executable" | "beside" | "leaf" | "cache" | "workspace";

/** What became of a candidate. */
export type Verdict =
  /** It is the one. */
  | "loaded"
  /** It fits, but one before it does too. */
  | "also fits"
  | "not found"
  | "not permitted"
  /** It could not be put into the cache. */
  | "not cached"
  | "damaged"
  | "wrong platform"
  | "wrong architecture"
  | "wrong processor"
  | "wrong libc"
  | "wrong Node-API"
  | "wrong package"
  | "wrong version"
  | "wrong contract"
  | "missing exports"
  | "failed to load";

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
  /** What could not be resolved, and why. */
  readonly unresolved?: unknown;
  /** Why this processor cannot run it. */
  readonly tooNew?: string;
  /** Version of the leaf package, for binaries that do not carry their own; asked only then. */
  readonly packageVersion?: () => string | null;
  /** What is put into the cache and loaded from there; `path` is where it comes from. */
  readonly item?: CacheItem;
}

/** What is wrong with a place. */
export interface Finding {
  readonly verdict: Exclude<Verdict, "also fits" | "loaded">;
  readonly detail: string;
  readonly error?: unknown;
}
