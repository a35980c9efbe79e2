/** Text in lines no wider than a terminal. */

/** Breaks at blanks; further lines start with `indent`. A word that is too long stays whole. Null: one line. */
export function wrapText(text: string, width: number | null, indent: string): readonly string[] {
  if (width === null || text.length <= width) return [text];
  const limit = Math.max(width, narrowest);
  const lines: string[] = [];
  let line = /^ */u.exec(text)?.[0] ?? "";
  let isEmpty = true;
  for (const word of text.slice(line.length).split(" ")) {
    if (isEmpty) line += word;
    else if (line.length + 1 + word.length <= limit) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
    isEmpty = false;
  }
  return [...lines, line];
}

/** Below this nothing is legible, whatever the terminal says. */
const narrowest = 24;
