import type { Diagnostic, Severity, Span } from "./diagnostic.js";

/** By file, place, code, message; those without a place come first. Equal ones stand once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((each) => [JSON.stringify(each), each]));
  return [...unique.values()].sort(
    (left, right) =>
      comparePlaces(left.primary, right.primary) ||
      compareTexts(left.code, right.code) ||
      compareTexts(left.message, right.message) ||
      compareTexts(JSON.stringify(left), JSON.stringify(right)),
  );
}

/** How many there are of each severity. */
export function countDiagnostics(
  diagnostics: readonly Diagnostic[],
): Readonly<Record<Severity, number>> {
  const count = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) count[severity] += 1;
  return count;
}

function comparePlaces(left: Span | null, right: Span | null): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return (
    compareTexts(left.file, right.file) ||
    left.start.line - right.start.line ||
    left.start.column - right.start.column
  );
}

/** By code unit: a locale would order them differently on another machine. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
