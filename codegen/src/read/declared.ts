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
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredView } from "../model/declared.js";
import { compiler, type ParsedFile, parseDeclarations } from "./declared/compiler.js";
import { itemFindings, nameFindings, syntaxFindings } from "./declared/findings.js";
import { mergeItems, readItem } from "./declared/items.js";
import { overflowOf } from "./declared/depth.js";
import { type Positions, positionsOf } from "./declared/positions.js";
import { readText, sizeLimitBytes, type TextFault, tooLarge } from "./declared/text.js";
import { respellNames, spelling } from "./declared/respell.js";
import type { Scope } from "./declared/scope.js";
import type { Reading } from "./declared/types.js";
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

const mark = "\uFEFF";

/** Reads the view from a text; never throws, whatever the text is. */
export function readDeclared({ path, text }: DeclaredFile): DeclaredView {
  if (text.length > sizeLimitBytes) return unreadable(path, tooLarge(text.length));
  const isMarked = text.startsWith(mark);
  const plain = isMarked ? text.slice(mark.length) : text;
  const positions = positionsOf(path, plain, isMarked ? Buffer.byteLength(mark) : 0);
  try {
    return readPlain(path, plain, positions);
  } catch (error) {
    const { message, offset } = overflowOf(error, plain);
    const help = "give the inner types names of their own";
    const primary = positions.span(offset, offset + 1);
    return unreadable(path, { fault: `cannot be read: ${message}`, help, primary });
  }
}

/** Reads the view from a file below the workspace root; a file that cannot be read is a finding. */
export function readDeclaredFile(workspaceRoot: string, path: string): DeclaredView {
  const read = readText(workspaceRoot, path);
  return "text" in read ? readDeclared({ path, text: read.text }) : unreadable(path, read);
}

function unreadable(path: string, { fault, help, primary }: TextFault): DeclaredView {
  const finding = diagnostic("FT2001", `\`${path}\` ${fault}`, { help, primary });
  return { file: path, items: [], helpers: [], diagnostics: [finding] };
}

function readPlain(path: string, text: string, positions: Positions): DeclaredView {
  const ts = compiler();
  const { source, errors, names } = parseLenient(text);
  const spell = spelling(names, source);
  const statements = sortStatements(ts, source, spell);
  const isHelper = ({ name, namespace }: Placed): boolean =>
    namespace === null && napiHelpers.has(name);
  const own = statements.declarations.filter((placed) => !isHelper(placed));
  const reading: Reading = { ts, source, scope: scopeOf(statements), spell, depth: { value: 0 } };
  const items = mergeItems(own.map((placed) => readItem(reading, positions, placed)));
  return {
    file: path,
    items,
    helpers: [
      ...new Set([
        ...statements.imports.keys(),
        ...statements.globals,
        ...statements.others,
        ...statements.declarations.filter(isHelper).map(({ name }) => name),
      ]),
    ],
    diagnostics: [
      ...syntaxFindings(errors, positions),
      ...itemFindings(items),
      ...nameFindings(names, items, positions),
    ],
    ...(statements.reexports.length === 0 ? {} : { reexports: statements.reexports }),
  };
}

/** A file with names that no parser takes is read as if they were others. */
function parseLenient(text: string): ParsedFile & { readonly names: ReadonlyMap<number, string> } {
  const parsed = parseDeclarations(text);
  if (parsed.errors.length === 0) return { ...parsed, names: new Map() };
  const { text: respelled, names } = respellNames(text);
  return names.size === 0 ? { ...parsed, names } : { ...parseDeclarations(respelled), names };
}

function scopeOf({ ids, imports, globals }: Statements): Scope {
  const items = new Map([...ids].filter(([name]) => !napiHelpers.has(name)));
  return {
    items,
    imports,
    globals: new Set(globals),
    namespace: null,
    parameters: new Set(),
    values: new Set(),
  };
}
