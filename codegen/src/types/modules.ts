/** Modules of the surface. */
import type { SourceItem } from "../model/manifest.js";
import { compareText, type ItemGroup } from "./groups.js";

/** Names of files that every package has; no module can have them. */
export const reservedModules: ReadonlySet<string> = new Set([
  "binding",
  "brands",
  "enums",
  "errors",
  "index",
  "native-free",
]);

/** Sorted names, the index not among them; empty where all items fit into the index. */
export function moduleNames(groups: readonly ItemGroup[]): readonly string[] {
  return modulesOf(groups.map(({ first }) => first));
}

/** The same for items of which no two share an identity. */
export function modulesOf(
  items: readonly Pick<SourceItem, "kind" | "module" | "jsName">[],
): readonly string[] {
  const placed = items.filter(({ kind }) => kind !== "error");
  const names = new Set(placed.flatMap(({ module }) => (module === null ? [] : [module])));
  // Items of a namespace may have the names of others.
  const fits = new Set(placed.map(({ jsName }) => jsName)).size === placed.length;
  return names.size > 1 || !fits ? [...names].sort(compareText) : [];
}
