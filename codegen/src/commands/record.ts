/**
 * Files by which a run leaves word to the next one.
 *
 * Invariant: imports `node:fs` alone; the no-change path loads this file.
 */
import { type Stats, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

/** What was written, or null where it is not there or not as it was written: torn, garbled, of another form. */
export function readRecord(path: string): unknown {
  try {
    if (statFile(path) === null) return null;
    const text = readFileSync(path, "utf8");
    const start = text.indexOf("\n") + 1;
    return text.slice(0, start) === seal(text, start) ? JSON.parse(text.slice(start)) : null;
  } catch {
    return null;
  }
}

/** The state of a file, links followed; null for what is none, such as a pipe, which would never end. */
export function statFile(path: string): Stats | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (stat.isFile()) return stat;
  // After the `stat` of a pipe, Node's look-up of modules takes the next link for a pipe, and does not follow it.
  statSync(process.execPath);
  return null;
}

/** Writes a record whole; its folder is there. */
export function writeRecord(path: string, value: object): void {
  const text = JSON.stringify(value);
  // Of two runs that end at once either may win: what is mixed has a wrong seal.
  const temporary = `${path}.new`;
  writeFileSync(temporary, seal(text, 0) + text);
  renameSync(temporary, path);
}

/** Length and FNV-1a of a text, as a line; a hash of `node:crypto` would cost the no-change path milliseconds. */
function seal(text: string, start: number): string {
  let hash = 0x811c9dc5;
  for (let index = start; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return `${text.length - start} ${(hash >>> 0).toString(16)}\n`;
}
