/** What the project's own TypeScript has to know of the files that are written. */
import { posix } from "node:path";

import type { ParseError } from "jsonc-parser";

import { isRecord, recordAt, textAt } from "./json-file.js";
import { jsonc } from "./jsonc.js";
import type { Project } from "./project.js";

const CONFIG = "tsconfig.json";

/** The project compiles TypeScript, so it meets the types of Node that the written ones refer to. */
export function usesTypeScript({ packageJson: { value }, read }: Project): boolean {
  const tables = ["dependencies", "devDependencies"].map((table) => recordAt(value, table));
  return read(CONFIG) !== null || tables.some((table) => textAt(table, "typescript") !== null);
}

/** What keeps the type tests, which import tsd, out of the project's own program; none where it does not reach them. */
export function typeTestNotes({ read }: Project, base: string): readonly string[] {
  const config = parseConfig(read(CONFIG));
  const folder = `${base}/type-tests`;
  if (config === null || !reaches(config, `${folder}/x/index.test-d.ts`)) return [];
  const outDir = textAt(recordAt(config, "compilerOptions"), "outDir");
  // A list of one's own takes the place of the default one, which has the folder of the output in it.
  const before = textsAt(config, "exclude") ?? (outDir === null ? [] : [outDir]);
  const line = `"exclude": ${JSON.stringify([...before, folder]).replaceAll(",", ", ")}`;
  return [
    `Set in ${CONFIG}: ${line}. The type tests there import tsd; docs/adopt.md of ferrotype tells how to run them.`,
  ];
}

type Config = Readonly<Record<string, unknown>>;

/** Null where there is none, or none that TypeScript would take. */
function parseConfig(text: string | null): Config | null {
  if (text === null) return null;
  const errors: ParseError[] = [];
  const value: unknown = jsonc.parse(text.replace(/^\uFEFF/u, ""), errors, {
    allowTrailingComma: true,
  });
  return errors.length === 0 && isRecord(value) ? value : null;
}

/** What `extends` brings is not looked up: a list that is there alone counts. */
function reaches(config: Config, path: string): boolean {
  const files = textsAt(config, "files");
  const include = textsAt(config, "include") ?? (files === null ? ["**/*"] : []);
  const covers = (pattern: string): boolean =>
    patternOf(pattern, isFolder(pattern)).test(`${path}/`);
  const excludes = (pattern: string): boolean => patternOf(pattern, true).test(`${path}/`);
  return include.some(covers) && !(textsAt(config, "exclude") ?? []).some(excludes);
}

function textsAt(config: Config, key: string): readonly string[] | null {
  const value = config[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : null;
}

/** TypeScript takes a last part without a wildcard or an ending for a folder, and `**` for all beneath. */
function isFolder(pattern: string): boolean {
  const last = partsOf(pattern).at(-1);
  return last === undefined || last === "**" || !/[.*?]/u.test(last);
}

/** `whole`: what it matches stands for all that lies in it. */
function patternOf(pattern: string, whole: boolean): RegExp {
  const parts = partsOf(pattern);
  if (parts.at(-1) === "**") parts.pop();
  const source = parts.map((part) =>
    part === "**"
      ? "(?:[^/]+/)*"
      : `${part
          .replaceAll(/[.+^$(){}|[\]\\]/gu, String.raw`\$&`)
          .replaceAll("*", "[^/]*")
          .replaceAll("?", "[^/]")}/`,
  );
  return new RegExp(`^${source.join("")}${whole ? "" : "$"}`, "u");
}

function partsOf(pattern: string): string[] {
  const bare = pattern.replace(/^\$\{configDir\}\//u, "");
  return posix
    .normalize(bare)
    .split("/")
    .filter((part) => part !== "" && part !== ".");
}
