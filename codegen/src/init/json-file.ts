import type { ParseError } from "jsonc-parser";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { jsonc } from "./jsonc.js";
import { placeOf } from "./place.js";
import type { TextFile } from "./project.js";

/** A package.json, as text and as value. */
export interface JsonFile extends TextFile {
  readonly value: Readonly<Record<string, unknown>>;
}

/** Parses a package.json as npm does; FT6016 with the place where npm would stumble. */
export function parseJsonFile({ path, text }: TextFile): JsonFile | Diagnostic {
  // npm takes files with a byte order mark.
  const bare = text.replace(/^\uFEFF/u, "");
  const errors: ParseError[] = [];
  const value: unknown = jsonc.parse(bare, errors, {
    disallowComments: true,
    allowTrailingComma: false,
  });
  const [first] = errors;
  if (first !== undefined) {
    const what = jsonc.printParseErrorCode(first.error).replaceAll(/(?<=[a-z])(?=[A-Z])/gu, " ");
    return diagnostic("FT6016", `${path} is not JSON: ${what.toLowerCase()}`, {
      primary: placeOf(path, bare, first.offset),
      help: "mend it, then run ferrotype init again; nothing was written",
    });
  }
  if (!isRecord(value)) {
    return diagnostic("FT6016", `${path} holds no JSON object`, {
      primary: placeOf(path, bare, 0),
      help: "npm init writes one",
    });
  }
  return { path, text, value };
}

/** An object of JSON, neither null nor a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text under a key; null where there is none. */
export function textAt(value: Readonly<Record<string, unknown>>, key: string): string | null {
  const found = value[key];
  return typeof found === "string" && found !== "" ? found : null;
}

/** The object under a key; empty where there is none. */
export function recordAt(
  value: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> {
  const found = value[key];
  return isRecord(found) ? found : {};
}
