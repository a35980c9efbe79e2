/** A whole file: header, references, imports, body; and the source map of its declarations. */
import { layOut, lines, specifiers } from "./document.js";
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
    ...header.map((text) => `// ${text}`),
    ...references.map((text) => `/// <reference ${text} />`),
  ].join("\n");
  const sections = [...(imports.length > 0 ? [lines(imports)] : []), ...body];
  // Each section by itself: the printer's work then stays small however long the file is.
  const printed = [top, ...sections.map((section) => layOut(section))];
  return takeMarks(`${printed.join("\n\n")}\n`);
}
