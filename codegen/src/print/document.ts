/**
 * print/: from documents to final text.
 *
 * Documents are those of prettier's own printer, so that what comes out is in prettier's format without its
 * parsers being loaded. `type.ts`, `signature.ts` and `expression.ts` build them as prettier's own printers do;
 * `scope.ts` settles names and imports; `marks.ts` finds positions in the final text.
 *
 * Invariant: imports `model/` and nothing else of ours; knows no kind of item.
 */
import { builders, printer } from "prettier/doc";

import { layOutPlain } from "./layout.js";

export type Doc = builders.Doc;

export const group: typeof builders.group = builders.group;
export const hardline: typeof builders.hardline = builders.hardline;
export const ifBreak: typeof builders.ifBreak = builders.ifBreak;
export const indent: typeof builders.indent = builders.indent;
export const indentIfBreak: typeof builders.indentIfBreak = builders.indentIfBreak;
export const join: typeof builders.join = builders.join;
export const line: typeof builders.line = builders.line;
export const lineSuffixBoundary: typeof builders.lineSuffixBoundary = builders.lineSuffixBoundary;
export const softline: typeof builders.softline = builders.softline;
export const breakParent: typeof builders.breakParent = builders.breakParent;
export const conditionalGroup: typeof builders.conditionalGroup = builders.conditionalGroup;
export const fill: typeof builders.fill = builders.fill;

/** The width of generated files; the same as in the repository's own prettier config. */
export const printWidth = 100;

/** Lays a document out. */
export function layOut(doc: Doc): string {
  const text = layOutPlain(doc, printWidth);
  if (text !== null) return text;
  return printer.printDocToString(doc, { printWidth, tabWidth: 2, useTabs: false }).formatted;
}

/** Documents one below the other. */
export function lines(docs: readonly Doc[]): Doc {
  return join(hardline, [...docs]);
}

/** `{ … }` with its contents on lines of their own. */
export function block(contents: readonly Doc[]): Doc {
  if (contents.length === 0) return "{}";
  return ["{", indent([hardline, lines(contents)]), hardline, "}"];
}

/** The specifiers of an import or export. */
export function specifiers(names: readonly Doc[]): Doc {
  const [only] = names;
  if (only === undefined) return "{}";
  if (names.length === 1) return ["{ ", only, " }"];
  return group(["{", indent([line, join([",", line], [...names])]), ifBreak(","), line, "}"]);
}
