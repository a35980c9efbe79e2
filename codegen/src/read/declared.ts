/**
 * The declared view: what `napi build` wrote into its `index.d.ts`, read by syntax alone.
 *
 * Names in types: an item of the file is `{ kind: "item", id }`, `id` being its key in this file (`name`, or
 * `namespace.name`); globals and Node's globals are told apart by list; whatever else stands there (`Job`, `U32`,
 * `ExternalObject`, a misspelt name) is `unresolved`, and the linker decides what it means. A type parameter has no
 * node in the model: it is opaque text without names. Imported types are opaque too, as `import("m").Name`.
 *
 * Invariant: ts-morph is used nowhere else, and only from the first call on; importing this module costs nothing.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { DeclaredItem, DeclaredView } from "../model/declared.js";
import { compiler, type ParsedFile, parseDeclarations } from "./declared/compiler.js";
import { itemFindings, namespaceFindings, syntaxFindings } from "./declared/findings.js";
import { mergeItems, readItem } from "./declared/items.js";
import { positionsOf } from "./declared/positions.js";
import { originalName, respellNames } from "./declared/respell.js";
import type { Scope } from "./declared/scope.js";
import { type Placed, sortStatements, type Statements } from "./declared/statements.js";

export interface DeclaredFile {
  /** Relative to the workspace root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What napi itself adds to a d.ts; the loader or the linker gives these names their meaning. */
const napiHelpers: ReadonlySet<string> = new Set([
  "ExternalObject",
  "TypedArray",
  "__napiBindingTarget",
]);

/** Reads the view from a text. */
export function readDeclared(file: DeclaredFile): DeclaredView {
  const ts = compiler();
  const { source, errors, names } = parseLenient(file.text);
  const positions = positionsOf(file.path, file.text);
  const statements = sortStatements(ts, source);
  const isHelper = ({ name, namespace }: Placed): boolean =>
    namespace === null && napiHelpers.has(name.text);
  const own = statements.declarations.filter((placed) => !isHelper(placed));
  const nameOf = ({ name }: Placed): string => originalName(names, source, name);
  const scope = scopeOf(own, nameOf, statements);
  const items = mergeItems(
    own.map((placed): DeclaredItem => ({
      ...readItem({ ts, source, scope }, positions, placed),
      name: nameOf(placed),
    })),
  );
  return {
    file: file.path,
    items,
    helpers: [
      ...statements.imports.keys(),
      ...statements.others,
      ...statements.declarations.filter(isHelper).map(nameOf),
    ],
    diagnostics: [
      ...syntaxFindings(errors, positions),
      ...itemFindings(items),
      ...namespaceFindings(names, items, positions),
    ],
  };
}

/** Reads the view from a file below the workspace root. */
export function readDeclaredFile(workspaceRoot: string, path: string): DeclaredView {
  return readDeclared({ path, text: readFileSync(join(workspaceRoot, path), "utf8") });
}

/** A file with names that no parser takes is read as if they were others. */
function parseLenient(text: string): ParsedFile & { readonly names: ReadonlyMap<number, string> } {
  const parsed = parseDeclarations(text);
  if (parsed.errors.length === 0) return { ...parsed, names: new Map() };
  const { text: respelled, names } = respellNames(text);
  return names.size === 0 ? { ...parsed, names } : { ...parseDeclarations(respelled), names };
}

function scopeOf(
  declarations: readonly Placed[],
  nameOf: (placed: Placed) => string,
  { imports }: Statements,
): Scope {
  return {
    items: new Set(
      declarations.map((placed) =>
        placed.namespace === null ? nameOf(placed) : `${placed.namespace}.${nameOf(placed)}`,
      ),
    ),
    imports: new Map(
      [...imports].flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])),
    ),
    namespace: null,
    parameters: new Set(),
  };
}
