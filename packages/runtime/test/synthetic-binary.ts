/** Small files with real headers: enough for a reader, not for a loader. */
import type { BinaryStamp } from "../src/binary/binary-info.js";

export interface SyntheticElf {
  readonly machine?: number;
  readonly wide?: boolean;
  readonly little?: boolean;
  readonly osAbi?: number;
  readonly type?: number;
  readonly needed?: readonly string[];
  readonly interpreter?: string;
  readonly stamp?: Buffer;
  readonly extraSections?: readonly string[];
  /** Without a section table, as some packers leave files; the stamp is then somewhere in the file. */
  readonly sections?: boolean;
}

export const exampleStamp: BinaryStamp = {
  package: "@x/addon",
  version: "1.2.3",
  algorithm: 1,
  contract: "0123456789abcdef0123456789abcdef",
  exports: { "ns.Tool": "22222222", grep: "11111111" },
};

/** A stamp as it stands in a section: marker, length, JSON. */
export function stampBytes(stamp: unknown = exampleStamp): Buffer {
  const json = Buffer.from(typeof stamp === "string" ? stamp : JSON.stringify(stamp));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([Buffer.from("FERROTYPE-STAMP\0"), length, json]);
}

/** An ELF shared library. */
export function elf(options: SyntheticElf = {}): Buffer {
  const { machine = 62, wide = true, little = true, osAbi = 0, type = 3 } = options;
  const { needed = ["libc.so.6"], interpreter, stamp, extraSections = [] } = options;
  const put = writer(wide, little);
  const headerBytes = wide ? 64 : 52;
  const segmentBytes = wide ? 56 : 32;
  const sectionBytes = wide ? 64 : 40;
  const wordBytes = wide ? 8 : 4;
  const segmentCount = interpreter === undefined ? 2 : 3;

  const names = Buffer.from(`\0${needed.map((name) => `${name}\0`).join("")}`);
  const namesAt = headerBytes + segmentCount * segmentBytes;
  const dynamicAt = align(namesAt + names.length);
  // Addresses are not offsets: the reader has to translate them.
  const ADDRESS = 0x10000;
  let nameOffset = 1;
  const tags: [number, number][] = needed.map((name) => {
    const tag: [number, number] = [1, nameOffset];
    nameOffset += name.length + 1;
    return tag;
  });
  tags.push([5, ADDRESS + namesAt], [0, 0]);
  const dynamic = Buffer.alloc(tags.length * 2 * wordBytes);
  for (const [index, [tag, value]] of tags.entries()) {
    put.word(dynamic, index * 2 * wordBytes, tag);
    put.word(dynamic, index * 2 * wordBytes + wordBytes, value);
  }
  const interpreterBytes = Buffer.from(interpreter === undefined ? "" : `${interpreter}\0`);
  const interpreterAt = align(dynamicAt + dynamic.length);
  const stampAt = align(interpreterAt + interpreterBytes.length);
  const sectionNames = ["", ".ferrotype", ".shstrtab", ...extraSections];
  const sectionNameBytes = Buffer.from(sectionNames.map((name) => `${name}\0`).join(""));
  const sectionNamesAt = align(stampAt + (stamp?.length ?? 0));
  const sectionsAt = align(sectionNamesAt + sectionNameBytes.length);
  const withSections = options.sections !== false;

  const file = Buffer.alloc(sectionsAt + (withSections ? sectionNames.length * sectionBytes : 0));
  file.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1, osAbi]);
  put.u16(file, 16, type);
  put.u16(file, 18, machine);
  put.word(file, wide ? 32 : 28, headerBytes);
  put.word(file, wide ? 40 : 32, withSections ? sectionsAt : 0);
  const counts = wide ? 52 : 40;
  put.u16(file, counts, headerBytes);
  put.u16(file, counts + 2, segmentBytes);
  put.u16(file, counts + 4, segmentCount);
  put.u16(file, counts + 6, sectionBytes);
  put.u16(file, counts + 8, withSections ? sectionNames.length : 0);
  put.u16(file, counts + 10, withSections ? 2 : 0);

  const segment = (index: number, kind: number, offset: number, size: number): void => {
    const at = headerBytes + index * segmentBytes;
    put.u32(file, at, kind);
    put.word(file, at + (wide ? 8 : 4), offset);
    put.word(file, at + (wide ? 16 : 8), ADDRESS + offset);
    put.word(file, at + (wide ? 32 : 16), size);
  };
  segment(0, 1, 0, sectionNamesAt);
  segment(1, 2, dynamicAt, dynamic.length);
  if (interpreter !== undefined) segment(2, 3, interpreterAt, interpreterBytes.length);
  names.copy(file, namesAt);
  dynamic.copy(file, dynamicAt);
  interpreterBytes.copy(file, interpreterAt);
  stamp?.copy(file, stampAt);
  if (!withSections) return file;

  sectionNameBytes.copy(file, sectionNamesAt);
  let sectionNameOffset = 0;
  for (const [index, name] of sectionNames.entries()) {
    const at = sectionsAt + index * sectionBytes;
    const absent = name === ".ferrotype" && stamp === undefined;
    const [offset, size] =
      name === ".ferrotype"
        ? [stampAt, stamp?.length ?? 0]
        : name === ".shstrtab"
          ? [sectionNamesAt, sectionNameBytes.length]
          : [0, 0];
    put.u32(file, at, absent ? 0 : sectionNameOffset);
    put.u32(file, at + 4, index === 0 ? 0 : 1);
    put.word(file, at + (wide ? 24 : 16), offset);
    put.word(file, at + (wide ? 32 : 20), size);
    sectionNameOffset += name.length + 1;
  }
  return file;
}

/** A Windows DLL. */
export function pe(machine = 0x8664, stamp?: Buffer): Buffer {
  const sections = stamp === undefined ? [".text"] : [".text", ".ferro"];
  const optionalBytes = 240;
  const tableAt = 128 + 24 + optionalBytes;
  const bodyAt = 1024;
  const raw = stamp === undefined ? 512 : Math.ceil(stamp.length / 512) * 512;
  const file = Buffer.alloc(bodyAt + 512 + raw);
  file.write("MZ");
  file.writeUInt32LE(128, 60);
  file.write("PE\0\0", 128, "latin1");
  file.writeUInt16LE(machine, 132);
  file.writeUInt16LE(sections.length, 134);
  file.writeUInt16LE(optionalBytes, 148);
  for (const [index, name] of sections.entries()) {
    const at = tableAt + index * 40;
    file.write(name, at);
    file.writeUInt32LE(name === ".ferro" ? (stamp?.length ?? 0) : 512, at + 8);
    file.writeUInt32LE(name === ".ferro" ? raw : 512, at + 16);
    file.writeUInt32LE(bodyAt + index * 512, at + 20);
  }
  stamp?.copy(file, bodyAt + 512);
  return file;
}

export const CPU = { x64: 0x01000007, arm64: 0x0100000c } as const;

/** A Mach-O image of one architecture. */
export function machO(cpu: number, stamp: Buffer = Buffer.alloc(0)): Buffer {
  const commandBytes = 72 + 2 * 80;
  const dataAt = 32 + 24 + commandBytes;
  const file = Buffer.alloc(dataAt + stamp.length);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(cpu, 4);
  file.writeUInt32LE(6, 12);
  file.writeUInt32LE(2, 16);
  file.writeUInt32LE(24 + commandBytes, 20);
  // LC_UUID: one that has to be stepped over.
  file.writeUInt32LE(0x1b, 32);
  file.writeUInt32LE(24, 36);
  const at = 56;
  file.writeUInt32LE(0x19, at);
  file.writeUInt32LE(commandBytes, at + 4);
  file.write("__DATA", at + 8);
  file.writeBigUInt64LE(BigInt(dataAt), at + 40);
  file.writeBigUInt64LE(BigInt(stamp.length), at + 48);
  file.writeUInt32LE(2, at + 64);
  for (const [index, name] of ["__data", "__ferrotype"].entries()) {
    const section = at + 72 + index * 80;
    file.write(name, section);
    file.write("__DATA", section + 16);
    file.writeBigUInt64LE(BigInt(index === 0 ? 0 : stamp.length), section + 40);
    file.writeUInt32LE(dataAt, section + 48);
  }
  stamp.copy(file, dataAt);
  return file;
}

/** A universal file of several images. */
export function universal(images: readonly (readonly [cpu: number, image: Buffer])[]): Buffer {
  const ALIGN = 4096;
  const header = Buffer.alloc(ALIGN);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(images.length, 4);
  const parts = [header];
  let offset = ALIGN;
  for (const [index, [cpu, image]] of images.entries()) {
    header.writeUInt32BE(cpu, 8 + index * 20);
    header.writeUInt32BE(offset, 8 + index * 20 + 8);
    header.writeUInt32BE(image.length, 8 + index * 20 + 12);
    const padded = Buffer.alloc(Math.ceil(image.length / ALIGN) * ALIGN);
    image.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

function align(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

type Put = (bytes: Buffer, at: number, value: number) => void;

function writer(
  wide: boolean,
  little: boolean,
): { readonly u16: Put; readonly u32: Put; readonly word: Put } {
  const u32: Put = (bytes, at, value) =>
    void (little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
  return {
    u16: (bytes, at, value) =>
      void (little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)),
    u32,
    word: wide
      ? (bytes, at, value) =>
          void (little
            ? bytes.writeBigUInt64LE(BigInt(value), at)
            : bytes.writeBigUInt64BE(BigInt(value), at))
      : u32,
  };
}
