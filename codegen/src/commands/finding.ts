import { codes, type Code } from "../diagnostics/codes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** A finding without a place in a file: what a tool or the disk refused. */
export function finding(code: Code, message: string, help: string | null): Diagnostic {
  return {
    code,
    severity: codes[code].severity,
    message,
    primary: null,
    related: [],
    help,
    at: null,
  };
}
