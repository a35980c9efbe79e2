/** Reads a packed table by docs/border.md alone; written apart from the runtime's decoder, to check both. */

export interface DecodedColumn {
  readonly kind: number;
  readonly flags: number;
  readonly dictionary: number;
  readonly values: readonly unknown[];
}

const MAGIC = 0x574f5246;
const KIND = { f64: 1, u32: 2, i32: 3, bool: 4, text: 5, rows: 6, numbers: 7 };
const FLAG = { utf16: 1, dictionary: 2 };

/** Columns in the order of the struct's fields; a list of rows becomes a list of their columns. */
export function decodeTable(table: DataView): readonly DecodedColumn[] {
  if (table.getUint32(0, true) !== MAGIC) throw new Error("the table does not start with FROW");
  if (table.getUint32(4, true) !== 1) throw new Error("the table is of another version");
  const rows = table.getUint32(8, true);
  return range(table.getUint32(12, true)).map((index) =>
    decodeColumn(table, 16 + 32 * index, rows),
  );
}

function decodeColumn(table: DataView, entry: number, rows: number): DecodedColumn {
  const field = (index: number): number => table.getUint32(entry + 4 * index, true);
  const [kind, flags, offset, length, validity, dictionary] = range(6).map(field) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (offset % 8 !== 0 || validity % 8 !== 0) throw new Error("an offset is no multiple of 8");
  if (field(6) !== 0 || field(7) !== 0) throw new Error("the end of an entry is not zero");
  const data = new DataView(table.buffer, table.byteOffset + offset, length);
  const present = (row: number): boolean => validity === 0 || table.getUint8(validity + row) === 1;
  const value = reader(data, kind, flags, rows, dictionary);
  return {
    kind,
    flags,
    dictionary,
    values: range(rows).map((row) => (present(row) ? value(row) : undefined)),
  };
}

function reader(
  data: DataView,
  kind: number,
  flags: number,
  rows: number,
  dictionary: number,
): (row: number) => unknown {
  switch (kind) {
    case KIND.f64:
      return (row) => data.getFloat64(8 * row, true);
    case KIND.u32:
      return (row) => data.getUint32(4 * row, true);
    case KIND.i32:
      return (row) => data.getInt32(4 * row, true);
    case KIND.bool:
      return (row) => data.getUint8(row) === 1;
    case KIND.text:
      return textReader(data, flags, rows, dictionary);
    case KIND.rows: {
      const start = padded(4 * (rows + 1));
      const inner = decodeTable(tail(data, start));
      return (row) =>
        inner.map((column) => column.values.slice(endOf(data, row), endOf(data, row + 1)));
    }
    case KIND.numbers: {
      const start = padded(4 * (rows + 1));
      return (row) =>
        range(endOf(data, row + 1) - endOf(data, row)).map((index) =>
          data.getUint32(start + 4 * (endOf(data, row) + index), true),
        );
    }
    default:
      throw new Error(`a column of kind ${String(kind)}`);
  }
}

function textReader(
  data: DataView,
  flags: number,
  rows: number,
  dictionary: number,
): (row: number) => string {
  const indexed = (flags & FLAG.dictionary) !== 0;
  const entries = indexed ? dictionary : rows;
  const ends = tail(data, indexed ? padded(4 * rows) : 0);
  const pool = tail(ends, padded(4 * (entries + 1)));
  const wide = (flags & FLAG.utf16) !== 0;
  return (row) => {
    const entry = indexed ? data.getUint32(4 * row, true) : row;
    const start = endOf(ends, entry);
    const units = range(endOf(ends, entry + 1) - start).map((unit) =>
      wide ? pool.getUint16(2 * (start + unit), true) : pool.getUint8(start + unit),
    );
    return String.fromCharCode(...units);
  };
}

function endOf(ends: DataView, index: number): number {
  return ends.getUint32(4 * index, true);
}

function tail(data: DataView, offset: number): DataView {
  return new DataView(data.buffer, data.byteOffset + offset, data.byteLength - offset);
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
