import { siblingOf } from "../leaf.js";
import type { Search } from "../search.js";
import { folderOf, leafName, lies, pathsOf } from "../search.js";

/** The package lies where it is generated: its own package.json is beside it, and nobody installed it. */
export function isInWorkingTree(search: Search): boolean {
  const { facts, table } = search;
  const folder = folderOf(search);
  if (lies(folder, "node_modules") || siblingOf(search, leafName(table, "")) !== null) return false;
  try {
    const manifest: unknown = JSON.parse(facts.read(pathsOf(facts).join(folder, "package.json")));
    return (manifest as { readonly name?: unknown } | null)?.name === table.package;
  } catch {
    return false;
  }
}
