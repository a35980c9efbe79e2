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
export declare function errorGuard<Code extends string>(codes: readonly Code[]): (error: unknown) => error is NativeError<Code>;
