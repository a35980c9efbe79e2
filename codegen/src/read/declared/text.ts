/** The bytes of a d.ts as text, or what keeps them from being one. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import type { Position, Span } from "../../diagnostics/diagnostic.js";

/** What keeps a file from being read; `fault` is the end of a sentence that begins with its name. */
export interface TextFault {
  readonly fault: string;
  readonly help: string | null;
  readonly primary: Span | null;
}

export type DeclaredText = { readonly text: string } | TextFault;

/** A hundred times the largest of the packages that we know; the parser needs 60 bytes for each of its own. */
export const sizeLimitBytes: number = 16 * 1024 * 1024;

/** Reads a file below the workspace root. */
export function readText(workspaceRoot: string, path: string): DeclaredText {
  let bytes: Buffer;
  try {
    const stat = statSync(join(workspaceRoot, path));
    if (!stat.isFile()) return fault(stat.isDirectory() ? "is a folder" : "is no file", named);
    if (stat.size > sizeLimitBytes) return tooLarge(stat.size);
    bytes = readFileSync(join(workspaceRoot, path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return fault("is not there", "build the addon");
    return fault(`cannot be read: ${message}`, null);
  }
  return decode(bytes, path);
}

const named = "name the `index.d.ts` itself";

export function tooLarge(sizeBytes: number): TextFault {
  const mib = (size: number): string => `${Math.round(size / 1024 / 1024)} MiB`;
  const help =
    "look for what repeats itself in it; a header or an override string may be copied often";
  return fault(`is ${mib(sizeBytes)}, and no more than ${mib(sizeLimitBytes)} are read`, help);
}

/** UTF-8 as text; the byte order mark is kept. */
export function decode(bytes: Buffer, path: string): DeclaredText {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (!text.includes("\uFFFD")) return { text };
  const back = Buffer.from(text);
  if (back.equals(bytes)) return { text };
  const help = "save it as UTF-8; in PowerShell, `Out-File -Encoding utf8`";
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return fault("is UTF-16, not UTF-8", help);
  if (first === 0xfe && second === 0xff) return fault("is UTF-16, not UTF-8", help);
  const start = positionOf(
    bytes,
    back.findIndex((byte, index) => byte !== bytes[index]),
  );
  const end = { ...start, column: start.column + 1, byteOffset: start.byteOffset + 1 };
  return { ...fault("is not UTF-8", help), primary: { file: path, start, end } };
}

function positionOf(bytes: Buffer, byteOffset: number): Position {
  const before = bytes.subarray(0, byteOffset);
  const lineStart = before.lastIndexOf(0x0a) + 1;
  return {
    line: before.filter((byte) => byte === 0x0a).length + 1,
    column: before.subarray(lineStart).toString().length + 1,
    byteOffset,
  };
}

function fault(what: string, help: string | null): TextFault {
  return { fault: what, help, primary: null };
}
