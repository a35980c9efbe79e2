/** The result of a verb as data: what `--json` prints, one object on one line. */
import type { Diagnostic, Severity } from "./diagnostic.js";
import { countDiagnostics, sortDiagnostics } from "./order.js";

/** What `--json` prints, the same shape for every verb. */
export interface JsonReport {
  /** Sorted by file, place, code. */
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: JsonSummary;
}

/** What every summary holds; beside it stands what the verb tells of itself (`changed`, `diffs`, `declared` …). */
export interface JsonSummary {
  /** `generate`, `check`, `verify` … */
  readonly verb: string;
  /** Number of `diagnostics` of each severity. */
  readonly count: Readonly<Record<Severity, number>>;
  readonly [result: string]: unknown;
}

/** Findings and what else a verb has to say, as one object. */
export function jsonReport(
  verb: string,
  diagnostics: readonly Diagnostic[],
  result: Readonly<Record<string, unknown>> = {},
): JsonReport {
  const sorted = sortDiagnostics(diagnostics);
  return { diagnostics: sorted, summary: { verb, count: countDiagnostics(sorted), ...result } };
}
