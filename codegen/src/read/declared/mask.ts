/** Blanks in place of comments and quoted texts; what is left is code, at the same offsets. */
export function maskTexts(code: string): string {
  const start = /\/[*/]|["'`]/gu;
  const parts: string[] = [];
  let done = 0;
  for (let found = start.exec(code); found !== null; found = start.exec(code)) {
    const end = endOf(code, found.index, found[0]);
    parts.push(code.slice(done, found.index), blanks(code.slice(found.index, end)));
    done = end;
    start.lastIndex = end;
  }
  return parts.join("") + code.slice(done);
}

function blanks(text: string): string {
  return text.replaceAll(/[^\n]/gu, (character) => " ".repeat(character.length));
}

function endOf(code: string, start: number, opening: string): number {
  switch (opening) {
    case "/*":
      return after(code, "*/", start + 2);
    case "//":
      return lineEnd(code, start);
    default: {
      const stop = opening === "`" ? code.length : lineEnd(code, start);
      let at = start + 1;
      while (at < stop && code[at] !== opening) at += code[at] === "\\" ? 2 : 1;
      return Math.min(at + 1, code.length);
    }
  }
}

function after(code: string, closing: string, from: number): number {
  const at = code.indexOf(closing, from);
  return at === -1 ? code.length : at + closing.length;
}

function lineEnd(code: string, from: number): number {
  const at = code.indexOf("\n", from);
  return at === -1 ? code.length : at;
}
