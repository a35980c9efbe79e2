/**
 * What the mapping of types needs to know about the addon around a type.
 *
 * Invariant: `types/` imports only the model, so that type tests can use it without link, emit or print.
 */
import { languageTypes, nodeTypes, platformTypes } from "../model/known-names.js";
import type { Manifest, SourceItem } from "../model/manifest.js";
import type { TypeName } from "../model/type.js";

/** Which way a value crosses: into Rust, out of it, or (a type used for both) either. */
export type Direction = "in" | "out" | "both";

/** Where a type stands. `value` is everything else: elements, arguments of generics, aliases, constants. */
export interface Place {
  readonly at: "parameter" | "return" | "field" | "value";
  readonly direction: Direction;
}

export const parameterPlace: Place = { at: "parameter", direction: "in" };
export const returnPlace: Place = { at: "return", direction: "out" };

export interface TypeContext {
  /** `napi`: as napi-derive prints it into its d.ts. `surface`: as our package declares it. */
  readonly style: "napi" | "surface";
  /** Items by their Rust path (`SourceItem.id`). */
  readonly items: ReadonlyMap<string, SourceItem>;
  /** Items by `name` or `namespace.name`, as override strings name them. */
  readonly byName: ReadonlyMap<string, SourceItem>;
  /** Names that the author's header declares. */
  readonly headerNames: ReadonlySet<string>;
  /** What `Self` stands for. */
  readonly self: SourceItem | null;
  /** Type parameters in scope of an override. */
  readonly typeParameters: readonly string[];
}

/** Identity of an item in JavaScript: `name` or `namespace.name`; also the id of the surface's items. */
export function itemKey(item: {
  readonly namespace: string | null;
  readonly name?: string;
  readonly jsName?: string;
}): string {
  const name = item.name ?? item.jsName ?? "";
  return item.namespace === null ? name : `${item.namespace}.${name}`;
}

/** The context of a crate; pass `{ ...context, self: item }` for members of a class. */
export function typeContext(
  manifest: Pick<Manifest, "items">,
  style: TypeContext["style"],
  headerNames: ReadonlySet<string> = new Set(),
): TypeContext {
  const items = new Map<string, SourceItem>();
  const byName = new Map<string, SourceItem>();
  for (const item of manifest.items) {
    if (!items.has(item.id)) items.set(item.id, item);
    const key = itemKey(item);
    if (!byName.has(key)) byName.set(key, item);
  }
  for (const item of manifest.items) {
    // napi adds `export type RustName = JsName` for a renamed class, and override strings use it.
    const { kind, namespace, rustName: name } = item;
    const key = itemKey({ namespace, name });
    if (kind === "class" && !byName.has(key)) byName.set(key, item);
  }
  return { style, items, byName, headerNames, self: null, typeParameters: [] };
}

/** What a name in hand-written TypeScript stands for. */
export function resolveName(name: string, context: TypeContext, isValue = false): TypeName {
  const [head = name] = name.split(".");
  const item = context.byName.get(name);
  // Functions and constants are no types, but `typeof f` is one.
  const isType = item?.kind !== "function" && item?.kind !== "const";
  if (item !== undefined && item.kind !== "error" && (isType || isValue)) {
    return { kind: "item", id: itemKey(item) };
  }
  // `Level.Low` is a type too.
  const owner = context.byName.get(name.slice(0, Math.max(name.lastIndexOf("."), 0)));
  if (owner?.kind === "enum") return { kind: "item", id: itemKey(owner) };
  if (context.headerNames.has(name)) return { kind: "item", id: name };
  if (nodeTypes.has(head)) return { kind: "node", name };
  if (languageTypes.has(head) || platformTypes.has(head)) return { kind: "global", name };
  return { kind: "unresolved", name };
}
