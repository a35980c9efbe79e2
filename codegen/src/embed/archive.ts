import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

import type { EmbeddedFile, EmbeddedManifest } from "@ferrotype/runtime";

import type { Embeddable } from "./read-embeddable.js";

/** A binary as it goes into an executable. */
export interface Archive {
  readonly file: EmbeddedFile;
  readonly bytes: Buffer;
}

/** Where gzip says which system made it. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/** Packs one binary; equal bytes give an equal archive of the same Node, whatever the time and the system. */
export function packArchive(target: string, fileName: string, content: Buffer): Archive {
  const bytes = gzipSync(content, { level: 9 });
  bytes[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return {
    bytes,
    file: {
      target,
      fileName,
      sizeBytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      archive: `${fileName}.gz`,
      archiveBytes: bytes.length,
    },
  };
}

/** What the loader is told of the archives; their paths are relative to the manifest. */
export function manifestOf({ table }: Embeddable, archives: readonly Archive[]): EmbeddedManifest {
  return {
    format: 1,
    package: table.package,
    version: table.version,
    algorithm: table.algorithm,
    contract: table.contract,
    files: archives.map(({ file }) => file),
  };
}
