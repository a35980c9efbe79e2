/** Modules of the surface. */
import { compareText, type ItemGroup } from "./groups.js";

/** Names of files that every package has; no module can have them. */
export const reservedModules: ReadonlySet<string> = new Set([
  "binding",
  "brands",
  "enums",
  "errors",
  "index",
]);

/** Sorted names, the index not among them; empty where all items fit into the index. */
export function moduleNames(groups: readonly ItemGroup[]): readonly string[] {
  const names = new Set<string>();
  for (const { first } of groups) {
    if (first.module !== null && first.kind !== "error") names.add(first.module);
  }
  return names.size > 1 ? [...names].sort(compareText) : [];
}
