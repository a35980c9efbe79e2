import { readFileSync } from "node:fs";

/** A place in a file; line and column from 1. */
export interface Definition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What an editor asks when somebody goes to a definition. */
export interface DefinitionServer {
  open(file: string): Promise<void>;
  /** Where an editor would go from the first place in `file` where `text` stands, `offset` characters into it. */
  definition(file: string, text: string, offset?: number): Promise<readonly Definition[]>;
  close(): void;
}

/** Line and column from 1 of the first place where `text` stands, `offset` characters into it. */
export function placeIn(
  file: string,
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const [before, rest] = readFileSync(file, "utf8").split(text, 2);
  if (before === undefined || rest === undefined) throw new Error(`${file} does not hold ${text}`);
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 + offset };
}
