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

/** The leaf of `@ferrotype/natives` for this host, from the last build, and its core; absolute paths. */
export declare function packNatives(destination: string): Promise<readonly string[]>;
