/**
 * Positions in the final text. A mark is a run of C1 control characters: prettier's printer counts them as
 * zero columns wide, so the layout is the same with and without; they are taken out after printing.
 */

/** Where a mark came to stand: 1-based line, 0-based column in UTF-16 units, as source maps count. */
export interface MarkPosition {
  readonly id: number;
  readonly line: number;
  readonly column: number;
}

const first = 0x80;
const radix = 16;
const end = "\u0090";
const run = /[\u0080-\u008f]+\u0090/g;

/** The text of a mark, to be put into a document. */
export function markText(id: number): string {
  let text = end;
  for (let rest = id; ; rest = Math.floor(rest / radix)) {
    text = String.fromCharCode(first + (rest % radix)) + text;
    if (rest < radix) return text;
  }
}

/** Takes what could be mistaken for a mark out of a text of someone else's. */
export function withoutMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, "");
}

/** Takes the marks out of a printed text and tells where they stood. */
export function takeMarks(printed: string): { text: string; marks: readonly MarkPosition[] } {
  const marks: MarkPosition[] = [];
  const pieces: string[] = [];
  let from = 0;
  let line = 1;
  let column = 0;
  for (const match of printed.matchAll(run)) {
    const piece = printed.slice(from, match.index);
    pieces.push(piece);
    from = match.index + match[0].length;
    const lastBreak = piece.lastIndexOf("\n");
    if (lastBreak < 0) {
      column += piece.length;
    } else {
      for (let at = lastBreak; at >= 0; at = at === 0 ? -1 : piece.lastIndexOf("\n", at - 1))
        line += 1;
      column = piece.length - lastBreak - 1;
    }
    marks.push({ id: parseMark(match[0]), line, column });
  }
  pieces.push(printed.slice(from));
  return { text: pieces.join(""), marks };
}

function parseMark(text: string): number {
  let id = 0;
  for (const character of text.slice(0, -1)) id = id * radix + character.charCodeAt(0) - first;
  return id;
}
