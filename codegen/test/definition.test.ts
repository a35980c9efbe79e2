/** Ctrl-click: names of the emitted package lead to the Rust that they come from, in the map and in editors. */
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { generate } from "../src/generate.js";
import type { GeneratedFile } from "../src/model/views.js";
import { readSource } from "../src/read/source.js";
import type { DefinitionServer } from "./definition-server.js";
import { LanguageServer } from "./language-server.js";
import { TsServer } from "./tsserver.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "target/test-workspaces/definition");
const out = "generated/natives";
const shells = "crates/natives/src";
let files: readonly GeneratedFile[] = [];

/** The package of this working tree as its Rust is now; what lies in `generated/` may be older by some lines. */
beforeAll(async () => {
  const { manifest, diagnostics } = await readSource({
    crateDir: "crates/natives",
    workspaceRoot: root,
    extractBinary: join(root, "target/quick/ferrotype-extract"),
  });
  if (manifest === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const views = { source: manifest, declared: null, loaded: null };
  const generated = generate(views, {
    out,
    locks: "generated/surface",
    typeTests: "generated/type-tests",
    targets: ["linux-x64-gnu", "darwin-arm64", "win32-x64-msvc"],
    leaf: "@ferrotype/natives-<target>",
    envPrefix: "FERROTYPE_NATIVES",
    workspace: true,
    allow: [],
    toolVersion: "0.1",
    command: "pnpm codegen",
  });
  expect(generated.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  files = generated.files.filter(({ path }) => path.startsWith(`${out}/`));
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(root, "crates"), join(folder, "crates"));
  mkdirSync(join(folder, "node_modules/@ferrotype"), { recursive: true });
  symlinkSync(join(folder, out), join(folder, "node_modules/@ferrotype/natives"));
});

function rust(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

interface Name {
  readonly text: string;
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

/** Names of all declarations and members of a `.d.ts`, but for those that stand for no Rust. */
function namesIn(file: GeneratedFile): readonly Name[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const names: Name[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed =
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isMethodSignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isAccessor(node);
    // What keeps classes of equal shape apart.
    const isMade = isNamed && node.name?.getText(source) === '"~nominal"';
    if (isNamed && !isMade && node.name !== undefined) {
      const { line, character } = source.getLineAndCharacterOfPosition(node.name.getStart(source));
      names.push({ text: node.name.getText(source), line: line + 1, column: character });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** `readFile` and `read_file` are one name; `FsErrorCode` and `isFsError` are made of `FsError`. */
function plain(name: string): string {
  return name
    .replace(/^is(?=\w+Error$)|(?<=Error)Code$|^\[Symbol\.|\]$/gu, "")
    .replaceAll(/[_"]/gu, "")
    .toLowerCase();
}

test("every name of every declaration leads to its identifier in Rust", () => {
  let checked = 0;
  const astray: string[] = [];
  for (const file of files.filter(({ path }) => path.endsWith(".d.ts"))) {
    const text = files.find(({ path }) => path === `${file.path}.map`)?.text;
    const map = text === undefined ? null : new TraceMap(text);
    for (const { text: name, line, column } of namesIn(file)) {
      const where = `${file.path}:${line}:${column + 1} ${name}`;
      const place = map === null ? null : originalPositionFor(map, { line, column });
      if (place === null || place.source === null) {
        astray.push(`${where} → nowhere`);
        continue;
      }
      const path = posix.join(out, place.source);
      const rest = (rust(path).split("\n")[place.line - 1] ?? "").slice(place.column);
      const identifier = /^\w*/u.exec(rest)?.[0] ?? "";
      checked += 1;
      if (plain(identifier) !== plain(name))
        astray.push(`${where} → ${path}:${place.line}:${place.column + 1} ${identifier}`);
    }
  }
  expect(astray).toEqual([]);
  expect(checked).toBeGreaterThan(200);
});

const consumer = `import { Signal } from "@ferrotype/natives/enums";
import { readFile } from "@ferrotype/natives/fs";
import { grep, type GrepOptions } from "@ferrotype/natives/search";
import { NativeSession } from "@ferrotype/natives/session";

export const options: GrepOptions = { pattern: "a" };
export const bytes = readFile("a");
export const hits = grep("a", options);
export const session = new NativeSession();
export const configured = session.configure("a", "b");
export const signal = Signal.Term;
export const kill: Signal.Kill = Signal.Kill;
`;

const servers: readonly (readonly [string, () => DefinitionServer])[] = [
  ["tsserver 5.9", () => new TsServer(join(root, "node_modules/ts59/lib/tsserver.js"))],
  ["tsserver 6.0", () => new TsServer(join(root, "node_modules/typescript/lib/tsserver.js"))],
  [
    "the language server of 7.0",
    () => new LanguageServer(join(root, "node_modules/ts7/bin/tsc"), folder),
  ],
];

describe.each(servers)("%s", (name, start) => {
  let server: DefinitionServer;
  const path = join(folder, `${name.replaceAll(" ", "-")}.mts`);

  beforeAll(async () => {
    writeFileSync(path, consumer);
    server = start();
    await server.open(path);
  });

  afterAll(() => server.close());

  test.each([
    ["an import of a function", "readFile } from", 0, ["pub fn ", "read_file("]],
    ["a call", 'readFile("a")', 0, ["pub fn ", "read_file("]],
    ["an import of a type", "GrepOptions } from", 0, ["pub struct ", "GrepOptions {"]],
    ["a field of options", 'pattern: "a"', 0, ["pub struct GrepOptions {", "    pub ", "pattern:"]],
    ["an import of a class", "NativeSession } from", 0, ["pub struct ", "NativeSession {"]],
    ["a method", "configure(", 0, ["impl NativeSession {", "    pub fn ", "configure("]],
    ["an import of an enum", "Signal } from", 0, ["pub enum ", "Signal {"]],
    ["a member of an enum", "Signal.Term", 7, ["pub enum Signal {", "    ", "Term"]],
    ["the type of a member", "Signal.Kill =", 7, ["pub enum Signal {", "    ", "Kill"]],
  ])("%s leads to the identifier in Rust", async (_, text, offset, pieces) => {
    const definitions = await server.definition(path, text, offset);
    const places = definitions.map(
      ({ file, line, column }) => `${file.slice(file.indexOf("crates/"))}:${line}:${column}`,
    );
    expect([...new Set(places)]).toEqual([placeOf(pieces)]);
  });
});

/**
 * `file:line:column` of the identifier that the last piece begins with: it stands right after the piece before it, in
 * the one item of the shells that begins with the first piece.
 */
function placeOf(pieces: readonly string[]): string {
  const [before = "", identifier = ""] = pieces.slice(-2);
  const item = pieces.length > 2 ? (pieces[0] ?? "") : before + identifier;
  const found = readdirSync(join(root, shells), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rs"))
    .map((file) => posix.join(shells, file))
    .filter((file) => rust(file).includes(`\n${item}`));
  const [file] = found;
  if (file === undefined || found.length > 1) throw new Error(`${item} is in ${found.join(", ")}`);
  const lines = rust(file).split("\n");
  const start = lines.findIndex((line) => line.startsWith(item));
  const line = lines.findIndex(
    (text, index) => index >= start && text.startsWith(before + identifier),
  );
  return `${file}:${line + 1}:${before.length + 1}`;
}
