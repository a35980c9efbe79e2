/** A whole file: header, references, imports, body; and the source map of its declarations. */
import { hardline, join, layOut, lines, paragraphs, specifiers } from "./document.js";
import type { Doc } from "./document.js";
import { takeMarks } from "./marks.js";
import type { MarkPosition } from "./marks.js";
import { quote } from "./names.js";
import type { Scope } from "./scope.js";

export interface FileParts {
  /** Comment lines at the top. */
  readonly header: readonly string[];
  /** Contents of `/// <reference … />`, sorted. */
  readonly references: readonly string[];
  readonly scope: Scope;
  /** Statements with a blank line between two. */
  readonly body: readonly Doc[];
}

export interface PrintedFile {
  readonly text: string;
  readonly marks: readonly MarkPosition[];
}

/** Settles the names and lays the file out. */
export function printFile({ header, references, scope, body }: FileParts): PrintedFile {
  const imports = scope.settle().map(({ from, typeOnly, names }): Doc => {
    const list = names.map(({ name, local }) => (name === local ? name : `${name} as ${local}`));
    return [typeOnly ? "import type " : "import ", specifiers(list), ` from ${quote(from)};`];
  });
  const top = [
    lines(header.map((text) => `// ${text}`)),
    lines(references.map((text) => `/// <reference ${text} />`)),
  ];
  const head = join(hardline, top.slice(0, references.length > 0 ? 2 : 1));
  const sections = [...(imports.length > 0 ? [lines(imports)] : []), ...body];
  const doc = [head, hardline, sections.length > 0 ? hardline : "", paragraphs(sections), hardline];
  return takeMarks(layOut(doc));
}
