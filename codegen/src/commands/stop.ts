import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** Ends a verb with findings: what a phase could not go on with. The exit code is 1. */
export class Stop extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join("\n"));
    this.name = "Stop";
    this.diagnostics = diagnostics;
  }
}

/** A command line that cannot be understood. The exit code is 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
