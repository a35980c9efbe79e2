import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { ts } from "ts-morph";

import { requireCached } from "./code-cache.js";

/** The compiler that ts-morph carries. */
export type Compiler = typeof ts;

let loaded: Compiler | undefined;

/**
 * The compiler, loaded at the first call: it costs a quarter of a second.
 * By `require`, because an `import` of a 9 MB CommonJS file costs 100 ms more on Node 20 and 22.
 */
export function compiler(): Compiler {
  loaded ??= (createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph")).ts;
  return loaded;
}

/** Loads the compiler alone, in a third of the time where an earlier run left its code in `folder`; gives what leaves it there. */
export function loadCompiler(folder: string): () => void {
  const morph = createRequire(import.meta.url).resolve("ts-morph");
  const common = createRequire(morph).resolve("@ts-morph/common");
  const { exports, keep } = requireCached(join(dirname(common), "typescript.js"), folder);
  loaded = exports as Compiler;
  return keep;
}

/** A message of the parser; offsets in UTF-16 units. */
export interface ParseError {
  readonly code: number;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface ParsedFile {
  readonly source: ts.SourceFile;
  readonly errors: readonly ParseError[];
}

const fileName = "/index.d.ts";

/**
 * Parses a text as a declaration file: no library files, no imports followed, nothing read from disk.
 * Doc comments are left to `docs.ts`; the parser would spend most of its time on them.
 */
export function parseDeclarations(text: string): ParsedFile {
  const ts = compiler();
  const source = ts.createSourceFile(fileName, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  return { source, errors: syntaxErrors(ts, source) };
}

/** A program over the one file: the public way to the parser's messages. */
function syntaxErrors(ts: Compiler, source: ts.SourceFile): readonly ParseError[] {
  const program = ts.createProgram({
    rootNames: [fileName],
    options: { noLib: true, noResolve: true, types: [] },
    host: {
      fileExists: (name) => name === fileName,
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => "/",
      getDefaultLibFileName: () => "/lib.d.ts",
      getNewLine: () => "\n",
      getSourceFile: (name) => (name === fileName ? source : undefined),
      readFile: () => undefined,
      useCaseSensitiveFileNames: () => true,
      writeFile: () => undefined,
    },
  });
  return program.getSyntacticDiagnostics(source).map(({ code, messageText, start, length }) => ({
    code,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    start,
    end: start + length,
  }));
}
