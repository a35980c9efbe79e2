/**
 * Row sets: packed columns from Rust that are read as rows.
 *
 * Invariant: a row is decoded when it is asked for, and not before.
 */
import type { RowLayout, Table } from "./table.js";
import { openTable } from "./table.js";

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

/** What a function that returns rows hands over: the packed table and the summary. */
type PackedRows = readonly [packed: Buffer, summary: object | undefined];

/** A decoder of packed rows. What is no packed row set (null, undefined) passes unchanged. */
export function rows(layout: RowLayout): (result: unknown) => unknown {
  return (result) => {
    if (!isPacked(result)) return result;
    return Object.assign(new PackedRowSet(openTable(asBuffer(result[0]), layout)), result[1]);
  };
}

function isPacked(result: unknown): result is PackedRows {
  return Array.isArray(result) && result[0] instanceof Uint8Array;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Rows that `console.log` shows unless it is told how many. */
const SHOWN = 100;

type Inspect = (value: unknown, options: object) => string;

class PackedRowSet implements RowSet<unknown> {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  get length(): number {
    return this.#table.length;
  }

  at(index: number): unknown {
    const whole = Math.trunc(index) || 0;
    const row = whole < 0 ? whole + this.length : whole;
    return row >= 0 && row < this.length ? this.#table.row(row) : undefined;
  }

  *[Symbol.iterator](): IterableIterator<unknown> {
    for (let index = 0; index < this.length; index += 1) yield this.#table.row(index);
  }

  toArray(): unknown[] {
    return this.#table.rows();
  }

  column(name: string): readonly never[] {
    const values = this.#table.column(name);
    if (values === null) throw new TypeError(`The rows have no column ${JSON.stringify(name)}`);
    return values as never[];
  }

  toJSON(): unknown[] {
    return this.toArray();
  }

  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number,
    options: { readonly maxArrayLength?: number | null },
    inspect: Inspect,
  ): string {
    if (depth < 0) return `[RowSet(${this.length})]`;
    const shown = Math.min(this.length, options.maxArrayLength ?? this.length, SHOWN);
    const list: unknown[] = [];
    for (let index = 0; index < shown; index += 1) list.push(this.#table.row(index));
    const rest = this.length - shown;
    if (rest > 0) list.push(verbatim(`… ${rest} more row${rest === 1 ? "" : "s"}`));
    const all = { ...options, depth, maxArrayLength: null };
    return `RowSet(${this.length}) ${inspect(Object.assign(list, this), all)}`;
  }
}

/** Something that `console.log` shows as this text. */
function verbatim(text: string): object {
  return { [Symbol.for("nodejs.util.inspect.custom")]: () => text };
}
