/** JSON in prettier's format, written directly: a lock is the largest file, and documents would cost the most there. */
import { group, layOut, printWidth, softline } from "./document.js";

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A `package.json`: prettier leaves it as `JSON.stringify` does. */
export function printPackageJson(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export interface JsonLayout {
  /** Levels whose objects are always one key a line; deeper ones are on one line where they fit. */
  readonly expandedLevels: number;
  /** Keys that are left out. */
  readonly without: ReadonlySet<string>;
}

/** Any other `.json` file, from plain data; keys in order, without those that hold `undefined`. */
export function printJson(value: unknown, { expandedLevels, without }: JsonLayout): string {
  return `${render(value, without, expandedLevels, "", "", "")}\n`;
}

type Keys = ReadonlySet<string>;

/** What must be one entry a line is written at once; for the rest it has to be known how long it is. */
function render(
  value: unknown,
  without: Keys,
  level: number,
  indentation: string,
  before: string,
  after: string,
): string {
  if (!mustExpand(value, without, level)) {
    return layOutNode(toNode(value, without), indentation, before, after);
  }
  const inner = `${indentation}  `;
  const list = Array.isArray(value);
  const entries = entriesOf(value, without);
  const lines = entries.map(([key, entry], index) => {
    const start = list ? inner : `${inner}${JSON.stringify(key)}: `;
    const comma = index === entries.length - 1 ? "" : ",";
    return start + render(entry, without, level - 1, inner, start, comma) + comma;
  });
  const [open, close] = list ? "[]" : "{}";
  return `${open}\n${lines.join("\n")}\n${indentation}${close}`;
}

function mustExpand(value: unknown, without: Keys, level: number): value is object {
  if (level <= 0 || typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((entry) => mustExpand(entry, without, level - 1));
  return entriesOf(value, without).length > 0;
}

/** Entries of an object in the order of their keys, or those of an array. */
function entriesOf(value: object, without: Keys): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((entry: unknown) => ["", entry]);
  const fields = value as Readonly<Record<string, unknown>>;
  const entries: (readonly [string, unknown])[] = [];
  // The default order is that of code units.
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined && !without.has(key)) entries.push([key, fields[key]]);
  }
  return entries;
}

/** A value with its text on one line, or null where it must not be on one. */
interface Node {
  readonly flat: string | null;
  readonly brackets: "[]" | "{}";
  readonly children: readonly { readonly key: string; readonly node: Node }[];
  /** Numbers only: as many on a line as fit. */
  readonly filled: boolean;
}

function leaf(flat: string): Node {
  return { flat, brackets: "[]", children: none, filled: false };
}

const none: Node["children"] = [];

function toNode(value: unknown, without: Keys): Node {
  if (typeof value !== "object" || value === null) return leaf(JSON.stringify(value) ?? "null");
  const list = Array.isArray(value);
  const children = entriesOf(value, without).map(([key, entry]) => ({
    key: list ? "" : `${JSON.stringify(key)}: `,
    node: toNode(entry, without),
  }));
  if (children.length === 0) return leaf(list ? "[]" : "{}");
  if (!list)
    return { flat: joinFlat(children, "{ ", " }"), brackets: "{}", children, filled: false };
  const filled = value.every((entry) => typeof entry === "number");
  const flat = isMatrix(children.map(({ node }) => node)) ? null : joinFlat(children, "[", "]");
  return { flat, brackets: "[]", children, filled };
}

/** Several arrays, or several objects, of more than one entry each: prettier breaks them. */
function isMatrix(nodes: readonly Node[]): boolean {
  const [first] = nodes;
  if (first === undefined || nodes.length < 2) return false;
  return nodes.every((node) => node.children.length > 1 && node.brackets === first.brackets);
}

function joinFlat(children: Node["children"], open: string, close: string): string | null {
  let text = open;
  for (const [index, { key, node }] of children.entries()) {
    // What is longer than a line need not be joined to the end.
    if (node.flat === null || text.length > printWidth) return null;
    text += (index === 0 ? "" : ", ") + key + node.flat;
  }
  return text + close;
}

/** `before` and `after` stand on the line of the value. */
function layOutNode(node: Node, indentation: string, before: string, after: string): string {
  const { flat, brackets, children, filled } = node;
  if (children.length === 0) return flat ?? brackets;
  if (flat !== null && fits(before + flat + after)) return flat;
  const inner = `${indentation}  `;
  if (filled) return `[${fill(children, inner)}\n${indentation}]`;
  const lines = children.map(({ key, node: child }, index) => {
    const comma = index === children.length - 1 ? "" : ",";
    return `${inner}${key}${layOutNode(child, inner, inner + key, comma)}${comma}`;
  });
  return `${brackets.slice(0, 1)}\n${lines.join("\n")}\n${indentation}${brackets.slice(1)}`;
}

function fill(children: Node["children"], indentation: string): string {
  let text = "";
  let column = printWidth;
  for (const [index, { node }] of children.entries()) {
    const item = (node.flat ?? "") + (index === children.length - 1 ? "" : ",");
    if (column + 1 + item.length > printWidth) {
      text += `\n${indentation}${item}`;
      column = indentation.length + item.length;
    } else {
      text += ` ${item}`;
      column += 1 + item.length;
    }
  }
  return text;
}

/** Prettier counts some characters twice; where that can matter, its printer is asked. */
function fits(text: string): boolean {
  if (text.length > printWidth) return false;
  if (text.length * 2 <= printWidth || /^[\x20-\x7e]*$/.test(text)) return true;
  return !layOut(group([text, softline])).includes("\n");
}
