/** Adds lines that a `.gitignore` does not have, under a heading. */
export function ignoreLines(text: string | null, wanted: readonly string[]): string {
  const before = text ?? "";
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const known = new Set(before.split(/\r?\n/u).map((line) => bare(line)));
  const missing = wanted.filter((line) => !known.has(bare(line)));
  if (missing.length === 0) return before;
  return joined(before, ["# ferrotype", ...missing], end);
}

/** `/target/`, `target` and `target/` ignore the same folder for our purpose. */
function bare(line: string): string {
  return line.trim().replaceAll(/^\/|\/$/gu, "");
}

/**
 * Tells pnpm 11 and newer that esbuild, which loads the config, needs no build script: an install fails where nobody has
 * said so. Null where it is said already, or in a form that is not edited.
 */
export function denyBuild(text: string | null): string | null {
  const before = text ?? "";
  if (/^allowBuilds:\s*$/mu.test(before)) {
    if (/^[ \t]+["']?esbuild["']?:/mu.test(before)) return null;
    return before.replace(
      /^allowBuilds:[ \t]*(\r?\n)([ \t]+)/mu,
      (_, end: string, indent: string) =>
        `allowBuilds:${end}${indent}esbuild: false${end}${indent}`,
    );
  }
  if (/^allowBuilds:/mu.test(before)) return null;
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  return joined(before, ["allowBuilds:", "  esbuild: false"], end);
}

/** A block of lines after a text, with an empty line between the two. */
function joined(text: string, block: readonly string[], end: string): string {
  const trimmed = text.trimEnd();
  return [...(trimmed === "" ? [] : [trimmed, ""]), ...block, ""].join(end);
}
