import type { Drift } from "./compare.js";

/** Drift for people: the files one a line, what mends them once, and the diffs; without `every` only those of types. */
export function renderDrift({ diagnostics, diffs }: Drift, mend: string, every: boolean): string {
  const files = diagnostics.map(
    ({ code, severity, message }) => `${severity}[${code}]: ${message}\n`,
  );
  const shown = diffs.filter(({ path }) => every || path.endsWith(".d.ts"));
  const hidden = diffs.length - shown.length;
  const what = diagnostics.length === 1 ? "1 file is" : `${diagnostics.length} files are`;
  return [
    ...files,
    ...shown.map(({ diff }) => `\n${diff}\n`),
    hidden === 0 ? "" : `\n${diffCount(hidden)} of other files not shown; --verbose shows all\n`,
    `\n${what} not what the Rust says. Mend: ${mend}\n`,
  ].join("");
}

function diffCount(count: number): string {
  return count === 1 ? "1 diff" : `${count} diffs`;
}
