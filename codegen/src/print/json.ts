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
  return `${new JsonWriter(without).render(value, expandedLevels, "", "", "")}\n`;
}

/** An array or object with its entries; those of an array have no keys. */
interface Container {
  readonly list: boolean;
  readonly keys: readonly string[];
  readonly values: readonly unknown[];
}

class JsonWriter {
  readonly #without: ReadonlySet<string>;
  /** Sorted keys by keys: objects of a kind have the same ones. */
  readonly #sorted = new Map<string, readonly string[]>();

  constructor(without: ReadonlySet<string>) {
    this.#without = without;
  }

  /** `before` and `after` stand on the line of the value. Objects of the first `level` levels are broken. */
  render(
    value: unknown,
    level: number,
    indentation: string,
    before: string,
    after: string,
  ): string {
    if (typeof value !== "object" || value === null) return leaf(value);
    const container = this.#open(value);
    const [opening, closing] = container.list ? "[]" : "{}";
    if (container.values.length === 0) return `${opening}${closing}`;
    const isExpanded = this.#mustExpand(container, level);
    if (!isExpanded) {
      const flat = this.#flat(value, printWidth - before.length - after.length);
      if (flat !== null && fits(before + flat + after)) return flat;
      if (isNumbers(container)) return fill(container, indentation);
    }
    const inner = `${indentation}  `;
    const last = container.values.length - 1;
    const lines = container.values.map((entry, index) => {
      const start = container.list ? inner : `${inner}${leaf(container.keys[index])}: `;
      const comma = index === last ? "" : ",";
      return start + this.render(entry, isExpanded ? level - 1 : 0, inner, start, comma) + comma;
    });
    return `${opening}\n${lines.join("\n")}\n${indentation}${closing}`;
  }

  #mustExpand({ list, values }: Container, level: number): boolean {
    if (level <= 0) return false;
    if (!list) return true;
    return values.some(
      (entry) =>
        typeof entry === "object" &&
        entry !== null &&
        this.#mustExpand(this.#open(entry), level - 1) &&
        this.#open(entry).values.length > 0,
    );
  }

  /** The text on one line; null where it must not be on one, or is longer than `room`. */
  #flat(value: unknown, room: number): string | null {
    if (typeof value !== "object" || value === null) return leaf(value);
    const container = this.#open(value);
    const { list, keys, values } = container;
    if (values.length === 0) return list ? "[]" : "{}";
    if (list && this.#isMatrix(values)) return null;
    let text = list ? "[" : "{ ";
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) text += ", ";
      if (!list) text += `${leaf(keys[index])}: `;
      const entry = this.#flat(values[index], room - text.length);
      if (entry === null) return null;
      text += entry;
      if (text.length > room) return null;
    }
    return text + (list ? "]" : " }");
  }

  /** Several arrays, or several objects, of more than one entry each: prettier breaks them. */
  #isMatrix(values: readonly unknown[]): boolean {
    const [first] = values;
    if (values.length < 2 || typeof first !== "object" || first === null) return false;
    const list = Array.isArray(first);
    return values.every((entry) => {
      if (typeof entry !== "object" || entry === null || Array.isArray(entry) !== list)
        return false;
      return this.#open(entry).values.length > 1;
    });
  }

  #open(value: object): Container {
    if (Array.isArray(value)) return { list: true, keys: [], values: value };
    const fields = value as Readonly<Record<string, unknown>>;
    const keys = this.#sort(Object.keys(fields)).filter((key) => fields[key] !== undefined);
    return { list: false, keys, values: keys.map((key) => fields[key]) };
  }

  #sort(keys: readonly string[]): readonly string[] {
    const shape = keys.join("\n");
    const known = this.#sorted.get(shape);
    if (known !== undefined) return known;
    // The default order is that of code units.
    const sorted = keys.filter((key) => !this.#without.has(key)).sort();
    this.#sorted.set(shape, sorted);
    return sorted;
  }
}

function leaf(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

function isNumbers({ list, values }: Container): boolean {
  return list && values.every((entry) => typeof entry === "number");
}

/** Numbers: as many on a line as fit. */
function fill({ values }: Container, indentation: string): string {
  const inner = `${indentation}  `;
  let text = "";
  let column = printWidth;
  for (const [index, value] of values.entries()) {
    const item = leaf(value) + (index === values.length - 1 ? "" : ",");
    if (column + 1 + item.length > printWidth) {
      text += `\n${inner}${item}`;
      column = inner.length + item.length;
    } else {
      text += ` ${item}`;
      column += 1 + item.length;
    }
  }
  return `[${text}\n${indentation}]`;
}

/** Prettier counts some characters twice; where that can matter, its printer is asked. */
function fits(text: string): boolean {
  if (text.length > printWidth) return false;
  if (text.length * 2 <= printWidth || /^[\x20-\x7e]*$/.test(text)) return true;
  return !layOut(group([text, softline])).includes("\n");
}
