/**
 * Reads what a native addon says about itself, without loading it: format, platform, processor, C library, stamp.
 * Imports `node:fs` only.
 *
 * Invariant: bytes never crash or hang the reader. What is wrong with a file is data (`damage`); only errors of the
 * file system (no such file, no permission) are thrown.
 */
import type { BinaryInfo } from "./binary-info.js";
import type { BoundedFile } from "./bounded-file.js";
import { Damage, withFile } from "./bounded-file.js";
import { elfInterpreter, libcOf, parseElf } from "./elf.js";
import { machOSection, parseMachO } from "./mach-o.js";
import { parsePe } from "./pe.js";
import { parseStamp, scanStamp } from "./stamp.js";
import type { Libc } from "./targets.js";

type Readable = Omit<BinaryInfo, "damage">;

const nothing: Readable = { format: null, platform: null, arches: [], libc: null, stamp: null };

/** Reads header and stamp of an addon; for a universal file the stamp of `arch`. Throws errors of the file system. */
export function inspectBinary(path: string, arch: string = process.arch): BinaryInfo {
  try {
    return withFile(path, (file) => inspectFile(file, arch));
  } catch (error) {
    return { ...nothing, damage: damageOf(error) };
  }
}

/** The same for what is open already. */
export function inspectFile(file: BoundedFile, arch: string): BinaryInfo {
  let known = nothing;
  try {
    known = identify(file, arch, (partial) => {
      known = partial;
    });
    return { ...known, damage: null };
  } catch (error) {
    return { ...known, damage: damageOf(error) };
  }
}

/** The C library that a Linux executable runs on, told by its program interpreter; null where that does not tell. */
export function libcOfExecutable(path: string): Libc | null {
  try {
    return withFile(path, (file) => {
      if (file.read(0, 4).toString("latin1") !== "\x7fELF") return null;
      const interpreter = elfInterpreter(file);
      return interpreter === null ? null : libcOf([interpreter.replace(/^.*\//u, "")]);
    });
  } catch {
    return null;
  }
}

function damageOf(error: unknown): string {
  if (error instanceof Damage) return error.message;
  throw error;
}

function identify(file: BoundedFile, arch: string, note: (known: Readable) => void): Readable {
  if (file.sizeBytes === 0) throw new Damage("it is empty");
  if (file.sizeBytes < 4) throw new Damage("it is no shared library");
  const magic = file.read(0, 4).toString("latin1");
  if (magic === "\x7fELF") {
    const elf = parseElf(file);
    const known: Readable = {
      format: "elf",
      platform: elf.platform,
      arches: [elf.arch],
      libc: elf.libc,
      stamp: null,
    };
    note(known);
    const section = elf.section(".ferrotype");
    if (section !== null) return { ...known, stamp: parseStamp(section) };
    return elf.hasSections ? known : { ...known, stamp: scanStamp(file) };
  }
  if (magic.startsWith("MZ")) {
    const pe = parsePe(file);
    const known: Readable = {
      format: "pe",
      platform: "win32",
      arches: [pe.arch],
      libc: null,
      stamp: null,
    };
    note(known);
    const section = pe.section(".ferro");
    return { ...known, stamp: section === null ? null : parseStamp(section) };
  }
  if (/^(?:\xca\xfe\xba[\xbe\xbf]|[\xce\xcf]\xfa\xed\xfe)$/u.test(magic)) {
    const images = parseMachO(file);
    const known: Readable = {
      format: "mach-o",
      platform: "darwin",
      arches: images.map((image) => image.arch),
      libc: null,
      stamp: null,
    };
    note(known);
    const image = images.find((candidate) => candidate.arch === arch) ?? images[0];
    const section = image === undefined ? null : machOSection(image.image, "__DATA", "__ferrotype");
    return { ...known, stamp: section === null ? null : parseStamp(section) };
  }
  throw new Damage("it is no shared library");
}
