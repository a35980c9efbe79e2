/** JSON in prettier's format. */
import {
  fill,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  layOut,
  line,
  softline,
} from "./document.js";
import type { Doc } from "./document.js";
import { compare } from "./scope.js";

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A `package.json`: prettier leaves it as `JSON.stringify` does. */
export function printPackageJson(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Any other `.json` file. Objects on one line where they fit, down to the depth that is always expanded. */
export function printJson(value: Json, expandedDepth: number): string {
  return layOut([printValue(value, expandedDepth), hardline]);
}

/** The value with the keys of all its objects in order, and without those that hold `undefined`. */
export function sortKeys(value: unknown): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value;
  if (typeof value !== "object") return null;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => compare(a, b))
    .map(([key, entry]) => [key, sortKeys(entry)] as const);
  return Object.fromEntries(entries);
}

function printValue(value: Json, expandedDepth: number): Doc {
  if (Array.isArray(value)) return printArray(value, expandedDepth);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const printed = entries.map(([key, entry]): Doc => [
    JSON.stringify(key),
    ": ",
    printValue(entry, expandedDepth - 1),
  ]);
  return group(["{", indent([line, join([",", line], printed)]), line, "}"], {
    shouldBreak: expandedDepth > 0,
  });
}

function printArray(values: readonly Json[], expandedDepth: number): Doc {
  if (values.length === 0) return "[]";
  const printed = values.map((value) => printValue(value, expandedDepth - 1));
  if (values.every((value) => typeof value === "number")) {
    const parts = printed.flatMap((doc, index) =>
      index === printed.length - 1 ? [doc] : [[doc, ","], line],
    );
    return group(["[", indent([softline, fill(parts)]), ifBreak(""), softline, "]"]);
  }
  return group(["[", indent([softline, join([",", line], printed)]), softline, "]"], {
    shouldBreak: isMatrix(values),
  });
}

function isMatrix(values: readonly Json[]): boolean {
  if (values.length < 2) return false;
  return (
    values.every((value) => Array.isArray(value) && value.length > 1) ||
    values.every((value) => isRecord(value) && Object.keys(value).length > 1)
  );
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
