/** Compiles the consumers of all cases against what is emitted of both sides, in one program. */
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

import { emit } from "../src/emit/emit.js";
import type { Surface } from "../src/model/surface.js";
import type { Case } from "./diff-cases.js";
import { options } from "./surface-builders.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const runtime = join(root, "packages/runtime/src/index.ts");

const compilerOptions: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
  noEmit: true,
};

/** What the compiler says of a consumer against either side; empty where it compiles. */
export interface Verdict {
  readonly before: string;
  readonly after: string;
}

export function compileCases(cases: readonly Case[]): readonly Verdict[] {
  const files = new Map<string, string>();
  const sides = ["before", "after"] as const;
  for (const [index, one] of cases.entries()) {
    for (const side of sides) {
      files.set(`/cases/${index}/${side}/consumer.ts`, one.consumer);
      for (const [name, text] of declarationsOf(one[side])) {
        files.set(`/cases/${index}/${side}/${name}`, text);
      }
    }
  }
  const program = programOf(files);
  return cases.map((_, index) => {
    const [before = "", after = ""] = sides.map((side) =>
      [...files.keys()]
        .filter((file) => file.startsWith(`/cases/${index}/${side}/`))
        .flatMap((file) => errorsOf(program, file))
        .join("\n"),
    );
    return { before, after };
  });
}

/** What the compiler says of one consumer of a surface. */
export function compileConsumer(surface: Surface, consumer: string): readonly string[] {
  const file = "/cases/consumer.ts";
  const files = new Map([
    ...declarationsOf(surface).map(([name, text]) => [`/cases/${name}`, text] as const),
    [file, consumer] as const,
  ]);
  const program = programOf(files);
  return [...files.keys()].flatMap((each) => errorsOf(program, each));
}

function declarationsOf(surface: Surface): readonly (readonly [name: string, text: string])[] {
  return emit(surface, options)
    .filter(({ path }) => path.endsWith(".d.ts"))
    .map(({ path, text }) => [posix.basename(path), text]);
}

function programOf(files: ReadonlyMap<string, string>): ts.Program {
  return ts.createProgram({
    rootNames: [...files.keys()],
    options: compilerOptions,
    host: hostOf(files),
  });
}

function errorsOf(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  if (source === undefined) return [`${file} is not in the program`];
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(
    ({ code, messageText }) =>
      `${file}: TS${code}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
  );
}

function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions);
  return {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, language) => {
      const text = files.get(path);
      return text === undefined
        ? host.getSourceFile(path, language)
        : ts.createSourceFile(path, text, language);
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from) })),
  };

  function resolve(name: string, from: string): ts.ResolvedModuleFull | undefined {
    if (name === "@ferrotype/runtime") {
      return { resolvedFileName: runtime, extension: ts.Extension.Ts };
    }
    if (!from.startsWith("/cases/")) {
      return ts.resolveModuleName(name, from, compilerOptions, host).resolvedModule;
    }
    const stem = name === "addon" ? "index" : name.replace(/^addon\/|^\.\/|\.js$/gu, "");
    const file = posix.join(dirname(from), `${stem}.d.ts`);
    return files.has(file) ? { resolvedFileName: file, extension: ts.Extension.Dts } : undefined;
  }
}
