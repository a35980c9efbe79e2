/** Tokens of hand-written TypeScript types. */

export interface Token {
  readonly kind: "word" | "string" | "number" | "template" | "mark" | "end";
  readonly text: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>[\p{ID_Start}_$][\p{ID_Continue}$]*)|(?<number>0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?n?)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<template>`(?:[^`\\]|\\.)*`)|(?<mark>=>|\.\.\.|[-+()[\]{}<>|&?:;,.=])/uy;

/** Where a text stops being TypeScript. */
export interface SyntaxFault {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** The tokens with an `end` at the end, or where a character or a bracket has no sense in TypeScript. */
export function scanTypeScript(
  text: string,
): { readonly tokens: readonly Token[] } | { readonly fault: SyntaxFault } {
  const tokens: Token[] = [];
  const open: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return { fault: strayFault(text, start) };
    const end = pattern.lastIndex;
    const kind = (["word", "number", "string", "template", "mark"] as const).find(
      (one) => groups[one] !== undefined,
    );
    if (kind === undefined) continue;
    const token: Token = { kind, text: text.slice(start, end), start, end };
    if (kind === "mark" && !balance(token, open)) {
      return { fault: { start, end, message: `\`${token.text}\` closes nothing` } };
    }
    tokens.push(token);
  }
  const left = open.at(-1);
  if (left !== undefined) {
    return { fault: { ...left, message: `\`${left.text}\` is never closed` } };
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return { tokens };
}

/** The tokens, or null where the text cannot be TypeScript. */
export function lexTypeScript(text: string): readonly Token[] | null {
  const scanned = scanTypeScript(text);
  return "tokens" in scanned ? scanned.tokens : null;
}

function strayFault(text: string, start: number): SyntaxFault {
  const sign = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const isQuote = `"'\``.includes(sign);
  const message = isQuote
    ? `the text after ${sign} is never closed`
    : `\`${sign}\` has no sense here`;
  return { start, end: isQuote ? text.length : start + sign.length, message };
}

const pairs: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

function balance(mark: Token, open: Token[]): boolean {
  if ("([{".includes(mark.text)) open.push(mark);
  const opener = pairs.get(mark.text);
  return opener === undefined || open.pop()?.text === opener;
}

const reserved: ReadonlySet<string> = new Set(
  "any asserts as bigint boolean extends false infer is keyof never new null number object readonly string symbol this true typeof undefined unique unknown void in out abstract import".split(
    " ",
  ),
);

/** What stands before a type, and so never before a key or a parameter. */
const beforeTypes: ReadonlySet<string> = new Set(
  "? | & : < = => extends keyof typeof is as in".split(" "),
);

export interface FreeName {
  readonly name: string;
  /** After `typeof`. */
  readonly isValue: boolean;
}

/** Names that a text uses and does not declare: neither keys, parameters, `infer X`, `[K in …]`, nor parts after a dot. */
export function freeNames(tokens: readonly Token[]): readonly FreeName[] {
  const names = new Map<string, FreeName>();
  const bound = new Set(
    tokens
      .filter((_, index) => tokens[index - 1]?.text === "infer" || tokens[index + 1]?.text === "in")
      .map(({ text }) => text),
  );
  tokens.forEach((token, index) => {
    if (token.kind !== "word" || reserved.has(token.text) || bound.has(token.text)) return;
    const before = tokens[index - 1]?.text;
    const after = tokens[index + 1]?.text;
    const isKey =
      !beforeTypes.has(before ?? "") &&
      (after === ":" || (after === "?" && [":", ",", ")"].includes(tokens[index + 2]?.text ?? "")));
    if (before === "." || before === "infer" || before === "asserts" || isKey || after === "is")
      return;
    let name = token.text;
    for (
      let next = index + 1;
      tokens[next]?.text === "." && tokens[next + 1]?.kind === "word";
      next += 2
    ) {
      name += `.${tokens[next + 1]?.text ?? ""}`;
    }
    const isValue = before === "typeof";
    names.set(`${String(isValue)} ${name}`, { name, isValue });
  });
  return [...names.values()];
}
