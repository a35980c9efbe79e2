import type { Position, Span } from "../diagnostics/diagnostic.js";

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

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    line: before.split("\n").length,
    column: offset - lineStart + 1,
    byteOffset: Buffer.byteLength(before),
  };
}
