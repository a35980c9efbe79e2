import { structuredPatch } from "diff";

import type { AdoptedFile, Adoption } from "./plan-adoption.js";

/** Every file that would be written: new ones whole, the others as the lines that change. */
export function renderAdoption({ files, notes }: Adoption): string {
  return [...files.map(renderFile), notes.map((note) => `${note}\n`).join("")]
    .filter((block) => block !== "")
    .join("\n");
}

function renderFile({ path, before, after }: AdoptedFile): string {
  if (before === null) return [`add ${path}`, ...shown(after, "+ "), ""].join("\n");
  const { hunks } = structuredPatch(path, path, closed(before), closed(after), "", "", {
    context: 2,
  });
  const lines = hunks.flatMap((hunk, index) => [
    ...(index === 0 ? [] : ["    …"]),
    ...hunk.lines.map((line) => `  ${line.slice(0, 1)} ${line.slice(1)}`.trimEnd()),
  ]);
  return [`edit ${path}`, ...lines, ""].join("\n");
}

/** A missing newline at the end of a file says nothing here. */
function closed(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function shown(text: string, mark: string): readonly string[] {
  return text
    .trimEnd()
    .split(/\r?\n/u)
    .map((line) => `  ${mark}${line}`.trimEnd());
}
