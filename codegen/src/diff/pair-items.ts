/** Which items of two surfaces are the same ones: by id, and by declaration where a name is another one. */
import type { Item, Surface } from "../model/surface.js";

export interface Pairs {
  readonly same: readonly (readonly [Item, Item])[];
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
  /** A removed item, by its id, and the added one that is declared alike; only where there is one such. */
  readonly renamed: ReadonlyMap<string, Item>;
}

export function pairItems(before: Surface, after: Surface): Pairs {
  const now = new Map(after.items.map((item) => [item.id, item]));
  const same: [Item, Item][] = [];
  const removed: Item[] = [];
  for (const item of before.items) {
    const other = now.get(item.id);
    if (other === undefined) removed.push(item);
    else same.push([item, other]);
    now.delete(item.id);
  }
  const added = [...now.values()];
  return { same, removed, added, renamed: pairRenamed(removed, added) };
}

function pairRenamed(removed: readonly Item[], added: readonly Item[]): ReadonlyMap<string, Item> {
  const exact = pairAlike(removed, added, named);
  const found = new Set(exact.values());
  // A check holds the values of enums and the ranges of numbers, which may have changed in the same version.
  const rest = pairAlike(
    removed.filter(({ id }) => !exact.has(id)),
    added.filter((item) => !found.has(item)),
    [...named, "wrapping"],
  );
  return new Map([...exact, ...rest]);
}

const named = ["binaryName", "docs", "module", "name", "origin"];

function pairAlike(
  removed: readonly Item[],
  added: readonly Item[],
  without: readonly string[],
): ReadonlyMap<string, Item> {
  const renamed = new Map<string, Item>();
  const gone = byShape(removed, without);
  const come = byShape(added, without);
  for (const [shape, [old, ...more]] of gone) {
    const [now, ...others] = come.get(shape) ?? [];
    const isSure = more.length === 0 && others.length === 0;
    if (isSure && old !== undefined && now !== undefined) renamed.set(old.id, now);
  }
  return renamed;
}

/** The declaration without its name, its place and its docs; a mention of itself is a mention of itself. */
function shapeOf(item: Item, without: readonly string[]): string {
  return JSON.stringify(item, (key, value: unknown) => {
    if (key === "id") return value === item.id ? "" : value;
    // The names of fields and parameters belong to the shape.
    return without.includes(key) && (key !== "name" || value === item.name) ? undefined : value;
  });
}

function byShape(
  items: readonly Item[],
  without: readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const shape = shapeOf(item, without);
    groups.set(shape, [...(groups.get(shape) ?? []), item]);
  }
  return groups;
}
