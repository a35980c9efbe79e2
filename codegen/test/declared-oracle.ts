/** Names and kinds of what a d.ts exports, by TypeScript's checker: for comparison with the reader, which uses none. */
import type { ts as TypeScript } from "ts-morph";

import type { DeclaredView } from "../src/model/declared.js";
import { compiler } from "../src/read/declared/compiler.js";

const fileName = "/index.d.ts";
const helpers = /^(?:class ExternalObject|alias TypedArray|const __napiBindingTarget)$/u;

/** Null where the file does not parse, or is no module. */
export function exportsByChecker(text: string): readonly string[] | null {
  const ts = compiler();
  // Without it, everything of a d.ts is exported that has no `export` of its own.
  const plain = /^export (?:\{|\*|=|default)/mu.test(text) ? text : `${text}\nexport {}`;
  const source = ts.createSourceFile(fileName, plain, ts.ScriptTarget.Latest, true);
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
  if (program.getSyntacticDiagnostics(source).length > 0) return null;
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  if (module === undefined) return null;
  return [...new Set(exportsOf(ts, checker, module, ""))]
    .filter((one) => !helpers.test(one))
    .sort();
}

function exportsOf(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  module: TypeScript.Symbol,
  prefix: string,
): readonly string[] {
  const { SymbolFlags } = ts;
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const { name } = exported;
    if (name === "default") return [];
    if (name === "export=") {
      return exportsOf(ts, checker, checker.getAliasedSymbol(exported), prefix);
    }
    const isAlias = (exported.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const kinds = [
      [SymbolFlags.Function, "function"],
      [SymbolFlags.Class, "class"],
      [SymbolFlags.Interface, "interface"],
      [SymbolFlags.TypeAlias, "alias"],
      [SymbolFlags.Enum, "enum"],
      [SymbolFlags.Variable, "const"],
    ] as const;
    const found = kinds.flatMap(([flag, kind]) => ((symbol.flags & flag) === 0 ? [] : [kind]));
    const isModule = (symbol.flags & SymbolFlags.Module) !== 0;
    return [
      // A class and the interface of its name are one item of ours.
      ...found
        .filter((kind) => kind !== "interface" || !found.includes("class"))
        .map((kind) => `${isSigned(symbol) ? "alias" : kind} ${prefix}${name}`),
      ...(isModule ? exportsOf(ts, checker, symbol, `${prefix}${name}.`) : []),
    ];
  });
}

/** An interface that can be called, made or indexed has no form of its own in the model. */
function isSigned({ flags, members }: TypeScript.Symbol): boolean {
  const { InternalSymbolName, SymbolFlags } = compiler();
  const signatures = [InternalSymbolName.Call, InternalSymbolName.New, InternalSymbolName.Index];
  return (
    (flags & SymbolFlags.Interface) !== 0 && signatures.some((name) => members?.has(name) ?? false)
  );
}

/** The same of the reader's view. */
export function exportsByReader(view: DeclaredView): readonly string[] {
  return view.items
    .filter(({ exported }) => exported)
    .map(({ kind, name, namespace }) => {
      return `${kind} ${namespace === null ? "" : `${namespace}.`}${name}`;
    })
    .sort();
}
