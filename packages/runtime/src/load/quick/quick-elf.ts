import { fs } from "../../builtin.js";

/** What can be read of an ELF file at a glance. */
export interface QuickElf {
  /** `process.arch` that it is built for. */
  readonly arch: string | undefined;
  /** Of an executable. */
  readonly interpreter: string;
  /** Those of the sections asked for that are there. */
  readonly sections: ReadonlyMap<string, Buffer>;
}

const arches: Readonly<Record<number, string>> = { 62: "x64", 183: "arm64" };
const HEAD_BYTES = 4096;
/** Tables and sections that are larger are none of a quick look's. */
const MOST_BYTES = 0x2_0000;

/**
 * Reads a little-endian ELF file of 64 bits whose tables lie where linkers put them. Null for all else, which the
 * reader in `binary/` then tells apart; errors of the file system are thrown.
 */
export function glance(path: string, names: readonly string[]): QuickElf | null {
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  // A pipe that nobody writes to must not hang.
  const descriptor = fs.openSync(path, O_RDONLY | O_NONBLOCK);
  try {
    const stat = fs.fstatSync(descriptor);
    return stat.isFile() ? readElf(descriptor, stat.size, names) : null;
  } finally {
    fs.closeSync(descriptor);
  }
}

function readElf(descriptor: number, sizeBytes: number, names: readonly string[]): QuickElf | null {
  const read = (offset: number, lengthBytes: number): Buffer | null => {
    if (lengthBytes > MOST_BYTES || offset + lengthBytes > sizeBytes) return null;
    const bytes = Buffer.alloc(lengthBytes);
    return fs.readSync(descriptor, bytes, 0, lengthBytes, offset) === lengthBytes ? bytes : null;
  };
  const head = read(0, HEAD_BYTES);
  // `\x7fELF`, 64 bits, little-endian; 9 would be FreeBSD.
  if (head?.readUInt32BE(0) !== 0x7f45_4c46 || head.readUInt16BE(4) !== 0x0201 || head[7] === 9)
    return null;

  const end = 64 + 56 * head.readUInt16LE(56);
  if (word(head, 32) !== 64 || head.readUInt16LE(54) !== 56 || end > HEAD_BYTES) return null;
  let interpreter = "";
  for (let at = 64; at < end; at += 56) {
    const type = head.readUInt32LE(at);
    const from = word(head, at + 8);
    const to = from + word(head, at + 32);
    // A loader that maps pages beyond the end of the file dies with SIGBUS.
    if (type === 1 && to > sizeBytes) return null;
    if (type === 3 && to <= HEAD_BYTES) interpreter = head.toString("latin1", from, to - 1);
  }
  const sections = names.length === 0 ? new Map() : readSections(head, names, read);
  return sections && { arch: arches[head.readUInt16LE(18)], interpreter, sections };
}

function readSections(
  head: Buffer,
  names: readonly string[],
  read: (offset: number, lengthBytes: number) => Buffer | null,
): ReadonlyMap<string, Buffer> | null {
  const found = new Map<string, Buffer>();
  const table = read(word(head, 40), 64 * head.readUInt16LE(60));
  if (table === null || head.readUInt16LE(58) !== 64) return null;
  const content = (at: number): Buffer | null => read(word(table, at + 24), word(table, at + 32));
  const texts = content(64 * head.readUInt16LE(62))?.toString("latin1");
  if (texts === undefined) return null;
  for (let at = 0; at < table.length; at += 64) {
    const start = table.readUInt32LE(at);
    const name = names.find((one) => texts.startsWith(`${one}\0`, start));
    if (name === undefined) continue;
    // Type 8 takes no space in the file.
    const bytes = table.readUInt32LE(at + 4) === 8 ? null : content(at);
    if (bytes === null) return null;
    found.set(name, bytes);
  }
  return found;
}

/** 64 bits; what is not exact in JavaScript is larger than any file. */
function word(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + 0x1_0000_0000 * bytes.readUInt32LE(at + 4);
}
