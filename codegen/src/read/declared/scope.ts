import type { TypeName } from "../../model/type.js";
import { languageTypes, nodeTypes, platformTypes } from "../../model/known-names.js";

/** What the names of a file stand for. */
export interface Scope {
  /** Items by what the file calls them, `name` or `namespace.name`. */
  readonly items: ReadonlyMap<string, string>;
  /** Imported names, each with the type expression that stands for it anywhere: `import("m").Name`; null without one. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** Names that the file itself makes global. */
  readonly globals: ReadonlySet<string>;
  /** Namespace that encloses the place, for names that it declares itself. */
  readonly namespace: string | null;
  /** Type parameters in force. */
  readonly parameters: ReadonlySet<string>;
  /** Parameters of functions in force, which `typeof` can name. */
  readonly values: ReadonlySet<string>;
}

/** The scope within a signature: its type parameters, and what `typeof` finds. */
export function withSignature(
  scope: Scope,
  parameters: readonly string[],
  values: readonly string[],
): Scope {
  const inner = withParameters(scope, parameters);
  return values.length === 0 ? inner : { ...inner, values: new Set([...scope.values, ...values]) };
}

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

/** Resolves a dotted name as TypeScript would, from the inside out; after `typeof` in the space of values. */
export function resolveName(
  scope: Scope,
  dotted: string,
  space: "type" | "value" = "type",
): Resolution {
  const global = /^globalThis\.(.+)$/u.exec(dotted)?.[1];
  if (global !== undefined) return { kind: "name", name: globalName(scope, global) };
  const [head = dotted, ...rest] = dotted.split(".");
  const bound = space === "type" ? scope.parameters : scope.values;
  if (bound.has(head)) return { kind: "parameter" };
  for (const prefix of enclosing(scope.namespace)) {
    const whole = scope.items.get(prefix + dotted);
    if (whole !== undefined) return { kind: "name", name: { kind: "item", id: whole } };
    const owner = scope.items.get(prefix + head);
    if (owner !== undefined) return { kind: "member", of: { kind: "item", id: owner } };
  }
  const imported = scope.imports.get(head);
  if (imported === null) return { kind: "name", name: { kind: "unresolved", name: dotted } };
  if (imported !== undefined) return { kind: "import", text: [imported, ...rest].join(".") };
  return { kind: "name", name: globalName(scope, dotted) };
}

/** `a.b` → `a.b.`, `a.`, and the top level. */
function enclosing(namespace: string | null): readonly string[] {
  if (namespace === null) return [""];
  const parts = namespace.split(".");
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join(".")}.`), ""];
}

function globalName({ globals }: Scope, name: string): TypeName {
  const [head = name] = name.split(".");
  if (nodeTypes.has(head)) return { kind: "node", name };
  const known = languageTypes.has(head) || platformTypes.has(head) || globals.has(head);
  return { kind: known ? "global" : "unresolved", name };
}
