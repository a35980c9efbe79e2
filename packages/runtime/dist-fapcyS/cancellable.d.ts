/// <reference types="node" preserve="true" />
/** Options of a call that can be cancelled. */
export interface Cancellable {
    /** Aborting it stops the work and rejects with the signal's `reason`. */
    signal?: AbortSignal | undefined;
}
