import type { Position, Span } from "../../diagnostics/diagnostic.js";

/** Turns offsets in UTF-16 units, as TypeScript counts them, into spans of one file. */
export interface Positions {
  /** 1-based. */
  line(offsetUtf16: number): number;
  span(startUtf16: number, endUtf16: number): Span;
}

/** `skippedBytes`: length of the byte order mark that the text no longer has. */
export function positionsOf(file: string, text: string, skippedBytes = 0): Positions {
  const lines = lineStarts(text);
  // Without it, a file of one long line would be measured from its start for each position.
  const isAscii = Buffer.byteLength(text) === text.length;
  const at = (offsetUtf16: number): Position => {
    const index = lineAt(lines, offsetUtf16);
    const { utf16, bytes } = lines[index] ?? { utf16: 0, bytes: 0 };
    return {
      line: index + 1,
      column: offsetUtf16 - utf16 + 1,
      byteOffset:
        skippedBytes +
        (isAscii ? offsetUtf16 : bytes + Buffer.byteLength(text.slice(utf16, offsetUtf16))),
    };
  };
  const line = (offsetUtf16: number): number => lineAt(lines, offsetUtf16) + 1;
  return { line, span: (start, end) => ({ file, start: at(start), end: at(end) }) };
}

interface LineStart {
  readonly utf16: number;
  readonly bytes: number;
}

function lineStarts(text: string): readonly LineStart[] {
  const starts: LineStart[] = [{ utf16: 0, bytes: 0 }];
  let utf16 = 0;
  let bytes = 0;
  for (;;) {
    const end = text.indexOf("\n", utf16);
    if (end === -1) return starts;
    bytes += Buffer.byteLength(text.slice(utf16, end + 1));
    utf16 = end + 1;
    starts.push({ utf16, bytes });
  }
}

/** Index of the last line that starts at or before the offset. */
function lineAt(lines: readonly LineStart[], offsetUtf16: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.utf16 ?? 0) <= offsetUtf16) low = middle;
    else high = middle - 1;
  }
  return low;
}
