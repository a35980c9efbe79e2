/** Files without a disk, for the reader of binaries: they count what is read. */
import type { BinaryInfo } from "../src/binary/binary-info.js";
import { boundedFile } from "../src/binary/bounded-file.js";
import { inspectFile } from "../src/binary/inspect-binary.js";

export interface Looked extends BinaryInfo {
  /** Bytes that were asked for, and how often. */
  readonly readBytes: number;
  readonly reads: number;
}

/** Inspects bytes; `sizeBytes` pretends that zeros follow. */
export function look(bytes: Buffer, arch = "x64", sizeBytes: number = bytes.length): Looked {
  let readBytes = 0;
  let reads = 0;
  const file = boundedFile({
    sizeBytes,
    readInto(into, at, offset) {
      const length = Math.min(into.length - at, sizeBytes - offset);
      readBytes += length;
      reads += 1;
      into.fill(0, at, at + length);
      if (offset < bytes.length) bytes.copy(into, at, offset, offset + length);
      return length;
    },
  });
  const info = inspectFile(file, arch);
  return { ...info, readBytes, reads };
}
