/** The reader of the declared view on texts that nobody wrote: no throw, no hang, positions that exist. */
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";

import type { Span } from "../src/diagnostics/diagnostic.js";
import { readDeclared, readDeclaredFile } from "../src/read/declared.js";
import { decode, sizeLimitBytes } from "../src/read/declared/text.js";
import { declaredText } from "./declared-grammar.js";
import { exportsByChecker, exportsByReader } from "./declared-oracle.js";

const fixtures = new URL("./fixtures/declared/", import.meta.url);
const texts = readdirSync(fixtures).map((name) =>
  readFileSync(new URL(`${name}/input.d.ts`, fixtures), "utf8"),
);
const folder = mkdtempSync(join(tmpdir(), "ferrotype-declared-"));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Reads a text, and holds every span in the view against it. */
function readChecked(text: string): ReturnType<typeof readDeclared> {
  const view = readDeclared({ path: "index.d.ts", text });
  const sizeBytes = Buffer.byteLength(text);
  const lines = text.replace(/^\uFEFF/u, "").split("\n");
  const check = ({ start, end }: Span): void => {
    for (const { line, column, byteOffset } of [start, end]) {
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeGreaterThan(0);
      expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 2);
      expect(byteOffset).toBeLessThanOrEqual(sizeBytes + 1);
    }
    expect(end.byteOffset).toBeGreaterThanOrEqual(start.byteOffset);
  };
  for (const item of view.items) {
    check(item.span);
    if ("members" in item) for (const member of item.members) check(member.span);
  }
  for (const { primary } of view.diagnostics) if (primary !== null) check(primary);
  return view;
}

/** The same texts each time; `FUZZ_RUNS=5000` looks further, with others. */
const more = Number(process.env["FUZZ_RUNS"] ?? 0);
const runs = more > 0 ? { numRuns: more } : { numRuns: 150, seed: 4 };

const pieces = fc.constantFrom(
  ...["{", "}", "(", ")", "<", ">", "[", "]", "'", '"', "`", "/**", "*/", "//", "\n", "\r", "\0"],
  ...["export ", "declare ", "enum ", "class ", "namespace a.b ", "default ", "import ", " = "],
  ...[
    "?:",
    "=>",
    "...",
    "|",
    "&",
    "a-b",
    "r#in",
    "\u2028",
    "\uFEFF",
    "\uD800",
    "ё",
    "😀",
    ";",
    ",",
  ],
);

/** A text of a fixture with pieces put in, and parts taken out, moved or said twice. */
const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    edits: fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.nat(3), pieces), { maxLength: 12 }),
  })
  .map(({ text, edits }) =>
    edits.reduce((result, [place, length, kind, piece]) => {
      const at = place % (result.length + 1);
      const part = result.slice(at, at + length);
      const rest = result.slice(at + length);
      if (kind === 0) return result.slice(0, at) + piece + part + rest;
      if (kind === 1) return result.slice(0, at) + rest;
      if (kind === 2) return result.slice(0, at) + part + part + rest;
      return part + result.slice(0, at) + rest;
    }, text),
  );

describe("any text is read", () => {
  test("mutations of what the CLI wrote", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        readChecked(text);
      }),
      runs,
    );
  });

  test("pieces of the language in any order", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), (parts) => {
        readChecked(parts.join(""));
      }),
      runs,
    );
  });

  test("any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        readChecked(text);
      }),
      runs,
    );
  });

  test("what the grammar gives has no finding but const enums, and the exports that the checker sees", () => {
    fc.assert(
      fc.property(declaredText, (text) => {
        const view = readChecked(text);
        const codes = new Set(view.diagnostics.map(({ code }) => code));
        codes.delete("FT2005");
        expect([...codes]).toEqual([]);
        expect(exportsByReader(view)).toEqual(exportsByChecker(text));
      }),
      runs,
    );
  });

  test("any bytes become a text or a finding", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const read = decode(Buffer.from(bytes), "index.d.ts");
        if ("text" in read) expect(Buffer.from(read.text).equals(bytes)).toBe(true);
        else expect(read.fault).toMatch(/^is (?:not UTF-8|UTF-16, not UTF-8)$/u);
      }),
      runs,
    );
  });
});

describe("what is nested 10,000 deep is a finding", () => {
  const count = 10_000;
  const wrap = (open: string, inner: string, close: string): string =>
    `export type A = ${open.repeat(count)}${inner}${close.repeat(count)}`;
  test.each([
    ["parentheses", wrap("(", "string", ")")],
    ["brackets that stay open", wrap("[", "", "")],
    ["arrays", wrap("", "string", "[]")],
    ["type arguments", wrap("Array<", "string", ">")],
    ["objects", wrap("{ a: ", "string", " }")],
    ["operators", wrap("keyof ", "string", "")],
    ["functions", wrap("() => ", "void", "")],
    ["conditions", wrap("B extends C ? D : ", "E", "")],
    ["templates", wrap("`${", "'a'", "}`")],
    ["namespaces", "export declare namespace a { ".repeat(count) + "}".repeat(count)],
    ["constant expressions", `export enum A { B = ${"(".repeat(count)}1${")".repeat(count)} }`],
  ])("%s", (_, text) => {
    const { items, diagnostics } = readChecked(text);
    expect(items).toEqual([]);
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["FT2001", "`index.d.ts` cannot be read: its types are nested too deep"],
    ]);
  });

  test("what is long and not deep is read", () => {
    const union = `export type A = ${Array.from({ length: count }, () => "'a'").join(" | ")}`;
    expect(readChecked(union).diagnostics).toEqual([]);
    const overloads = "export declare function f(): void\n".repeat(count);
    expect(readChecked(overloads).items).toHaveLength(1);
  });
});

describe("a file", () => {
  const read = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return readDeclaredFile(folder, name).diagnostics.map(({ code, message, primary }) => [
      code,
      message,
      ...(primary === null ? [] : [primary.start.line, primary.start.column]),
    ]);
  };

  test("that is not there, or a folder, is a finding", () => {
    const of = (path: string) => readDeclaredFile(folder, path).diagnostics;
    expect(of("gone.d.ts").map(({ message, help }) => [message, help])).toEqual([
      ["`gone.d.ts` is not there", "build the addon"],
    ]);
    expect(of(".").map(({ message }) => message)).toEqual(["`.` is a folder"]);
  });

  test("that is empty has no items and no findings", () => {
    expect(read("empty.d.ts", "")).toEqual([]);
    expect(readDeclaredFile(folder, "empty.d.ts").items).toEqual([]);
  });

  test("that is not UTF-8 is told with the place", () => {
    const latin = Buffer.from("export declare const a: number // ü\n// é", "latin1");
    expect(read("latin.d.ts", latin)).toEqual([["FT2001", "`latin.d.ts` is not UTF-8", 1, 35]]);
    expect(read("wide.d.ts", Buffer.from("\uFEFFexport {}", "utf16le"))).toEqual([
      ["FT2001", "`wide.d.ts` is UTF-16, not UTF-8"],
    ]);
  });

  test("that is larger than any d.ts is not read", () => {
    const large = Buffer.alloc(50_000_000, "export {}\n");
    expect(read("large.d.ts", large)).toEqual([
      ["FT2001", "`large.d.ts` is 48 MiB, and no more than 16 MiB are read"],
    ]);
    const text = " ".repeat(sizeLimitBytes + 1);
    expect(readDeclared({ path: "x", text }).diagnostics).toHaveLength(1);
  });

  test("that is no text is told once", () => {
    expect(read("nul.d.ts", "\0".repeat(1000))).toEqual([
      ["FT2001", "the d.ts does not parse: Invalid character", 1, 1],
    ]);
  });
});
