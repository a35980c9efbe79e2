import type { Span } from "../diagnostics/diagnostic.js";
import { positionAt } from "../diagnostics/position.js";

/** The place of one character of a file. */
export function placeOf(file: string, text: string, offset: number): Span {
  const start = positionAt(text, Math.min(offset, text.length));
  return {
    file,
    start,
    end: { ...start, column: start.column + 1, byteOffset: start.byteOffset + 1 },
  };
}

/** Offset of a 1-based line and column. */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
