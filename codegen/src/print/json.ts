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
  return `${new JsonWriter(without).render(value, expandedLevels)}\n`;
}

/** An array or object whose entries are looked at once; what is neither is its text. */
interface Container {
  readonly list: boolean;
  /** Texts of the keys with their colons; none in an array. */
  readonly keys: readonly string[];
  readonly entries: readonly (Container | string)[];
  /** The text on one line; null where it must not be on one, or is too long for any. */
  readonly flat: string | null;
}

/** The names of an object in order, and their texts; objects of a kind share theirs. */
interface Shape {
  readonly names: readonly string[];
  readonly sorted: readonly string[];
  readonly keys: readonly string[];
}

class JsonWriter {
  readonly #without: ReadonlySet<string>;
  /** By first name. */
  readonly #shapes = new Map<string, Shape[]>();
  readonly #quoted = new Map<string, string>();
  #text = "";

  constructor(without: ReadonlySet<string>) {
    this.#without = without;
  }

  /** Objects of the first `level` levels are broken. */
  render(value: unknown, level: number): string {
    this.#value(value, level, "\n", "", "");
    return this.#text;
  }

  /** `newLine` starts the line on which the value stands between `key` and `comma`. */
  #value(value: unknown, level: number, newLine: string, key: string, comma: string): void {
    if (!this.#mustExpand(value, level)) {
      this.#node(this.#open(value), newLine, key, comma);
      return;
    }
    const list = Array.isArray(value);
    const { keys, values } = list ? { keys: [], values: value } : this.#fields(value);
    const inner = `${newLine}  `;
    this.#text += list ? "[" : "{";
    for (const [index, entry] of values.entries()) {
      const name = keys[index] ?? "";
      const end = index === values.length - 1 ? "" : ",";
      this.#text += inner + name;
      this.#value(entry, level - 1, inner, name, end);
      this.#text += end;
    }
    this.#text += newLine + (list ? "]" : "}");
  }

  #mustExpand(value: unknown, level: number): value is object {
    if (level <= 0 || typeof value !== "object" || value === null) return false;
    return Array.isArray(value)
      ? value.some((entry) => this.#mustExpand(entry, level - 1))
      : this.#fields(value).values.length > 0;
  }

  #node(node: Container | string, newLine: string, key: string, comma: string): void {
    if (typeof node === "string") {
      this.#text += node;
      return;
    }
    const { list, keys, entries, flat } = node;
    if (flat !== null && (entries.length === 0 || fits(newLine, key + flat + comma))) {
      this.#text += flat;
      return;
    }
    if (list && entries.every(isNumber)) {
      this.#text += fill(entries, newLine);
      return;
    }
    const inner = `${newLine}  `;
    this.#text += list ? "[" : "{";
    for (let index = 0; index < entries.length; index += 1) {
      const name = keys[index] ?? "";
      const end = index === entries.length - 1 ? "" : ",";
      this.#text += inner + name;
      this.#node(entries[index] ?? "", inner, name, end);
      this.#text += end;
    }
    this.#text += newLine + (list ? "]" : "}");
  }

  #open(value: unknown): Container | string {
    if (typeof value === "string") return this.#quote(value);
    if (typeof value !== "object" || value === null) return leaf(value);
    const list = Array.isArray(value);
    const { keys, values } = list ? { keys: [], values: value } : this.#fields(value);
    const entries: (Container | string)[] = [];
    for (const entry of values) entries.push(this.#open(entry));
    return { list, keys, entries, flat: flatText(list, keys, entries) };
  }

  /** Names and values that are printed. */
  #fields(value: object): {
    readonly keys: readonly string[];
    readonly values: readonly unknown[];
  } {
    const fields = value as Readonly<Record<string, unknown>>;
    const { sorted, keys } = this.#shapeOf(Object.keys(fields));
    const values: unknown[] = [];
    for (const name of sorted) values.push(fields[name]);
    if (!values.includes(undefined)) return { keys, values };
    return {
      keys: keys.filter((_, index) => values[index] !== undefined),
      values: values.filter((entry) => entry !== undefined),
    };
  }

  #shapeOf(names: readonly string[]): Shape {
    const first = names[0] ?? "";
    const shapes = this.#shapes.get(first) ?? [];
    for (const shape of shapes) if (isSame(shape.names, names)) return shape;
    // The default order is that of code units.
    const sorted = names.filter((name) => !this.#without.has(name)).sort();
    const shape = { names, sorted, keys: sorted.map((name) => `${this.#quote(name)}: `) };
    this.#shapes.set(first, [...shapes, shape]);
    return shape;
  }

  /** Most strings of a lock stand in it many times. */
  #quote(text: string): string {
    const known = this.#quoted.get(text);
    if (known !== undefined) return known;
    const quoted = leaf(text);
    this.#quoted.set(text, quoted);
    return quoted;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function flatText(
  list: boolean,
  keys: readonly string[],
  entries: Container["entries"],
): string | null {
  if (entries.length === 0) return list ? "[]" : "{}";
  if (list && isMatrix(entries)) return null;
  let text = list ? "[" : "{ ";
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] ?? "";
    const flat = typeof entry === "string" ? entry : entry.flat;
    if (flat === null) return null;
    if (index > 0) text += ", ";
    if (!list) text += keys[index] ?? "";
    text += flat;
    if (text.length > printWidth) return null;
  }
  return text + (list ? "]" : " }");
}

/** Several arrays, or several objects, of more than one entry each: prettier breaks them. */
function isMatrix(entries: Container["entries"]): boolean {
  const [first] = entries;
  if (entries.length < 2 || typeof first !== "object") return false;
  return entries.every(
    (entry) => typeof entry === "object" && entry.list === first.list && entry.entries.length > 1,
  );
}

function leaf(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

function isNumber(entry: Container | string): entry is string {
  return typeof entry === "string" && /^[-\d]/.test(entry);
}

/** Numbers: as many on a line as fit. */
function fill(numbers: readonly string[], newLine: string): string {
  const inner = `${newLine}  `;
  let text = "";
  let column = printWidth;
  for (const [index, number] of numbers.entries()) {
    const item = number + (index === numbers.length - 1 ? "" : ",");
    if (column + 1 + item.length > printWidth) {
      text += inner + item;
      column = inner.length - 1 + item.length;
    } else {
      text += ` ${item}`;
      column += 1 + item.length;
    }
  }
  return `[${text}${newLine}]`;
}

/** Prettier counts some characters twice; where that can matter, its printer is asked. */
function fits(newLine: string, text: string): boolean {
  const width = newLine.length - 1 + text.length;
  if (width > printWidth) return false;
  if (width * 2 <= printWidth || /^[\x20-\x7e]*$/.test(text)) return true;
  return !layOut(group([newLine.slice(1), text, softline])).includes("\n");
}
