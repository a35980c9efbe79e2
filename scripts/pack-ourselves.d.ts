import type { Target } from "@ferrotype/runtime/binary";

/** Absolute paths of what was packed. */
export interface Tarballs {
  readonly ferrotype: string;
  readonly runtime: string;
  /** `@ferrotype/extract-<target>` of this host. */
  readonly leaf: string;
}

export declare function packOurselves(request: {
  readonly destination: string;
  readonly extractor: string;
}): Promise<Tarballs>;

/** A built `ferrotype-extract`, and what it runs on. */
export interface Extractor {
  readonly target: Target;
  readonly program: string;
}

/** A package with the absolute path of its tarball. */
export interface PackedTool {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
}

export interface Tools {
  /** In the order of the extractors. */
  readonly leaves: readonly PackedTool[];
  readonly runtime: PackedTool;
  readonly ferrotype: PackedTool;
}

export declare function packTools(request: {
  readonly destination: string;
  readonly extractors: readonly Extractor[];
}): Promise<Tools>;

/** The leaf of `@ferrotype/natives` for this host, from the last build, and its core; absolute paths. */
export declare function packNatives(destination: string): Promise<readonly string[]>;

/** The runtime alone; the absolute path of its tarball. */
export declare function packRuntime(destination: string): string;
