import type { Addon } from "../load/addon-table.js";
/** How a native function is cancelled. */
export interface CancelSpec {
    /** Index of the parameter that carries `signal`. */
    readonly at: number;
    /** Number of parameters before the cancel token. */
    readonly arity: number;
}
/** An id for a call: 1, 2, 3 … within this environment. */
export declare function nextCancelId(): number;
/** The signal in the arguments of a call; throws a TypeError where `signal` is something else. */
export declare function signalOf(name: string, container: unknown): AbortSignal | undefined;
/** Flips the flag of a call in Rust; an addon without a stamp has none. */
export declare function abortNative(addon: Addon, id: number): void;
/**
 * Calls back when the signal aborts; the result ends the watch. However many calls share a signal, it has one
 * listener of ours, and none when no call is left.
 */
export declare function watchSignal(signal: AbortSignal, callback: () => void): () => void;
