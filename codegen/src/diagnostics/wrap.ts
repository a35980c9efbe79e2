/** Text in lines no wider than a terminal. */

/** Breaks at blanks; further lines start with `indent`. A word that is too long stays whole. Null: one line. */
export function wrapText(text: string, width: number | null, indent: string): readonly string[] {
  if (width === null) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > Math.max(width, narrowest)) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line === "" ? `${lines.length === 0 ? "" : indent}${word}` : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Below this nothing is legible, whatever the terminal says. */
const narrowest = 24;

function widthOf(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001B\[[\d;]*m/gu, "").length;
}
