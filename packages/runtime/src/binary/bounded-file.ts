import { fs } from "../builtin.js";

/** What is wrong with a file that should be a shared library; never leaves `binary/`. */
export class Damage extends Error {}

/** A part of a file, read piece by piece; reading beyond its end is `Damage`, never a crash. */
export interface BoundedFile {
  readonly sizeBytes: number;
  read(offset: number, lengthBytes: number): Buffer;
  slice(offset: number, lengthBytes: number): BoundedFile;
}

/** No table of a header is larger; what claims to be is broken. */
const LARGEST_PIECE_BYTES = 0x400_0000;

/** Opens a regular file for `use` and closes it. A pipe or folder is `Damage`; errors of the system pass. */
export function withFile<T>(path: string, use: (file: BoundedFile) => T): T {
  // Asked before opening: opening a pipe that nobody writes to would hang.
  if (!fs.statSync(path).isFile()) throw new Damage("it is not a regular file");
  const descriptor = fs.openSync(path, "r");
  try {
    return use(part(descriptor, 0, fs.fstatSync(descriptor).size));
  } finally {
    fs.closeSync(descriptor);
  }
}

function part(descriptor: number, start: number, sizeBytes: number): BoundedFile {
  const check = (offset: number, lengthBytes: number): void => {
    if (offset < 0 || lengthBytes < 0 || !(offset + lengthBytes <= sizeBytes)) {
      throw new Damage(
        `it is cut short: it has ${sizeBytes} bytes, its header speaks of ${offset + lengthBytes}`,
      );
    }
  };
  return {
    sizeBytes,
    read(offset, lengthBytes) {
      check(offset, lengthBytes);
      if (lengthBytes > LARGEST_PIECE_BYTES) throw new Damage("its header makes no sense");
      const bytes = Buffer.alloc(lengthBytes);
      let done = 0;
      while (done < lengthBytes) {
        const count = fs.readSync(
          descriptor,
          bytes,
          done,
          lengthBytes - done,
          start + offset + done,
        );
        if (count === 0) throw new Damage("it became shorter while it was read");
        done += count;
      }
      return bytes;
    },
    slice(offset, lengthBytes) {
      check(offset, lengthBytes);
      return part(descriptor, start + offset, lengthBytes);
    },
  };
}

/** A 64-bit number of a header; one that is not exact in JavaScript is larger than any file. */
export function toOffset(value: bigint): number {
  return Number(value);
}
