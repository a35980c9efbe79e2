/** Names as JavaScript and TypeScript allow them. */
import { reservedWords } from "../model/known-names.js";

const reserved: ReadonlySet<string> = new Set([...reservedWords, "undefined"]);

/** Names that no type can have. */
const reservedTypes: ReadonlySet<string> = new Set(
  "any bigint boolean never null number object string symbol undefined unknown void".split(" "),
);

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
/** What stands between quotes as it is. */
const plainText = /^[\w !#-&(-/:-@[\]^`{-~]*$/;
const plainIdentifier = /^[A-Za-z_$][\w$]*$/;

/** It can be written without quotes after a dot and as a key. */
function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** A declaration can have this name. */
export function isDeclarable(name: string): boolean {
  return isIdentifier(name) && !reserved.has(name);
}

/** A type declaration can have this name. */
export function isDeclarableType(name: string): boolean {
  return isDeclarable(name) && !reservedTypes.has(name);
}

/** The nearest name that a declaration can have. */
export function toDeclarable(name: string): string {
  if (isDeclarable(name)) return name;
  const joined = name.replace(/[^\p{ID_Continue}$]/gu, "_");
  if (isDeclarable(joined)) return joined;
  return isIdentifier(`${joined}_`) ? `${joined}_` : `_${joined}`;
}

/** The names of a list of parameters, each one declarable and used once. */
export function parameterNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    // The type of `this` is written as a first parameter.
    if (name === "this" && index === 0) return name;
    // A pattern: what it takes apart is the callee's own business.
    const plain = /^[[{]/u.test(name) ? `arg${index}` : toDeclarable(name);
    let candidate = plain;
    for (let count = 1; taken.has(candidate); count += 1) candidate = `${plain}_${count}`;
    taken.add(candidate);
    return candidate;
  });
}

/** A string literal with the quotes that prettier prefers. */
export function quote(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/[\u0080-\u009f\u2028\u2029]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const mark = doubles > singles ? "'" : '"';
  return mark + inner.replaceAll(mark, `\\${mark}`) + mark;
}

/** A number literal as prettier writes it. */
export function numberText(value: number): string {
  return String(value).replace("e+", "e");
}

/**
 * The keys of one object or object type: prettier quotes all of them where one needs it and quoting another
 * would do no harm, so the choice is made for all at once.
 */
export function keys(names: readonly string[]): (name: string) => string {
  if (names.every(plainKey)) return (name) => name;
  return (name) => (plainKey(name) ? name : quote(name));
}

/** Prettier takes quotes away from ASCII names only, so only those are written without. */
function plainKey(name: string): boolean {
  return plainIdentifier.test(name) || isSymbolKey(name);
}

/** A computed name of a well-known symbol: `[Symbol.dispose]`. */
export function isSymbolKey(name: string): boolean {
  return /^\[Symbol\.\w+\]$/.test(name);
}
