import type { BinaryStamp } from "./binary-info.js";
import type { BoundedFile } from "./bounded-file.js";
import { Damage } from "./bounded-file.js";

/** Begins the stamp; put together here so that this file's own text is no stamp. */
const MARKER: string = /* @__PURE__ */ ["FERROTYPE", "STAMP\0"].join("-");
const HEAD_BYTES = 20;
const CHUNK_BYTES = 0x10_0000;
/** No addon comes near; a sparse file may claim to be any size. */
const MOST_SCANNED_BYTES = 0x2000_0000;

/** The stamp in the bytes of a section, wherever it begins there. Null without one; `Damage` where it is broken. */
export function parseStamp(section: Buffer): BinaryStamp | null {
  const start = section.indexOf(MARKER, 0, "latin1");
  if (start < 0) return null;
  if (start + HEAD_BYTES > section.length) throw new Damage("its stamp is cut short");
  const end = start + HEAD_BYTES + section.readUInt32LE(start + MARKER.length);
  if (end > section.length) throw new Damage("its stamp is cut short");
  const stamp = decode(section.toString("utf8", start + HEAD_BYTES, end));
  if (stamp === null) throw new Damage("its stamp does not parse");
  return stamp;
}

/** Looks through the whole file; for binaries without a section table. What only looks like a stamp is passed over. */
export function scanStamp(file: BoundedFile): BinaryStamp | null {
  const overlap = HEAD_BYTES - 1;
  const end = Math.min(file.sizeBytes, MOST_SCANNED_BYTES);
  for (let offset = 0; offset < end; offset += CHUNK_BYTES) {
    const chunk = file.scan(offset, Math.min(CHUNK_BYTES + overlap, file.sizeBytes - offset));
    let at = chunk.indexOf(MARKER, 0, "latin1");
    while (at >= 0 && at + HEAD_BYTES <= chunk.length) {
      const lengthBytes = chunk.readUInt32LE(at + MARKER.length);
      const start = offset + at + HEAD_BYTES;
      if (lengthBytes > 1 && start + lengthBytes <= file.sizeBytes && isObject(file, start)) {
        const stamp = decode(file.read(start, lengthBytes).toString("utf8"));
        if (stamp !== null) return stamp;
      }
      at = chunk.indexOf(MARKER, at + 1, "latin1");
    }
  }
  return null;
}

function isObject(file: BoundedFile, at: number): boolean {
  return file.read(at, 1).toString("latin1") === "{";
}

function decode(text: string): BinaryStamp | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isStamp(value) ? value : null;
}

function isStamp(value: unknown): value is BinaryStamp {
  if (typeof value !== "object" || value === null) return false;
  const stamp = value as Partial<Record<keyof BinaryStamp, unknown>>;
  return (
    typeof stamp.package === "string" &&
    typeof stamp.version === "string" &&
    typeof stamp.algorithm === "number" &&
    typeof stamp.contract === "string" &&
    isOptionalNumber(stamp.napi) &&
    isOptionalNumber(stamp.cpu) &&
    typeof stamp.exports === "object" &&
    stamp.exports !== null &&
    Object.values(stamp.exports).every((hash) => typeof hash === "string")
  );
}

function isOptionalNumber(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}
