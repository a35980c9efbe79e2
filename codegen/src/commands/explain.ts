/** `ferrotype explain FT1234`: the page of a diagnostic. */
import { existsSync, readFileSync } from "node:fs";

import { codes, type Code } from "../diagnostics/codes.js";
import { jsonReport } from "../diagnostics/json-report.js";
import { nearest } from "../read/nearest.js";
import { UsageError } from "./stop.js";

/** Prints the page of one code. */
export function runExplain(operands: readonly string[], json: boolean): number {
  const [asked] = operands;
  if (asked === undefined || operands.length > 1)
    throw new UsageError(`explain wants one code, such as FT3006\n\n${listCodes()}`);
  const code = asked.toUpperCase();
  if (!isCode(code)) {
    const close = nearest(code, Object.keys(codes));
    throw new UsageError(
      `${asked} is not a code${close === null ? "" : `; did you mean ${close}?`}\n\n${listCodes()}`,
    );
  }
  const { severity, title } = codes[code];
  const page = readPage(code);
  const text = page ?? `# ${code}: ${title}\n`;
  process.stdout.write(
    json ? `${JSON.stringify(jsonReport("explain", [], { code, severity, title, page }))}\n` : text,
  );
  return 0;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}

/** Every code with its title, one a line. */
function listCodes(): string {
  return Object.entries(codes)
    .map(([code, { title }]) => `  ${code}  ${title}`)
    .join("\n");
}

/** In the published package the pages lie in `dist`, in the repository in `docs`. */
function readPage(code: Code): string | null {
  const places = ["../diagnostics/pages", "../../../docs/diagnostics"];
  const found = places
    .map((place) => new URL(`${place}/${code}.md`, import.meta.url))
    .find((url) => existsSync(url));
  return found === undefined ? null : readFileSync(found, "utf8");
}
