/** A lock from its text. What is written by hand, cut off or newer is told, not guessed. */
import { lockSchema, type Surface } from "../model/surface.js";
import { faultOf } from "./lock-shape.js";

/** The surface of a lock, or why it is none. */
export type ParsedLock =
  { readonly surface: Surface } | { readonly fault: string; readonly help: string };

const again = "write it anew with `ferrotype generate`";

export function parseLock(text: string): ParsedLock {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\u{FEFF}/u, ""));
  } catch (error) {
    const conflict = /^(?:<{7}|={7}|>{7})/mu.test(text);
    return {
      fault: `is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      help: conflict ? `it holds a merge conflict: ${again}` : again,
    };
  }
  const schema = schemaOf(value);
  if (schema !== null && schema > lockSchema) {
    return {
      fault: `has schema ${schema}, and this ferrotype knows ${lockSchema} and older`,
      help: "compare with the ferrotype that wrote it, or a newer one",
    };
  }
  const fault = faultOf(value);
  if (fault !== null) return { fault: `is no lock: ${fault}`, help: again };
  return { surface: value as Surface };
}

/** Locks had no number before they needed one. */
function schemaOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("schema" in value)) return null;
  return typeof value.schema === "number" ? value.schema : null;
}
