/** TypeScript that an author wrote by hand. */
import type { TsType, TypeName } from "../model/type.js";
import type { Doc } from "./document.js";
import { withoutMarks } from "./marks.js";
import { quote } from "./names.js";
import type { PrintName } from "./type.js";

type Opaque = Extract<TsType, { kind: "opaque" }>;

const token =
  /(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|`(?:[^`\\]|\\.)*`|(?<space>\s+)|(?<name>[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)|=>|\.\.\.|[^]/gu;

/** The text on one line, its strings in prettier's quotes, its free names replaced. */
export function printOpaque(type: Opaque, printName: PrintName, operand: boolean): Doc {
  const names = new Map(type.names.map((name) => [nameText(name), name]));
  const text = withoutMarks(type.text).trim().replace(/[;,]$/, "");
  const tokens = [...text.matchAll(token)];
  const parts = tokens.map((match, index): Doc => {
    const { string, space, name } = match.groups ?? {};
    if (space !== undefined) return " ";
    if (string !== undefined) return string.includes("\\") ? string : quote(string.slice(1, -1));
    if (
      name === undefined ||
      isKey(text.slice(match.index + name.length), wordBefore(tokens, index))
    ) {
      return match[0];
    }
    const whole = names.get(name);
    if (whole !== undefined) return printName(whole);
    const [head = name, ...rest] = name.split(".");
    const symbol = names.get(head);
    return symbol === undefined ? name : [printName(symbol), ...rest.map((part) => `.${part}`)];
  });
  return operand && isLoose(text) ? ["(", ...parts, ")"] : parts;
}

/** The name as it stands in the text: `Client`, or `ns.Client` by the id of the item. */
function nameText(name: TypeName): string {
  return name.kind === "item" ? name.id : name.name;
}

/** A property's key, or the label of a parameter or tuple element. */
function isKey(after: string, before: string): boolean {
  return before === "." || (!beforeType.test(before) && /^\s*\??:/.test(after));
}

/** What stands before a type, and so never before a key. */
const beforeType = /^(?:[?|&:<=]|=>|extends|keyof|typeof|is|as|in)$/u;

function wordBefore(tokens: readonly RegExpMatchArray[], index: number): string {
  for (let at = index - 1; at >= 0; at -= 1) {
    const text = tokens[at]?.[0] ?? "";
    if (text.trim() !== "") return text;
  }
  return "";
}

function isLoose(text: string): boolean {
  return /[|&?]|=>|^(?:keyof|typeof|readonly|unique|infer|new|abstract)\b/.test(text);
}
