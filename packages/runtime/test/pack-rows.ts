/** Packs tables as docs/border.md describes them, apart from the Rust code that does it. */

export type PackedColumn =
  | { readonly kind: "f64" | "i32" | "u32"; readonly values: readonly (number | undefined)[] }
  | { readonly kind: "bool"; readonly values: readonly (boolean | undefined)[] }
  | {
      readonly kind: "string";
      readonly values: readonly (string | undefined)[];
      readonly utf16?: boolean;
      readonly dictionary?: boolean;
    }
  | { readonly kind: "lists"; readonly lengths: readonly number[]; readonly table: Buffer }
  | { readonly kind: "u32 lists"; readonly values: readonly (readonly number[])[] };

const KIND = { f64: 1, u32: 2, i32: 3, bool: 4, string: 5, lists: 6, "u32 lists": 7 } as const;

/** A packed table of `length` rows. */
export function packTable(length: number, columns: readonly PackedColumn[]): Buffer {
  const head = Buffer.alloc(16 + 32 * columns.length);
  head.writeUInt32LE(0x574f5246, 0);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(length, 8);
  head.writeUInt32LE(columns.length, 12);
  const parts: Buffer[] = [head];
  let offset = head.length;
  const add = (bytes: Buffer): number => {
    const at = offset;
    const whole = padded(bytes);
    parts.push(whole);
    offset += whole.length;
    return at;
  };
  for (const [index, column] of columns.entries()) {
    const at = 16 + 32 * index;
    const data = dataOf(column);
    head.writeUInt32LE(KIND[column.kind], at);
    if (column.kind === "string") {
      head.writeUInt32LE(
        (column.utf16 === true ? 1 : 0) + (column.dictionary === true ? 2 : 0),
        at + 4,
      );
      if (column.dictionary === true) head.writeUInt32LE(new Set(column.values).size, at + 20);
    }
    head.writeUInt32LE(add(data), at + 8);
    head.writeUInt32LE(data.length, at + 12);
    if ("values" in column && column.values.some((value) => value === undefined)) {
      const present = column.values.map((value) => (value === undefined ? 0 : 1));
      head.writeUInt32LE(add(Buffer.from(present)), at + 16);
    }
  }
  return Buffer.concat(parts);
}

function dataOf(column: PackedColumn): Buffer {
  switch (column.kind) {
    case "f64":
      return numbers(column.values, 8, (bytes, value, at) => bytes.writeDoubleLE(value, at));
    case "u32":
      return u32s(column.values);
    case "i32":
      return numbers(column.values, 4, (bytes, value, at) => bytes.writeInt32LE(value, at));
    case "bool":
      return Buffer.from(column.values.map((value) => (value === true ? 1 : 0)));
    case "string":
      return strings(column.values, column.utf16 === true, column.dictionary === true);
    case "lists":
      return Buffer.concat([padded(u32s(ends(column.lengths))), column.table]);
    case "u32 lists": {
      const lengths = column.values.map((list) => list.length);
      return Buffer.concat([padded(u32s(ends(lengths))), u32s(column.values.flat())]);
    }
  }
}

function strings(
  values: readonly (string | undefined)[],
  utf16: boolean,
  dictionary: boolean,
): Buffer {
  const all = values.map((value) => value ?? "");
  const entries = dictionary ? [...new Set(all)] : all;
  const index = dictionary ? [padded(u32s(all.map((value) => entries.indexOf(value))))] : [];
  const pool = Buffer.from(entries.join(""), utf16 ? "utf16le" : "latin1");
  return Buffer.concat([...index, padded(u32s(ends(entries.map(({ length }) => length)))), pool]);
}

function ends(lengths: readonly number[]): number[] {
  const result = [0];
  for (const length of lengths) result.push((result.at(-1) ?? 0) + length);
  return result;
}

function u32s(values: readonly (number | undefined)[]): Buffer {
  return numbers(values, 4, (bytes, value, at) => bytes.writeUInt32LE(value, at));
}

function numbers(
  values: readonly (number | undefined)[],
  sizeBytes: number,
  write: (bytes: Buffer, value: number, at: number) => void,
): Buffer {
  const bytes = Buffer.alloc(values.length * sizeBytes);
  for (const [index, value] of values.entries()) write(bytes, value ?? 0, index * sizeBytes);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  const whole = Buffer.alloc(Math.ceil(bytes.length / 8) * 8);
  bytes.copy(whole);
  return whole;
}
