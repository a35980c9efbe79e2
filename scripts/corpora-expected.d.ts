export type Verdict = "true-fault" | "not-provable" | "unclassified";

/** Findings of one code with one verdict for one reason. */
export interface Group {
  readonly code: string;
  readonly verdict: Verdict;
  readonly because: string;
  /** Their messages. */
  readonly findings: readonly string[];
}

/** A name that two comparisons see differently on purpose. */
export interface Explained {
  readonly name: string;
  readonly because: string;
}

export interface Expected {
  /** All of FT2 to FT4. */
  readonly findings: readonly Group[];
  /** Of all other codes. */
  readonly counts: Readonly<Record<string, number>>;
  /** Where names of d.ts and binary differ and verify rightly says nothing, or the other way round. */
  readonly names: readonly Explained[];
  /** Exports of the binary that the emitted package lacks, or the other way round. */
  readonly emitted?: readonly Explained[];
}

export interface Finding {
  readonly code: string;
  readonly message: string;
}

export interface Difference {
  readonly kind: "new" | "vanished" | "unclassified" | "count";
  readonly text: string;
}

export declare const nothingExpected: Expected;
export declare function compareFindings(
  expected: Expected,
  found: readonly Finding[],
): readonly Difference[];
export declare function acceptFindings(expected: Expected, found: readonly Finding[]): Expected;
export declare function renderDifferences(differences: readonly Difference[]): string;
