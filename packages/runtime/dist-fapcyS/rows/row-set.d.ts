/**
 * Row sets: packed columns from Rust that are read as rows.
 *
 * Invariant: a row is decoded when it is asked for, and not before.
 */
import type { RowLayout } from "./table.js";
export type { RowLayout } from "./table.js";
/**
 * Rows that are decoded when they are touched; every access makes a new object. Summaries (`truncated`, `errors` …)
 * are own properties beside the rows. `JSON.stringify` gives the array of rows, without the summary.
 */
export interface RowSet<T> extends Iterable<T> {
    readonly length: number;
    /** The row at `index`, counted from the end where it is negative; undefined beyond either end. */
    at(index: number): T | undefined;
    /** All rows as an array; the quickest way to have them all. */
    toArray(): T[];
    /** The values of one column, without making rows. */
    column<K extends keyof T>(name: K): ReadonlyArray<T[K]>;
}
/** A decoder of packed rows. What is no packed row set (null, undefined) passes unchanged. */
export declare function rows(layout: RowLayout): (result: unknown) => unknown;
