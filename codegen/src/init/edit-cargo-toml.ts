import { isDeepStrictEqual } from "node:util";

import { parse, TomlError } from "smol-toml";

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { offsetOf, placeOf } from "./place.js";
import type { TextFile } from "./project.js";

/** FT6016 where a Cargo.toml is no TOML, with the place; null where it is. */
export function checkToml({ path, text }: TextFile): Diagnostic | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ""] = error.message.replace(/^Invalid TOML document: /u, "").split("\n");
    return diagnostic("FT6016", `${path} is not TOML: ${first}`, {
      primary: placeOf(path, text, offsetOf(text, error.line, error.column)),
      help: "mend it, then run ferrotype init again; nothing was written",
    });
  }
}

/** Names the npm package in a Cargo.toml that has no name for it; everything else stays as it is written. */
export function namePackage(file: TextFile, name: string): string | Diagnostic {
  const { path, text } = file;
  const line = `package = ${JSON.stringify(name)}`;
  const wanted = withPackage(parse(text), name);
  for (const edited of candidates(text, line)) {
    if (isToml(edited, wanted)) return edited;
  }
  return diagnostic("FT6016", `${path}: the table of the npm name does not fit in by itself`, {
    help: `add by hand: [package.metadata.ferrotype] with ${line}`,
  });
}

/** Sets the version of the package; null where it is not written in its table, as where a workspace gives it. */
export function setVersion({ text }: TextFile, version: string): string | null {
  const toml = structuredClone(parse(text)) as { package?: { version?: unknown } };
  if (typeof toml.package?.version !== "string") return null;
  toml.package.version = version;
  const found = text.matchAll(
    /^([ \t]*(?:package[ \t]*\.[ \t]*)?version[ \t]*=[ \t]*)(["'])[^"'\r\n]*\2/gmu,
  );
  for (const { 0: line, 1: key = "", index } of found) {
    const rest = text.slice(index + line.length);
    const edited = text.slice(0, index) + key + JSON.stringify(version) + rest;
    if (isToml(edited, toml)) return edited;
  }
  return null;
}

/** Below the table where it is there; else after `[package]`; else at the end. */
function* candidates(text: string, line: string): Generator<string> {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(end);
  const table = lines.findIndex((each) =>
    /^\s*\[\s*package\s*\.\s*metadata\s*\.\s*ferrotype\s*\]/u.test(each),
  );
  if (table >= 0) {
    yield lines.toSpliced(table + 1, 0, line).join(end);
    return;
  }
  const block = ["[package.metadata.ferrotype]", line];
  const head = lines.findIndex((each) => /^\s*\[\s*package\s*\]/u.test(each));
  const next = lines.findIndex((each, index) => index > head && /^\s*\[/u.test(each));
  if (head >= 0 && next >= 0) {
    let last = next;
    // Comments right above a table are the table's.
    while (/^\s*(?:#.*)?$/u.test(lines[last - 1] ?? "")) last -= 1;
    yield lines.toSpliced(last, 0, "", ...block).join(end);
  }
  const body = text === "" || text.endsWith(end) ? text : `${text}${end}`;
  yield `${body}${end}${block.join(end)}${end}`;
}

function isToml(text: string, wanted: unknown): boolean {
  try {
    // A clone of each: the tables of the parser have no prototype.
    return isDeepStrictEqual(structuredClone(parse(text)), wanted);
  } catch {
    return false;
  }
}

function withPackage(toml: object, name: string): unknown {
  const copy = structuredClone(toml) as {
    package?: { metadata?: { ferrotype?: { package?: string } } };
  };
  copy.package ??= {};
  copy.package.metadata ??= {};
  copy.package.metadata.ferrotype ??= {};
  copy.package.metadata.ferrotype.package = name;
  return copy;
}
