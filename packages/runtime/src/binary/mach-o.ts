import type { BoundedFile } from "./bounded-file.js";
import { Damage, toOffset } from "./bounded-file.js";

/** A Mach-O image: one architecture of a file, or all of it. */
export interface MachO {
  readonly arch: string;
  readonly image: BoundedFile;
}

const processors: Readonly<Record<number, string>> = {
  0x00_00_00_07: "ia32",
  0x00_00_00_0c: "arm",
  0x01_00_00_07: "x64",
  0x01_00_00_0c: "arm64",
};

/** A universal file holds two or three; many more is a Java class, which begins alike. */
const MOST_IMAGES = 16;
const SEGMENT_64 = 0x19;

/** The images in a Mach-O file; more than one where it is universal. */
export function parseMachO(file: BoundedFile): readonly MachO[] {
  const magic = file.read(0, 4).readUInt32BE(0);
  const wide = magic === 0xcafebabf;
  if (magic !== 0xcafebabe && !wide) return [image(file)];
  const count = file.read(0, 8).readUInt32BE(4);
  if (count === 0 || count > MOST_IMAGES) throw new Damage("its Mach-O header is broken");
  const entryBytes = wide ? 32 : 20;
  const table = file.read(8, count * entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    const offset = wide ? toOffset(table.readBigUInt64BE(at + 8)) : table.readUInt32BE(at + 8);
    const size = wide ? toOffset(table.readBigUInt64BE(at + 16)) : table.readUInt32BE(at + 12);
    return image(file.slice(offset, size));
  });
}

function image(file: BoundedFile): MachO {
  const header = file.read(0, 8);
  const magic = header.readUInt32LE(0);
  if (magic !== 0xfeedfacf && magic !== 0xfeedface) throw new Damage("its Mach-O header is broken");
  const processor = header.readUInt32LE(4);
  return { arch: processors[processor] ?? `Mach-O processor ${processor}`, image: file };
}

/** Bytes of a section of a 64-bit image; also finds that the image is cut short. */
export function machOSection(file: BoundedFile, segment: string, name: string): Buffer | null {
  if (file.read(0, 4).readUInt32LE(0) !== 0xfeedfacf) return null;
  const header = file.read(0, 32);
  const count = header.readUInt32LE(16);
  const commands = file.read(32, header.readUInt32LE(20));
  let found: Buffer | null = null;
  for (let at = 0, index = 0; index < count; index += 1) {
    if (at + 8 > commands.length) throw new Damage("its Mach-O header is broken");
    const sizeBytes = commands.readUInt32LE(at + 4);
    if (sizeBytes < 8 || at + sizeBytes > commands.length) {
      throw new Damage("its Mach-O header is broken");
    }
    if (commands.readUInt32LE(at) === SEGMENT_64) {
      const command = commands.subarray(at, at + sizeBytes);
      found ??= sectionOf(file, command, segment, name);
    }
    at += sizeBytes;
  }
  return found;
}

function sectionOf(
  file: BoundedFile,
  command: Buffer,
  segment: string,
  name: string,
): Buffer | null {
  if (command.length < 72) throw new Damage("its Mach-O header is broken");
  file.slice(toOffset(command.readBigUInt64LE(40)), toOffset(command.readBigUInt64LE(48)));
  const count = command.readUInt32LE(64);
  for (let index = 0, at = 72; index < count; index += 1, at += 80) {
    if (at + 80 > command.length) throw new Damage("its Mach-O header is broken");
    if (text(command, at) === name && text(command, at + 16) === segment) {
      return file.read(command.readUInt32LE(at + 48), toOffset(command.readBigUInt64LE(at + 40)));
    }
  }
  return null;
}

function text(bytes: Buffer, at: number): string {
  return bytes.toString("latin1", at, at + 16).replace(/\0+$/u, "");
}
