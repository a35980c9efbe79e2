import type { ts } from "ts-morph";

import type { Compiler } from "./compiler.js";

/** A declaration of the file with the namespace that it stands in. */
export interface Placed {
  readonly node: Declaration;
  readonly name: ts.Identifier;
  readonly namespace: string | null;
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
  readonly declarations: readonly Placed[];
  /** Imported names with the expression that stands for each; null where only this file can follow the import. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** Other names that the file brings: `declare global` and re-exports. */
  readonly others: readonly string[];
}

export function sortStatements(ts: Compiler, source: ts.SourceFile): Statements {
  const declarations: Placed[] = [];
  const imports = new Map<string, string | null>();
  const others: string[] = [];
  const reexported = new Set<string>();

  const visit = (statements: readonly ts.Statement[], namespace: string | null): void => {
    for (const statement of statements) {
      if (ts.isImportDeclaration(statement)) {
        for (const [name, text] of importedNames(ts, statement)) imports.set(name, text);
      } else if (ts.isExportDeclaration(statement)) {
        for (const name of exportedNames(ts, statement)) {
          if (statement.moduleSpecifier === undefined) reexported.add(name);
          else others.push(name);
        }
      } else if (ts.isModuleDeclaration(statement)) {
        visitModule(statement, namespace);
      } else {
        declarations.push(...declarationsOf(ts, statement, namespace));
      }
    }
  };

  const visitModule = (node: ts.ModuleDeclaration, namespace: string | null): void => {
    const { body } = node;
    if (body === undefined || ts.isIdentifier(body)) return;
    if (ts.isStringLiteral(node.name)) return;
    if ((node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) {
      if (ts.isModuleBlock(body)) others.push(...globalNames(ts, body));
      return;
    }
    const inner = namespace === null ? node.name.text : `${namespace}.${node.name.text}`;
    if (ts.isModuleBlock(body)) visit(body.statements, inner);
    else if (ts.isModuleDeclaration(body)) visitModule(body, inner);
  };

  visit(source.statements, null);
  return {
    declarations: declarations.map((placed) =>
      placed.namespace === null && reexported.has(placed.name.text)
        ? { ...placed, exported: true }
        : placed,
    ),
    imports,
    others,
  };
}

function declarationsOf(
  ts: Compiler,
  statement: ts.Statement,
  namespace: string | null,
): readonly Placed[] {
  const exported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
  const placed = { namespace, exported, commented: statement };
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node) =>
      ts.isIdentifier(node.name) ? [{ ...placed, node, name: node.name }] : [],
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
    return name === undefined || name.text === "" ? [] : [{ ...placed, node: statement, name }];
  }
  return [];
}

/** A name from a package can be written as `import("package").Name` anywhere; one from a relative path cannot. */
function importedNames(
  ts: Compiler,
  statement: ts.ImportDeclaration,
): readonly (readonly [string, string | null])[] {
  const { importClause: clause, moduleSpecifier } = statement;
  if (clause === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const from = moduleSpecifier.text;
  const expression = (member: string): string | null =>
    from.startsWith(".") ? null : `import(${JSON.stringify(from)})${member}`;
  const names: [string, string | null][] = [];
  if (clause.name !== undefined) names.push([clause.name.text, expression(".default")]);
  const { namedBindings } = clause;
  if (namedBindings === undefined) return names;
  if (ts.isNamespaceImport(namedBindings)) {
    names.push([namedBindings.name.text, expression("")]);
    return names;
  }
  for (const { name, propertyName } of namedBindings.elements) {
    names.push([name.text, expression(`.${(propertyName ?? name).text}`)]);
  }
  return names;
}

/** Local names of `export { a, b as c }`, or the outer ones where they come from elsewhere. */
function exportedNames(ts: Compiler, statement: ts.ExportDeclaration): readonly string[] {
  const { exportClause } = statement;
  if (exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
  return exportClause.elements.map(({ name, propertyName }) =>
    statement.moduleSpecifier === undefined ? (propertyName ?? name).text : name.text,
  );
}

function globalNames(ts: Compiler, block: ts.ModuleBlock): readonly string[] {
  return block.statements.flatMap((statement) =>
    declarationsOf(ts, statement, null).map(({ name }) => name.text),
  );
}
