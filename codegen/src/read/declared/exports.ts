/** What hand-edited files export by statements of their own: napi writes `export` before each declaration. */
import type { ts } from "ts-morph";

import type { Reexport } from "../../model/declared.js";
import type { Compiler } from "./compiler.js";

export interface Exports {
  /** Local names with the names that they are exported under by `export { a as b }`. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Namespace that the whole module is, by `export = name`. */
  readonly whole: string | null;
  /** Exported names that come from elsewhere or have no name of their own (`default`). */
  readonly others: readonly string[];
  readonly reexports: readonly Reexport[];
}

export function exportsOf(ts: Compiler, source: ts.SourceFile): Exports {
  const names = new Map<string, string[]>();
  const others = new Set<string>();
  const reexports: Reexport[] = [];
  let whole: string | null = null;
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      reexports.push(...reexportOf(ts, statement));
      for (const [local, outer] of exportedNames(ts, statement)) {
        if (local === null || outer === "default") others.add(outer);
        else names.set(local, [...(names.get(local) ?? []), outer]);
      }
    } else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals !== true) others.add("default");
      else if (ts.isIdentifier(statement.expression)) whole = statement.expression.text;
    } else if (has(ts, statement, ts.SyntaxKind.DefaultKeyword)) {
      others.add("default");
    } else if (
      ts.isImportEqualsDeclaration(statement) &&
      has(ts, statement, ts.SyntaxKind.ExportKeyword)
    ) {
      others.add(statement.name.text);
    }
  }
  return { names, whole, others: [...others], reexports };
}

/** From a relative module; at most one. */
function reexportOf(
  ts: Compiler,
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
): readonly Reexport[] {
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const { text: from } = moduleSpecifier;
  if (!from.startsWith(".")) return [];
  if (exportClause === undefined) return [{ from, names: null }];
  if (ts.isNamespaceExport(exportClause)) return [];
  return [
    {
      from,
      names: exportClause.elements.map(({ name, propertyName = name }) => [
        propertyName.text,
        name.text,
      ]),
    },
  ];
}

/** Local and outer name of each; the local one is null where it comes from elsewhere. */
function exportedNames(
  ts: Compiler,
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
): readonly (readonly [string | null, string])[] {
  if (exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [[null, exportClause.name.text]];
  return exportClause.elements.map(({ name, propertyName }) => [
    moduleSpecifier === undefined ? (propertyName ?? name).text : null,
    name.text,
  ]);
}

export function has(ts: Compiler, node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((one) => one.kind === kind) ?? false);
}
