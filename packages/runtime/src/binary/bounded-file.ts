import { fs } from "../builtin.js";

/** What is wrong with a file that should be a shared library; never leaves `binary/`. */
export class Damage extends Error {}

/** A part of a file, read piece by piece; reading beyond its end is `Damage`, never a crash. */
export interface BoundedFile {
  readonly sizeBytes: number;
  read(offset: number, lengthBytes: number): Buffer;
  /** The same, for looking through all of a file: counts for nothing. */
  scan(offset: number, lengthBytes: number): Buffer;
  slice(offset: number, lengthBytes: number): BoundedFile;
}

/** Where bytes come from. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fills `bytes` from its index `at` on with what stands at `offset`; gives how many, 0 at the end. */
  readInto(bytes: Buffer, at: number, offset: number): number;
}

/** No honest header, table or stamp of an addon is larger; what claims to be is broken. */
const MOST_BYTES = 0x100_0000;

/** Opens a regular file for `use` and closes it. A pipe or folder is `Damage`; errors of the system pass. */
export function withFile<T>(path: string, use: (file: BoundedFile) => T): T {
  // Asked before opening: opening a pipe that nobody writes to would hang.
  if (!fs.statSync(path).isFile()) throw new Damage("it is not a regular file");
  const descriptor = fs.openSync(path, "r");
  try {
    const readInto: ByteSource["readInto"] = (bytes, at, offset) =>
      fs.readSync(descriptor, bytes, at, bytes.length - at, offset);
    return use(boundedFile({ sizeBytes: fs.fstatSync(descriptor).size, readInto }));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** All of a source; what is read of it and its slices together stays within 16 MiB. */
export function boundedFile(source: ByteSource): BoundedFile {
  let left = MOST_BYTES;
  const part = (start: number, sizeBytes: number): BoundedFile => {
    const check = (offset: number, lengthBytes: number): void => {
      if (offset < 0 || lengthBytes < 0 || !(offset + lengthBytes <= sizeBytes)) {
        throw new Damage(
          `it is cut short: it has ${sizeBytes} bytes, its header speaks of ${offset + lengthBytes}`,
        );
      }
    };
    const scan = (offset: number, lengthBytes: number): Buffer => {
      check(offset, lengthBytes);
      const bytes = Buffer.alloc(lengthBytes);
      for (let done = 0; done < lengthBytes;) {
        const count = source.readInto(bytes, done, start + offset + done);
        if (count === 0) throw new Damage("it became shorter while it was read");
        done += count;
      }
      return bytes;
    };
    return {
      sizeBytes,
      scan,
      read(offset, lengthBytes) {
        check(offset, lengthBytes);
        left -= lengthBytes;
        if (left < 0) throw new Damage("its header makes no sense");
        return scan(offset, lengthBytes);
      },
      slice(offset, lengthBytes) {
        check(offset, lengthBytes);
        return part(start + offset, lengthBytes);
      },
    };
  };
  return part(0, source.sizeBytes);
}

/** A 64-bit number of a header; one that is not exact in JavaScript is larger than any file. */
export function toOffset(value: bigint): number {
  return Number(value);
}
