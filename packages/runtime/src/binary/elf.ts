import type { BoundedFile } from "./bounded-file.js";
import { Damage, toOffset } from "./bounded-file.js";
import type { Libc } from "./targets.js";

/** What an ELF file says about itself. */
export interface Elf {
  readonly arch: string;
  readonly platform: "android" | "freebsd" | "linux" | "openharmony";
  readonly libc: Libc | null;
  /** Bytes of the section of that name; null without it. */
  section(name: string): Buffer | null;
  readonly hasSections: boolean;
}

const machines: Readonly<Record<number, string>> = {
  3: "ia32",
  8: "mips",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
  258: "loong64",
};

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly sizeBytes: number;
}

interface Section {
  readonly nameOffset: number;
  readonly type: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Reads the header of an ELF file, its segments and sections; 32 and 64 bits, either byte order. */
export function parseElf(file: BoundedFile): Elf {
  const header = readHeader(file);
  const type = header.u16(16);
  if (type !== 2 && type !== 3) throw new Damage("it is an object file, not a shared library");

  const segments = readSegments(file, header);
  for (const segment of segments) {
    // A loader that maps pages beyond the end of the file dies with SIGBUS.
    if (segment.type === 1) file.slice(segment.offset, segment.sizeBytes);
  }
  const sections = readSections(file, header);
  const names = sectionNames(file, header, sections);
  const find = (name: string): Section | undefined =>
    sections.find(
      ({ nameOffset }) =>
        names.toString("latin1", nameOffset, nameOffset + name.length + 1) === `${name}\0`,
    );

  const machine = header.u16(18);
  const libraries = neededLibraries(file, header, segments);
  const has = (section: string): boolean => find(section) !== undefined;
  const platform = platformOf(header.u8(7), libraries, has);
  return {
    arch: machines[machine] ?? `ELF machine ${machine}`,
    platform,
    // The others have one C library each, some of the same name as musl.
    libc: platform === "linux" ? libcOf(libraries) : null,
    hasSections: sections.length > 0,
    section(name) {
      const section = find(name);
      // Type 8 takes no space in the file.
      if (section === undefined || section.type === 8) return null;
      return file.read(section.offset, section.sizeBytes);
    },
  };
}

/** Path of the program interpreter of an executable; reads nothing else, so it is quick for large ones too. */
export function elfInterpreter(file: BoundedFile): string | null {
  const segment = readSegments(file, readHeader(file)).find(({ type }) => type === 3);
  return segment === undefined ? null : textAt(file, segment.offset, segment.sizeBytes);
}

function readHeader(file: BoundedFile): Fields {
  const kind = file.read(0, 20)[4];
  if (kind !== 1 && kind !== 2) throw new Damage("its ELF header is broken");
  const bytes = file.read(0, kind === 2 ? 64 : 52);
  return new Fields(bytes, kind === 2, bytes[5] !== 2);
}

/** Not every FreeBSD linker writes 9, and `libc.so.7` is no other system's. */
function platformOf(
  osAbi: number,
  libraries: readonly string[],
  hasSection: (name: string) => boolean,
): Elf["platform"] {
  if (osAbi === 9 || libraries.includes("libc.so.7")) return "freebsd";
  if (hasSection(".note.android.ident")) return "android";
  return hasSection(".note.ohos.ident") ? "openharmony" : "linux";
}

/** `libc.so.6` is glibc's name alone; musl's is `libc.so` or `libc.musl-<arch>.so.1`. */
export function libcOf(libraries: readonly string[]): Libc | null {
  if (libraries.some((name) => /^libc\.so\.6$|^ld-linux/u.test(name))) return "gnu";
  if (libraries.some((name) => /^libc\.so$|^libc\.musl-|^ld-musl/u.test(name))) return "musl";
  return null;
}

class Fields {
  readonly wide: boolean;
  readonly #bytes: Buffer;
  readonly #little: boolean;

  constructor(bytes: Buffer, wide: boolean, little: boolean) {
    this.#bytes = bytes;
    this.wide = wide;
    this.#little = little;
  }

  /** The same rules for other bytes. */
  of(bytes: Buffer): Fields {
    return new Fields(bytes, this.wide, this.#little);
  }

  u8(at: number): number {
    return this.#bytes.readUInt8(at);
  }

  u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  /** An address or offset: 4 or 8 bytes. */
  word(at: number): number {
    if (!this.wide) return this.u32(at);
    return toOffset(
      this.#little ? this.#bytes.readBigUInt64LE(at) : this.#bytes.readBigUInt64BE(at),
    );
  }
}

function readSegments(file: BoundedFile, header: Fields): readonly Segment[] {
  const wide = header.wide;
  const offset = header.word(wide ? 32 : 28);
  const entryBytes = header.u16(wide ? 54 : 42);
  const count = header.u16(wide ? 56 : 44);
  if (offset === 0 || count === 0) return [];
  if (entryBytes < (wide ? 56 : 32)) throw new Damage("its ELF header is broken");
  const table = header.of(file.read(offset, entryBytes * count));
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    return {
      type: table.u32(at),
      offset: table.word(at + (wide ? 8 : 4)),
      address: table.word(at + (wide ? 16 : 8)),
      sizeBytes: table.word(at + (wide ? 32 : 16)),
    };
  });
}

function readSections(file: BoundedFile, header: Fields): readonly Section[] {
  const wide = header.wide;
  const offset = header.word(wide ? 40 : 32);
  const entryBytes = header.u16(wide ? 58 : 46);
  if (offset === 0) return [];
  if (entryBytes < (wide ? 64 : 40)) throw new Damage("its ELF header is broken");
  // More than 65,279 sections: the count stands in the first one.
  const count =
    header.u16(wide ? 60 : 48) || header.of(file.read(offset, entryBytes)).word(wide ? 32 : 20);
  const table = header.of(file.read(offset, entryBytes * count));
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes;
    return {
      nameOffset: table.u32(at),
      type: table.u32(at + 4),
      offset: table.word(at + (wide ? 24 : 16)),
      sizeBytes: table.word(at + (wide ? 32 : 20)),
    };
  });
}

function sectionNames(file: BoundedFile, header: Fields, sections: readonly Section[]): Buffer {
  const names = sections[header.u16(header.wide ? 62 : 50)];
  return names === undefined ? Buffer.alloc(0) : file.read(names.offset, names.sizeBytes);
}

/** An addon names some ten. */
const MOST_LIBRARIES = 1000;

/** The libraries that the loader is to load too (`DT_NEEDED`). */
function neededLibraries(
  file: BoundedFile,
  header: Fields,
  segments: readonly Segment[],
): readonly string[] {
  const dynamic = segments.find((segment) => segment.type === 2);
  if (dynamic === undefined) return [];
  const entries = header.of(file.read(dynamic.offset, dynamic.sizeBytes));
  const wordBytes = header.wide ? 8 : 4;
  const needed: number[] = [];
  let names: number | null = null;
  for (let at = 0; at + 2 * wordBytes <= dynamic.sizeBytes; at += 2 * wordBytes) {
    const tag = entries.word(at);
    const value = entries.word(at + wordBytes);
    if (tag === 0) break;
    if (tag === 1 && needed.length < MOST_LIBRARIES) needed.push(value);
    if (tag === 5) names = fileOffset(value, segments);
  }
  if (names === null) return [];
  const start = names;
  return needed.map((offset) => textAt(file, start + offset, 256));
}

function fileOffset(address: number, segments: readonly Segment[]): number | null {
  const segment = segments.find(
    ({ type, address: start, sizeBytes }) =>
      type === 1 && address >= start && address < start + sizeBytes,
  );
  return segment === undefined ? null : address - segment.address + segment.offset;
}

function textAt(file: BoundedFile, offset: number, mostBytes: number): string {
  const bytes = file.read(offset, Math.min(mostBytes, Math.max(file.sizeBytes - offset, 0), 4096));
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
}
