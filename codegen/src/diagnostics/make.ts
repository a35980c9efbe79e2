import { codes, type Code } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";

/** A finding with the severity of its code; what is left out is null or empty. */
export function diagnostic(
  code: Code,
  message: string,
  rest: Partial<Pick<Diagnostic, "primary" | "related" | "help" | "at">> = {},
): Diagnostic {
  return {
    code,
    severity: codes[code].severity,
    message,
    primary: rest.primary ?? null,
    related: rest.related ?? [],
    help: rest.help ?? null,
    at: rest.at ?? null,
  };
}
