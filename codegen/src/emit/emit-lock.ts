/** The lock: the surface as sorted JSON, without positions. */
import type { Surface } from "../model/surface.js";
import { printJson, sortKeys } from "../print/json.js";
import type { Json } from "../print/json.js";

/** Levels whose objects are always one key a line: the lock, its list of items, an item. */
const expandedLevels = 3;

export function emitLock(surface: Surface): string {
  return printJson(withoutPositions(sortKeys(surface)), expandedLevels);
}

function withoutPositions(value: Json): Json {
  if (isList(value)) return value.map(withoutPositions);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "span" && key !== "nameSpan");
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutPositions(entry)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
