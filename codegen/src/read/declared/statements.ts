import type { ts } from "ts-morph";

import type { Reexport } from "../../model/declared.js";
import type { Compiler } from "./compiler.js";
import { exportsOf, type Exports, has } from "./exports.js";
import { importedEquals, importedNames } from "./imports.js";

/** A declaration of the file with the namespace that it stands in. */
export interface Placed {
  readonly node: Declaration;
  readonly nameNode: ts.Identifier;
  /** Name that importers use, or the local one of what is not exported. */
  readonly name: string;
  readonly namespace: string | null;
  /** The namespace by its local name, which the file uses. */
  readonly within: string | null;
  readonly exported: boolean;
  /** Node whose leading comment documents it. */
  readonly commented: ts.Node;
}

export type Declaration =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration
  | ts.VariableDeclaration;

/** A file's statements, sorted by what they are for. */
export interface Statements {
  /** One for each name that a declaration is exported under. */
  readonly declarations: readonly Placed[];
  /** What local names stand for, by `name` or `namespace.name`. */
  readonly ids: ReadonlyMap<string, string>;
  /** Imported names with the expression that stands for each; null where only this file can follow the import. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** Names that `declare global` declares. */
  readonly globals: readonly string[];
  /** Names that the file exports without declaring them as items: re-exports, `default`. */
  readonly others: readonly string[];
  readonly reexports: readonly Reexport[];
}

/** A declaration as it is written, before `export { a as b }` is looked at. */
interface Written {
  readonly node: Declaration;
  readonly nameNode: ts.Identifier;
  readonly path: readonly string[];
  readonly exported: boolean;
  readonly commented: ts.Node;
}

/** Whether a statement is exported from where it stands. */
type IsShared = (statement: ts.Node) => boolean;

/** Sorts a file; `spell` gives a name as the file spells it. */
export function sortStatements(
  ts: Compiler,
  source: ts.SourceFile,
  spell: (name: ts.Identifier) => string,
): Statements {
  const written: Written[] = [];
  const imports = new Map<string, string | null>();
  const globals: string[] = [];
  const exports = exportsOf(ts, source);

  const visit = (
    statements: readonly ts.Statement[],
    path: readonly string[],
    isShared: IsShared,
  ): void => {
    for (const statement of statements) {
      if (ts.isImportDeclaration(statement)) {
        for (const [name, text] of importedNames(ts, statement)) imports.set(name, text);
      } else if (ts.isImportEqualsDeclaration(statement)) {
        for (const [name, text] of importedEquals(ts, source, statement)) imports.set(name, text);
      } else if (ts.isModuleDeclaration(statement)) {
        visitModule(statement, path, isShared);
      } else {
        written.push(...declarationsOf(ts, statement, path, isShared, spell));
      }
    }
  };

  const visitModule = (
    node: ts.ModuleDeclaration,
    path: readonly string[],
    isShared: IsShared,
  ): void => {
    const { body } = node;
    if (body === undefined || ts.isIdentifier(body) || ts.isStringLiteral(node.name)) return;
    if ((node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) {
      if (ts.isModuleBlock(body)) globals.push(...namesIn(ts, body.statements));
      return;
    }
    const inner = [...path, spell(node.name)];
    const name = inner.join(".");
    const shared = isShared(node) || exports.names.has(name) || name === exports.whole;
    if (ts.isModuleDeclaration(body)) visitModule(body, inner, () => shared);
    else if (ts.isModuleBlock(body)) {
      // All that stands in an ambient namespace is exported with it, unless it holds an `export { … }`.
      const plain = isPlain(ts, body);
      visit(body.statements, inner, (one) => shared && (plain || isExported(ts, one)));
    }
  };

  visit(
    source.statements,
    [],
    (one) => isExported(ts, one) && !has(ts, one, ts.SyntaxKind.DefaultKeyword),
  );
  return named(written, imports, globals, exports);
}

/** Gives everything the names that importers use. */
function named(
  written: readonly Written[],
  imports: Statements["imports"],
  globals: readonly string[],
  exports: Exports,
): Statements {
  const ids = new Map<string, string>();
  const declarations = written.flatMap((one): readonly Placed[] => {
    const { path, nameNode, node, commented } = one;
    const places = placesOf(one, exports);
    const local = path.join(".");
    if (!ids.has(local)) ids.set(local, places[0] ?? local);
    const exported = one.exported || (path.length === 1 && exports.names.has(firstOf(path)));
    const within = path.length === 1 ? null : path.slice(0, -1).join(".");
    return places.map((place) => {
      const cut = place.lastIndexOf(".");
      const namespace = cut === -1 ? null : place.slice(0, cut);
      const name = place.slice(cut + 1);
      return { node, nameNode, name, namespace, within, exported, commented };
    });
  });
  const local = new Set(written.map(({ path }) => firstOf(path)));
  const passed = [...exports.names].flatMap(([name, outer]) => (local.has(name) ? [] : outer));
  const others = [...exports.others, ...passed];
  return { declarations, ids, imports, globals, others, reexports: exports.reexports };
}

function firstOf([first = ""]: readonly string[]): string {
  return first;
}

/** `name` or `namespace.name` under which importers find it; one at least. */
function placesOf({ path, exported }: Written, { names, whole }: Exports): readonly string[] {
  const [first = "", ...rest] = path;
  const outer = names.get(first) ?? [];
  if (rest.length > 0) {
    return [(first === whole ? rest : [outer[0] ?? first, ...rest]).join(".")];
  }
  if (outer.length === 0) return [first];
  return exported ? [...new Set([first, ...outer])] : outer;
}

function declarationsOf(
  ts: Compiler,
  statement: ts.Statement,
  path: readonly string[],
  isShared: IsShared,
  spell: (name: ts.Identifier) => string,
): readonly Written[] {
  const rest = { exported: isShared(statement), commented: statement };
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node) =>
      ts.isIdentifier(node.name)
        ? [{ ...rest, node, nameNode: node.name, path: [...path, spell(node.name)] }]
        : [],
    );
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    const { name } = statement;
    if (name === undefined || name.text === "") return [];
    return [{ ...rest, node: statement, nameNode: name, path: [...path, spell(name)] }];
  }
  return [];
}

function isExported(ts: Compiler, node: ts.Node): boolean {
  return has(ts, node, ts.SyntaxKind.ExportKeyword);
}

function isPlain(ts: Compiler, { statements }: ts.ModuleBlock): boolean {
  return !statements.some((one) => ts.isExportDeclaration(one) || ts.isExportAssignment(one));
}

function namesIn(ts: Compiler, statements: readonly ts.Statement[]): readonly string[] {
  return statements
    .flatMap((statement) =>
      declarationsOf(
        ts,
        statement,
        [],
        () => true,
        ({ text }) => text,
      ),
    )
    .map(({ nameNode }) => nameNode.text);
}
