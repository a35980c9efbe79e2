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
  const read: Read = (offset, lengthBytes) => {
    if (lengthBytes > MOST_BYTES || offset + lengthBytes > sizeBytes) return null;
    const bytes = Buffer.from(new ArrayBuffer(lengthBytes));
    return fs.readSync(descriptor, bytes, 0, lengthBytes, offset) === lengthBytes ? bytes : null;
  };
  const head = read(0, HEAD_BYTES);
  const words = head && wordsOf(head);
  // `\x7fELF`; 64 bits, little-endian; 9 would be FreeBSD.
  if (
    head === null ||
    words?.[0] !== 0x464c_457f ||
    head[4] !== 2 ||
    head[5] !== 1 ||
    head[7] === 9
  )
    return null;

  const end = 16 + 14 * head.readUInt16LE(56);
  if (words[8] !== 64 || head.readUInt16LE(54) !== 56 || 4 * end > HEAD_BYTES) return null;
  let interpreter = "";
  for (let at = 16; at < end; at += 14) {
    const type = words[at];
    if (type !== 1 && type !== 3) continue;
    const from = wide(words, at + 2);
    const to = from + wide(words, at + 8);
    // A loader that maps pages beyond the end of the file dies with SIGBUS.
    if (type === 1 && to > sizeBytes) return null;
    if (type === 3 && to <= HEAD_BYTES) interpreter = head.toString("latin1", from, to - 1);
  }
  const sections = names.length === 0 ? new Map() : readSections(head, names, read);
  return sections && { arch: arches[head.readUInt16LE(18)], interpreter, sections };
}

type Read = (offset: number, lengthBytes: number) => Buffer<ArrayBuffer> | null;

function readSections(
  head: Buffer<ArrayBuffer>,
  names: readonly string[],
  read: Read,
): ReadonlyMap<string, Buffer> | null {
  const count = head.readUInt16LE(60);
  const table = read(wide(wordsOf(head), 10), 64 * count);
  if (table === null || head.readUInt16LE(58) !== 64) return null;
  const words = wordsOf(table);
  const content = (at: number): Buffer | null => read(wide(words, at + 6), wide(words, at + 8));
  const texts = content(16 * head.readUInt16LE(62))?.toString("latin1");
  if (texts === undefined) return null;
  const found = new Map<string, Buffer>();
  for (const name of names) {
    const start = texts.indexOf(`\0${name}\0`) + 1;
    if (start === 0) continue;
    let at = 0;
    while (at < words.length && words[at] !== start) at += 16;
    // Type 8 takes no space in the file. A name that ends another one's has no place of its own.
    const bytes = words[at + 1] === 8 ? null : content(at);
    if (bytes === null) return null;
    found.set(name, bytes);
  }
  return found;
}

/** As numbers of the computer itself, which is little-endian where this is used: x64 and arm64. */
function wordsOf({ buffer }: Buffer<ArrayBuffer>): Uint32Array {
  return new Uint32Array(buffer);
}

/** 64 bits; what is not exact in JavaScript is larger than any file. */
function wide(words: Uint32Array, at: number): number {
  return (words[at] ?? 0) + 0x1_0000_0000 * (words[at + 1] ?? 0);
}
