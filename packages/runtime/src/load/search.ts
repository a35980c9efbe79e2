import { path as paths, url as urls } from "../builtin.js";
import type { AddonTable } from "./addon-table.js";
import type { Facts } from "./facts.js";

/** One search for an addon: what is looked for, and the world it is looked for in. */
export interface Search {
  readonly table: AddonTable;
  readonly facts: Facts;
  /** Targets that run here, the closest first. */
  readonly host: readonly string[];
  /** Path of the module that holds the table; of the program where bundling has lost it. */
  readonly home: string;
  /** Published targets of which only the processor keeps this machine; none where another one runs here. */
  readonly tooNew: () => readonly { readonly target: string; readonly why: string }[];
  /** Why this processor cannot run a binary that is compiled for `needed`; null: it can. */
  readonly processorFault: (needed: number | undefined) => string | null;
  /** A mismatch was let pass, with a warning. */
  warned?: boolean;
}

/** The rules for paths of the platform that the facts speak of. */
export function pathsOf({ platform }: Pick<Facts, "platform">): typeof paths.posix {
  return platform === "win32" ? paths.win32 : paths.posix;
}

/** Path of the module that holds the table. */
export function homeOf({ from }: Pick<AddonTable, "from">, facts: Facts): string {
  try {
    const windows = facts.platform === "win32";
    // Node 20.13 and 22.1 brought the option; what does not know it goes by its own platform, which is the same.
    return (urls.fileURLToPath as (url: string, options: object) => string)(from, {
      windows,
    });
  } catch {
    // A bundler that writes CommonJS leaves `import.meta.url` undefined.
    return facts.script ?? facts.execPath;
  }
}

/** Folder of the package, or of what it was bundled into. */
export function folderOf({ facts, home }: Search): string {
  return pathsOf(facts).dirname(home);
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
