/**
 * The names of one file. A document mentions symbols; which name stands for one is settled when all mentions
 * are known, and the imports follow from it.
 */
import { builders } from "prettier/doc";
import type { Doc } from "./document.js";
import { isDeclarable, toDeclarable } from "./names.js";

/** Something that another file exports. */
export interface ImportedSymbol {
  readonly from: string;
  readonly name: string;
  /** Only its type is needed. */
  readonly typeOnly: boolean;
}

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
  /** Sorted by `name`. */
  readonly names: readonly { readonly name: string; readonly local: string }[];
}

export interface Scope {
  /** A name that this file declares. */
  own(name: string): Doc;
  /** A symbol of another file; it gets an import. */
  imported(symbol: ImportedSymbol): Doc;
  /** A global, which a declaration of this file may hide. */
  global(name: string): Doc;
  /** The name under which this file declares `name`. */
  declaredAs(name: string): string;
  /** Writes the final names into all documents made so far; no mention may follow. */
  settle(): readonly Import[];
}

interface Mention {
  readonly doc: builders.Label;
  readonly key: string;
}

/** Opens the scope of a file that declares these names. */
export function createScope(declarations: Iterable<string>): Scope {
  const declared = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of declarations) {
    const local = freeName(name, taken);
    declared.set(name, local);
    taken.add(local);
  }
  const symbols = new Map<string, { symbol: ImportedSymbol; mentions: Mention[] }>();
  const globals = new Set<string>();

  return {
    own(name) {
      return declared.get(name) ?? name;
    },
    declaredAs(name) {
      return declared.get(name) ?? name;
    },
    global(name) {
      if (taken.has(name)) return `globalThis.${name}`;
      globals.add(name);
      return name;
    },
    imported(symbol) {
      const key = `${symbol.from}\n${symbol.name}`;
      const entry = symbols.get(key);
      const doc = mention(key);
      if (entry === undefined) symbols.set(key, { symbol, mentions: [{ doc, key }] });
      else {
        entry.mentions.push({ doc, key });
        if (entry.symbol.typeOnly && !symbol.typeOnly) entry.symbol = symbol;
      }
      return doc;
    },
    settle() {
      const names = new Set([...taken, ...globals]);
      const imports = new Map<
        string,
        { typeOnly: boolean; names: { name: string; local: string }[] }
      >();
      for (const key of [...symbols.keys()].sort(compare)) {
        const entry = symbols.get(key);
        if (entry === undefined) continue;
        const { symbol, mentions } = entry;
        const local = freeName(symbol.name, names);
        names.add(local);
        for (const { doc } of mentions) doc.contents = local;
        const group = `${symbol.typeOnly ? 1 : 0}${symbol.from}`;
        const list = imports.get(group) ?? { typeOnly: symbol.typeOnly, names: [] };
        list.names.push({ name: symbol.name, local });
        imports.set(group, list);
      }
      return [...imports]
        .map(([key, { typeOnly, names: list }]) => ({ from: key.slice(1), typeOnly, names: list }))
        .sort(
          (a, b) => compareSpecifiers(a.from, b.from) || Number(a.typeOnly) - Number(b.typeOnly),
        );
    },
  };
}

function mention(key: string): builders.Label {
  return { type: "label", label: key, contents: "" };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = isDeclarable(name) ? name : toDeclarable(name);
  let candidate = base;
  for (let count = 1; taken.has(candidate); count += 1) candidate = `${base}_${count}`;
  return candidate;
}

/** Packages before files. */
function compareSpecifiers(a: string, b: string): number {
  return Number(a.startsWith(".")) - Number(b.startsWith(".")) || compare(a, b);
}

/** Orders by code units, the same everywhere. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
