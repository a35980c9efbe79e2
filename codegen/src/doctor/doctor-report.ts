/**
 * `ferrotype doctor`: what would be loaded here, and why; for a person, and for a bug report.
 *
 * Invariant: the real loader of the package decides, in a process of its own. Nothing here knows its rules, and nothing
 * is written but a file for what that process has to say.
 */
import type { BinaryStamp } from "@ferrotype/runtime/binary";

/** What `doctor` found out about one package. */
export interface DoctorReport {
  readonly package: PackageFacts;
  readonly loads: boolean;
  /** Null: it loads. */
  readonly failure: Failure | null;
  readonly host: HostFacts;
  /** What was tried, in order; the loader's own words. */
  readonly candidates: readonly CandidateFacts[];
  /** The leaf package that is loaded, or the one that should be; null where no target of the package runs here. */
  readonly leaf: LeafFacts | null;
  /** Variant of the binary that is loaded. */
  readonly variant: string | null;
  /** Settings of the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Variables that begin like settings and are none. */
  readonly unknownSettings: readonly string[];
  /** Settings that change nothing, each with the reason. */
  readonly ignoredSettings: readonly string[];
  /** Null where there is no place for a cache, or nothing is known of it. */
  readonly cache: CacheState | null;
}

export interface PackageFacts {
  readonly name: string;
  readonly version: string | null;
  readonly folder: string;
  readonly installedBy: string | null;
  /** The package stands in the workspace that builds it. */
  readonly workspace: boolean;
  /** It lies where it is generated, and nobody installed it. */
  readonly isBuiltHere: boolean;
  readonly contract: { readonly algorithm: number; readonly hash: string } | null;
  readonly runtime: { readonly version: string | null; readonly folder: string } | null;
  /** Targets that are published. */
  readonly targets: readonly string[];
}

export interface LeafFacts {
  readonly name: string;
  readonly isInstalled: boolean;
  /** Null: it is not installed, or its package.json is damaged. */
  readonly version: string | null;
  /** Its binary has the SHA-256 that its package.json tells; null: one of the two is not there. */
  readonly isIntact: boolean | null;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  /** What to do; empty where the message says it. */
  readonly help: string;
}

export interface HostFacts {
  readonly platform: string;
  readonly arch: string;
  readonly libc: string | null;
  /** `Node.js 24.1.0`. */
  readonly runtime: string;
  /** Version of Node-API. */
  readonly napi: number | null;
  /** The number in `x86-64-v3`; null where no addon told it. */
  readonly cpuLevel: number | null;
  /** Targets that run here, the closest first. */
  readonly targets: readonly string[];
}

export interface CandidateFacts {
  readonly source: string;
  readonly path: string;
  readonly verdict: string;
  readonly detail: string;
  /** Null: the file is there and carries none; undefined: there is no file. */
  readonly stamp?: Omit<BinaryStamp, "exports"> | null;
  /** Why it is no binary that can be read, as the end of a sentence that begins with "it". */
  readonly damage?: string;
}

export interface CacheState {
  readonly folder: string;
  /** What is in it: a folder for each version and target. */
  readonly entries: readonly { readonly name: string; readonly sizeBytes: number }[];
}
