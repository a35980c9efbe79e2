/** The line of a file that a span starts in, and the marks that go under it. */
import type { Span } from "./diagnostic.js";

export interface Excerpt {
  readonly line: string;
  /** Blanks and carets, aligned with `line` on a terminal. */
  readonly marks: string;
}

/** Characters of a line that are shown where nobody says how wide the terminal is. */
export const excerptWidth = 140;

/** Null where the file has no such line: the span is of another version of it. */
export function excerptOf(
  text: string,
  { start, end }: Span,
  widthLimit: number = excerptWidth,
): Excerpt | null {
  const line = text.split("\n", start.line)[start.line - 1];
  // Columns count from behind a byte order mark.
  const whole = line?.replace(/^\uFEFF|\r$/gu, "");
  if (whole === undefined || start.column - 1 > whole.length) return null;
  const before = Math.min(60, Math.floor(widthLimit * 0.45));
  const from = whole.length > widthLimit ? Math.max(0, start.column - 1 - before) : 0;
  const to = Math.min(whole.length, from + widthLimit);
  const markEnd = Math.min(to, end.line === start.line ? end.column - 1 : whole.length);
  const lead = from > 0 ? "…" : "";
  const tail = to < whole.length ? "…" : "";
  const head = whole.slice(from, start.column - 1);
  const marked = whole.slice(start.column - 1, markEnd);
  return {
    line: `${lead}${whole.slice(from, to)}${tail}`,
    marks: blanks(lead + head) + "^".repeat(Math.max(1, blanks(marked).length)),
  };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Blanks as wide as the text; a tab stays one, so that both lines jump alike. */
function blanks(text: string): string {
  return Array.from(graphemes.segment(text), ({ segment }) => blank(segment)).join("");
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;

function blank(grapheme: string): string {
  if (grapheme === "\t") return "\t";
  return wide.test(grapheme) ? "  " : " ";
}
