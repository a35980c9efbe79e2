import type { BoundedFile } from "./bounded-file.js";
import { Damage } from "./bounded-file.js";

/** What a Windows DLL says about itself. */
export interface Pe {
  readonly arch: string;
  /** Bytes of the section of that name (at most 8 characters); null without it. */
  section(name: string): Buffer | null;
}

const machines: Readonly<Record<number, string>> = {
  0x01_4c: "ia32",
  0x01_c4: "arm",
  0x86_64: "x64",
  0xaa_64: "arm64",
};

/** Reads the headers of a PE file. */
export function parsePe(file: BoundedFile): Pe {
  const start = file.read(0, 64).readUInt32LE(60);
  const header = file.read(start, 24);
  if (header.toString("latin1", 0, 4) !== "PE\0\0") throw new Damage("its PE header is broken");
  const machine = header.readUInt16LE(4);
  const count = header.readUInt16LE(6);
  const table = file.read(start + 24 + header.readUInt16LE(20), count * 40);
  const sections = Array.from({ length: count }, (_, index) => {
    const at = index * 40;
    return {
      name: table.toString("latin1", at, at + 8).replace(/\0+$/u, ""),
      sizeBytes: Math.min(table.readUInt32LE(at + 8), table.readUInt32LE(at + 16)),
      fileBytes: table.readUInt32LE(at + 16),
      offset: table.readUInt32LE(at + 20),
    };
  });
  for (const { offset, fileBytes } of sections) file.slice(offset, fileBytes);
  return {
    arch: machines[machine] ?? `PE machine ${machine}`,
    section(name) {
      const found = sections.find((section) => section.name === name);
      return found === undefined ? null : file.read(found.offset, found.sizeBytes);
    },
  };
}
