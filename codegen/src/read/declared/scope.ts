import type { TypeName } from "../../model/type.js";
import { languageTypes, nodeTypes, platformTypes } from "../../model/known-names.js";

/** What the names of a file stand for. */
export interface Scope {
  /** Keys of the declared items: `name` or `namespace.name`. */
  readonly items: ReadonlySet<string>;
  /** Imported names, each with the type expression that stands for it anywhere: `import("m").Name`. */
  readonly imports: ReadonlyMap<string, string>;
  /** Namespace that encloses the place, for names that it declares itself. */
  readonly namespace: string | null;
  /** Type parameters in force. */
  readonly parameters: ReadonlySet<string>;
}

export const emptyScope: Scope = {
  items: new Set(),
  imports: new Map(),
  namespace: null,
  parameters: new Set(),
};

export function withParameters(scope: Scope, names: readonly string[]): Scope {
  if (names.length === 0) return scope;
  return { ...scope, parameters: new Set([...scope.parameters, ...names]) };
}

export type Resolution =
  | { readonly kind: "name"; readonly name: TypeName }
  /** A member of an item, such as one value of an enum. */
  | { readonly kind: "member"; readonly of: TypeName }
  /** A type parameter: it means something only where it stands. */
  | { readonly kind: "parameter" }
  /** The expression that stands for an imported name. */
  | { readonly kind: "import"; readonly text: string };

/** Resolves a dotted name as TypeScript would, from the inside out. */
export function resolveName(scope: Scope, dotted: string): Resolution {
  const global = /^globalThis\.(.+)$/u.exec(dotted)?.[1];
  if (global !== undefined) return { kind: "name", name: globalName(global) };
  const [head = dotted, ...rest] = dotted.split(".");
  if (scope.parameters.has(head)) return { kind: "parameter" };
  for (const prefix of enclosing(scope.namespace)) {
    if (scope.items.has(prefix + dotted)) return { kind: "name", name: item(prefix + dotted) };
    if (scope.items.has(prefix + head)) return { kind: "member", of: item(prefix + head) };
  }
  const imported = scope.imports.get(head);
  if (imported !== undefined) return { kind: "import", text: [imported, ...rest].join(".") };
  return { kind: "name", name: globalName(dotted) };
}

/** `a.b` → `a.b.`, `a.`, and the top level. */
function enclosing(namespace: string | null): readonly string[] {
  if (namespace === null) return [""];
  const parts = namespace.split(".");
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join(".")}.`), ""];
}

function item(id: string): TypeName {
  return { kind: "item", id };
}

function globalName(name: string): TypeName {
  const [head = name] = name.split(".");
  if (nodeTypes.has(head)) return { kind: "node", name };
  const known = languageTypes.has(head) || platformTypes.has(head);
  return { kind: known ? "global" : "unresolved", name };
}
