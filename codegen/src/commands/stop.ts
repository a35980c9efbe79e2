import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";

/** Ends a verb with findings: what a phase could not go on with. The exit code is 1. */
export class Stop extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join("\n"));
    this.name = "Stop";
    this.diagnostics = diagnostics;
  }
}

/** A `Stop` with one finding that has no place in a file: what a tool or the disk refused. */
export function stop(code: Code, message: string, help: string | null): Stop {
  return new Stop([diagnostic(code, message, { help })]);
}

/** A command line that cannot be understood. The exit code is 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
