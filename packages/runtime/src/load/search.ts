import { path as paths, url as urls } from "../builtin.js";
import type { AddonTable } from "./addon-table.js";
import type { Facts } from "./facts.js";

/** One search for an addon: what is looked for, and the world it is looked for in. */
export interface Search {
  readonly table: AddonTable;
  readonly facts: Facts;
  /** Targets that run here, the closest first. */
  readonly host: readonly string[];
  /** A mismatch was let pass, with a warning. */
  warned?: boolean;
}

/** The rules for paths of the platform that the facts speak of. */
export function pathsOf({ platform }: Pick<Facts, "platform">): typeof paths.posix {
  return platform === "win32" ? paths.win32 : paths.posix;
}

/** Path of the module that holds the table; of the executable where bundling has lost it. */
export function homeOf({ table, facts }: Pick<Search, "facts" | "table">): string {
  try {
    const windows = facts.platform === "win32";
    // Node 20.13 and 22.1 brought the option; what does not know it goes by its own platform, which is the same.
    return (urls.fileURLToPath as (url: string, options: object) => string)(table.from, {
      windows,
    });
  } catch {
    return facts.execPath;
  }
}

/** Folder of the package, or of what it was bundled into. */
export function folderOf(search: Pick<Search, "facts" | "table">): string {
  return pathsOf(search.facts).dirname(homeOf(search));
}

/** A folder on the path has this name. */
export function lies(path: string, name: string): boolean {
  return path.split(/[/\\]/u).includes(name);
}

/** Name of the leaf package of a target. */
export function leafName({ leaf }: AddonTable, target: string): string {
  return leaf.replace("<target>", target);
}

/** Name of the binary of a target. */
export function binaryName({ binary }: AddonTable, target: string): string {
  return `${binary}.${target}.node`;
}
