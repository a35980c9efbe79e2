import type { Position } from "./diagnostic.js";

/** The position of an offset, in UTF-16 units, of a text. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    line: before.split("\n").length,
    column: offset - lineStart + 1,
    byteOffset: Buffer.byteLength(before),
  };
}
