/** What a file imports, as expressions that mean the same anywhere. */
import type { ts } from "ts-morph";

import type { Compiler } from "./compiler.js";

/** Imported names, each with its expression; null where only this file can follow the import. */
export type Imports = readonly (readonly [string, string | null])[];

/** A name from a package can be written as `import("package").Name` anywhere; one from a relative path cannot. */
export function importedNames(ts: Compiler, statement: ts.ImportDeclaration): Imports {
  const { importClause: clause, moduleSpecifier, attributes } = statement;
  if (clause === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const expression = expressionOf(moduleSpecifier.text, attributesText(ts, attributes));
  const names: [string, string | null][] = [];
  if (clause.name !== undefined) names.push([clause.name.text, expression(".default")]);
  const { namedBindings } = clause;
  if (namedBindings === undefined) return names;
  if (ts.isNamespaceImport(namedBindings)) {
    names.push([namedBindings.name.text, expression("")]);
    return names;
  }
  for (const { name, propertyName = name } of namedBindings.elements) {
    // `import("m")["a name"]` is no type.
    const member = ts.isIdentifier(propertyName) ? expression(`.${propertyName.text}`) : null;
    names.push([name.text, member]);
  }
  return names;
}

/** `import fs = require("fs")`, and `import Short = ns.Long`. */
export function importedEquals(
  ts: Compiler,
  source: ts.SourceFile,
  { name, moduleReference }: ts.ImportEqualsDeclaration,
): Imports {
  if (!ts.isExternalModuleReference(moduleReference)) {
    return [[name.text, moduleReference.getText(source)]];
  }
  const from = moduleReference.expression;
  return ts.isStringLiteral(from) ? [[name.text, expressionOf(from.text, "")("")]] : [];
}

function expressionOf(from: string, attributes: string): (member: string) => string | null {
  return (member) =>
    from.startsWith(".") ? null : `import(${JSON.stringify(from)}${attributes})${member}`;
}

/** `with { "resolution-mode": "import" }` decides which of two declarations a package gives. */
function attributesText(ts: Compiler, attributes: ts.ImportAttributes | undefined): string {
  const pairs = (attributes?.elements ?? []).flatMap(({ name, value }) =>
    ts.isStringLiteral(value)
      ? [`${JSON.stringify(name.text)}: ${JSON.stringify(value.text)}`]
      : [],
  );
  return pairs.length === 0 ? "" : `, { with: { ${pairs.join(", ")} } }`;
}
