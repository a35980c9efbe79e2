/**
 * A finding as data. Text is made from it in one place, `render.ts`.
 *
 * Invariant: this folder and `model/` import nothing but each other.
 */

import type { Code } from "./codes.js";

/** A place in a file: 1-based line, 1-based column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** Offset in bytes from the start of the file. */
  readonly byteOffset: number;
}

/** A range in a file of the user; `file` is relative to the workspace root, with forward slashes. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export type Severity = "error" | "warning" | "info";

/** One finding. `code` is stable; `message` says what is wrong with the names in it; `help` is the smallest edit. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** Where to look first: the Rust item where there is one. */
  readonly primary: Span | null;
  /** Further places, such as the line of the `.d.ts`. */
  readonly related: readonly { readonly message: string; readonly span: Span }[];
  readonly help: string | null;
  /** Rust path of the item that it is about (`search::grep`), for the allow-list; null where there is none. */
  readonly at: string | null;
}
