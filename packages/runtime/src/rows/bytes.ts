/** The computer's own byte order; tables are little-endian. */
const little: boolean = /* @__PURE__ */ (() =>
  new Uint8Array(new Uint16Array([1]).buffer)[0] === 1)();

/** Numbers of a column, as a typed array over the buffer where alignment and byte order allow it. */
export interface Numbers {
  readonly length: number;
  readonly [index: number]: number;
}

type View = Float64Array | Int32Array | Uint32Array;

/** `count` numbers of 8 bytes. */
export function f64s(bytes: Buffer, offset: number, count: number): Numbers {
  return viewOf(bytes, offset, count, Float64Array, "getFloat64");
}

/** `count` numbers of 4 bytes without sign. */
export function u32s(bytes: Buffer, offset: number, count: number): Numbers {
  return viewOf(bytes, offset, count, Uint32Array, "getUint32");
}

/** `count` numbers of 4 bytes with sign. */
export function i32s(bytes: Buffer, offset: number, count: number): Numbers {
  return viewOf(bytes, offset, count, Int32Array, "getInt32");
}

function viewOf(
  bytes: Buffer,
  offset: number,
  count: number,
  Kind: {
    new (buffer: ArrayBufferLike, byteOffset: number, length: number): View;
    readonly BYTES_PER_ELEMENT: number;
  },
  read: "getFloat64" | "getInt32" | "getUint32",
): Numbers {
  const start = bytes.byteOffset + offset;
  if (little && start % Kind.BYTES_PER_ELEMENT === 0) return new Kind(bytes.buffer, start, count);
  const view = new DataView(bytes.buffer, start, count * Kind.BYTES_PER_ELEMENT);
  return Array.from({ length: count }, (_, index) =>
    view[read](index * Kind.BYTES_PER_ELEMENT, true),
  );
}
