/**
 * What stands between a caller and a native function: cancelling, row sets, errors that name the argument.
 * Imports `rows/` and, for types, `load/`.
 *
 * Invariant: what a call costs is paid where it is needed. A call that succeeds, without a signal, looks at nothing.
 */
import type { Addon } from "../load/addon-table.js";
import type { RowLayout } from "../rows/row-set.js";
import type { CancelSpec } from "./cancel.js";
import type { CheckedParameter } from "./check.js";
/** What `wrap` adds to a native function; parts that are left out add nothing. */
export interface WrapSpec {
    /** As errors name it: `readFile`, `Process.kill`. */
    readonly name: string;
    /** It returns a promise: wrong arguments reject. False by default. */
    readonly async?: boolean;
    readonly parameters?: readonly CheckedParameter[];
    readonly cancel?: CancelSpec;
    readonly rows?: RowLayout;
}
/** Any function of an addon. */
export type NativeFunction = (...values: never[]) => unknown;
/** A native function as users call it; keeps `this`. One that this target lacks (undefined) stays so. */
export declare function wrap<F extends NativeFunction>(fn: F, spec: WrapSpec, addon?: Addon): F;
/** Errors that name function, argument and value; see `Check`. */
export declare function checked<F extends NativeFunction>(fn: F, spec: Required<Pick<WrapSpec, "async" | "name" | "parameters">>): F;
/** A function that heeds `signal` in the argument `at`, from one that takes a cancel token after `arity` others. */
export declare function cancellable<F extends NativeFunction>(fn: F, cancel: CancelSpec, addon: Addon): F;
/** A function that gives row sets, from one that gives them packed. */
export declare function returnsRows<F extends NativeFunction>(fn: F, layout: RowLayout, { async }: {
    readonly async: boolean;
}): F;
