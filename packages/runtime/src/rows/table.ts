import type { Numbers } from "./bytes.js";
import { f64s, i32s, u32s } from "./bytes.js";

/** Columns of a row set in their order; a nested list of rows has a layout of its own. */
export type RowLayout = readonly (string | readonly [name: string, layout: RowLayout])[];

/** The value of a row in a column. */
type Read = (row: number) => unknown;

interface Column {
  readonly name: string;
  readonly read: Read;
  /** For many rows: decodes the pool of a string column once. It stays in memory as long as one of its strings. */
  readonly many: () => Read;
}

/** Node's own way from bytes to a string, twice as quick as `toString`; Bun and Deno have it too. */
interface SlicingBuffer extends Buffer {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
}

/** A packed table whose header has been read: docs/border.md, Row sets. */
export interface Table {
  readonly length: number;
  row(index: number): Readonly<Record<string, unknown>>;
  /** All of them. */
  rows(): Readonly<Record<string, unknown>>[];
  /** Null: no such column. */
  column(name: string): unknown[] | null;
}

const MAGIC = 0x574f5246;
const FORMAT = 1;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 32;
const UTF16 = 1;
const DICTIONARY = 2;

/** V8's longest string; a larger pool is decoded string by string. */
const LONGEST_STRING = 0x1fff_ffe8;

/** Reads header and directory of a packed table. Throws where it does not fit the layout. */
export function openTable(packed: Buffer, layout: RowLayout): Table {
  if (packed.length < HEADER_BYTES || packed.readUInt32LE(0) !== MAGIC) throw broken("no row set");
  if (packed.readUInt32LE(4) !== FORMAT) throw broken(`format ${packed.readUInt32LE(4)}`);
  const length = packed.readUInt32LE(8);
  const count = packed.readUInt32LE(12);
  if (count !== layout.length) throw broken(`${count} columns, not ${layout.length}`);
  const columns = layout.map((field, index) => {
    const [name, nested] = typeof field === "string" ? [field, null] : field;
    return openColumn(name, nested, packed, HEADER_BYTES + index * ENTRY_BYTES, length);
  });
  // Copied for each row: an object that has its properties from the start is twice as quick to fill.
  const blank = Object.fromEntries(columns.map(({ name }) => [name, undefined as unknown]));
  return {
    length,
    row(index) {
      const row = { ...blank };
      for (const { name, read } of columns) row[name] = read(index);
      return row;
    },
    rows() {
      const readers = columns.map(({ name, many }) => ({ name, read: many() }));
      const list = fill(length, (index) => {
        const row = { ...blank };
        for (const { name, read } of readers) row[name] = read(index);
        return row;
      });
      return list;
    },
    column(name) {
      const read = columns.find((column) => column.name === name)?.many();
      return read === undefined ? null : fill(length, read);
    },
  };
}

/** A quicker `Array.from`. */
function fill<T>(length: number, make: (index: number) => T): T[] {
  const list: T[] = [];
  for (let index = 0; index < length; index += 1) list.push(make(index));
  return list;
}

function openColumn(
  name: string,
  nested: RowLayout | null,
  packed: Buffer,
  at: number,
  length: number,
): Column {
  if (at + ENTRY_BYTES > packed.length) throw broken("a directory that is cut short");
  const kind = packed.readUInt32LE(at);
  const flags = packed.readUInt32LE(at + 4);
  const offset = packed.readUInt32LE(at + 8);
  const sizeBytes = packed.readUInt32LE(at + 12);
  const validity = packed.readUInt32LE(at + 16);
  const entries = packed.readUInt32LE(at + 20);
  if (offset + sizeBytes > packed.length || (validity !== 0 && validity + length > packed.length)) {
    throw broken(`column ${name} beyond its end`);
  }
  const data = packed.subarray(offset, offset + sizeBytes);
  const column = openData(name, kind, flags, data, length, entries, nested);
  if (validity === 0) return column;
  const present = packed.subarray(validity, validity + length);
  const guard =
    (read: Read): Read =>
    (row) =>
      present[row] === 1 ? read(row) : undefined;
  return { name, read: guard(column.read), many: () => guard(column.many()) };
}

function openData(
  name: string,
  kind: number,
  flags: number,
  data: Buffer,
  length: number,
  entries: number,
  nested: RowLayout | null,
): Column {
  const need = (sizeBytes: number): void => {
    if (data.length < sizeBytes) throw broken(`column ${name} cut short`);
  };
  const plain = (read: Read): Column => ({ name, read, many: () => read });
  switch (kind) {
    case 1:
      need(8 * length);
      return plain(reader(f64s(data, 0, length)));
    case 2:
      need(4 * length);
      return plain(reader(u32s(data, 0, length)));
    case 3:
      need(4 * length);
      return plain(reader(i32s(data, 0, length)));
    case 4:
      need(length);
      return plain((row) => data[row] === 1);
    case 5:
      return openStrings(name, flags, data, length, entries);
    case 6:
    case 7:
      return openLists(name, kind === 6 ? (nested ?? []) : null, data, length);
    default:
      throw broken(`column ${name} of kind ${kind}`);
  }
}

function openStrings(
  name: string,
  flags: number,
  data: Buffer,
  length: number,
  entries: number,
): Column {
  const wide = (flags & UTF16) !== 0;
  const dictionary = (flags & DICTIONARY) !== 0;
  const count = dictionary ? entries : length;
  const endsAt = dictionary ? padded(4 * length) : 0;
  const poolAt = endsAt + padded(4 * (count + 1));
  if (data.length < poolAt) throw broken(`column ${name} cut short`);
  const indices = dictionary ? u32s(data, 0, length) : null;
  const ends = u32s(data, endsAt, count + 1);
  const pool = data.subarray(poolAt) as SlicingBuffer;
  const units = wide ? pool.length >>> 1 : pool.length;
  if ((ends[count] ?? 0) > units) throw broken(`column ${name} cut short`);

  const one = (entry: number): string => {
    const start = ends[entry] ?? 0;
    const end = ends[entry + 1] ?? start;
    return wide ? pool.ucs2Slice(2 * start, 2 * end) : pool.latin1Slice(start, end);
  };
  const all = (): ((entry: number) => string) => {
    if (units > LONGEST_STRING) return one;
    const text = wide ? pool.ucs2Slice(0, 2 * units) : pool.latin1Slice(0, units);
    return (entry) => text.slice(ends[entry], ends[entry + 1]);
  };
  if (indices === null) return { name, read: one, many: all };

  // Few strings stand for many rows: each is decoded once.
  const known: (string | undefined)[] = [];
  const read: Read = (row) => {
    const entry = indices[row] ?? 0;
    return (known[entry] ??= one(entry));
  };
  return { name, read, many: () => read };
}

function openLists(name: string, nested: RowLayout | null, data: Buffer, length: number): Column {
  const valuesAt = padded(4 * (length + 1));
  if (data.length < valuesAt) throw broken(`column ${name} cut short`);
  const ends = u32s(data, 0, length + 1);
  const total = ends[length] ?? 0;
  if (nested === null) {
    if (data.length < valuesAt + 4 * total) throw broken(`column ${name} cut short`);
    const values = u32s(data, valuesAt, total);
    const read: Read = (row) => {
      const start = ends[row] ?? 0;
      return fill((ends[row + 1] ?? start) - start, (at) => values[start + at]);
    };
    return { name, read, many: () => read };
  }
  const table = openTable(data.subarray(valuesAt), nested);
  if (table.length < total) throw broken(`column ${name} cut short`);
  return {
    name,
    read: (row) => {
      const start = ends[row] ?? 0;
      const end = ends[row + 1] ?? start;
      return fill(end - start, (at) => table.row(start + at));
    },
    many: () => {
      const list = table.rows();
      return (row) => list.slice(ends[row], ends[row + 1]);
    },
  };
}

function reader(numbers: Numbers): Read {
  return (row) => numbers[row];
}

function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 8) * 8;
}

/** Only a runtime and a binary of different contracts, or memory that was overwritten, come here. */
function broken(what: string): Error {
  return Object.assign(new Error(`The rows from the native addon cannot be read: ${what}`), {
    code: "ERR_FERROTYPE_ROWS",
  });
}
