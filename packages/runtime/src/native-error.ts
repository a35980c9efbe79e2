/**
 * An error of a native function: JavaScript's own `Error`, `TypeError` or `RangeError` with a code, and the fields that
 * Node's errors have where they apply.
 */
export interface NativeError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly path?: string;
  /** The second path of a copy or a rename. */
  readonly dest?: string;
  readonly syscall?: string;
  /** Negative, like Node's. */
  readonly errno?: number;
}

/** A guard for errors that carry one of `codes`. */
/* @__NO_SIDE_EFFECTS__ */
export function errorGuard<Code extends string>(
  codes: readonly Code[],
): (error: unknown) => error is NativeError<Code> {
  const known: ReadonlySet<unknown> = new Set(codes);
  // Not `instanceof`: errors of another realm (a vm context, a test runner) count too.
  return (error): error is NativeError<Code> =>
    typeof error === "object" &&
    error !== null &&
    "message" in error &&
    known.has((error as { code?: unknown }).code);
}
