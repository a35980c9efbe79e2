/** `ferrotype explain FT1234`: the page of a diagnostic. */
import { existsSync, readFileSync } from "node:fs";

import { codes, type Code } from "../diagnostics/codes.js";
import { jsonReport } from "../diagnostics/json-report.js";
import { near } from "../read/nearest.js";
import { UsageError } from "./stop.js";

/** Prints the page of one code. */
export function runExplain(operands: readonly string[], json: boolean): number {
  const [asked] = operands;
  if (asked === undefined || operands.length > 1)
    throw new UsageError(`explain wants one code, such as FT3006\n\n${listCodes()}`);
  const code = asked.toUpperCase();
  if (!isCode(code)) {
    throw new UsageError(`there is no code ${asked}; ${instead(code)}`);
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

/** The codes of its family; a number that is near says nothing, a slip of the finger does. */
function instead(code: string): string {
  const all = Object.keys(codes);
  const family = all.filter((each) => each.startsWith(code.slice(0, 3)));
  const [first, last] = [family.at(0), family.at(-1)];
  const isNumber = /^FT\d{4}$/u.test(code);
  if (isNumber && first !== undefined) {
    return `those of ${code.slice(0, 3)} are ${first} to ${last}, and ferrotype explain lists all`;
  }
  const close = isNumber ? null : near(code, all);
  if (close !== null) return `did you mean ${close}?`;
  return `they begin with ${all.at(0)?.slice(0, 3)} to ${all.at(-1)?.slice(0, 3)}, and ferrotype explain lists all`;
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
