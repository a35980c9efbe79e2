import { posix, relative, sep } from "node:path";

import { isRecord, textAt } from "./json-file.js";
import type { AddonCrate } from "./project.js";

/** The part of `cargo metadata` that tells an addon. */
export interface CratesMetadata {
  readonly workspace_root: string;
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    /** Absolute. */
    readonly manifest_path: string;
    readonly metadata: unknown;
    readonly targets: readonly { readonly crate_types: readonly string[] }[];
    /** By their real names, whatever they are renamed to. */
    readonly dependencies: readonly { readonly name: string }[];
  }[];
}

export interface FoundCrates {
  /** Sorted by folder. */
  readonly addons: readonly AddonCrate[];
  /** Crates that lack one thing to be an addon, each with what it lacks. */
  readonly nearly: readonly string[];
}

/** The crates beneath a folder that napi-rs makes addons of. */
export function findCrates(root: string, workspaces: readonly CratesMetadata[]): FoundCrates {
  const addons = new Map<string, AddonCrate>();
  const nearly = new Set<string>();
  for (const each of workspaces.flatMap(({ packages }) => packages)) {
    const path = relative(root, each.manifest_path).split(sep).join("/");
    if (path.startsWith("..")) continue;
    const folder = posix.dirname(path);
    const isLibrary = each.targets.some(({ crate_types }) => crate_types.includes("cdylib"));
    const usesNapi = each.dependencies.some(({ name }) => name === "napi-derive");
    if (isLibrary && usesNapi) {
      const packageName = packageNameOf(each.metadata);
      addons.set(folder, { folder, name: each.name, version: each.version, packageName });
    } else if (usesNapi) nearly.add(`${path} depends on napi-derive and builds no cdylib`);
    else if (isLibrary) nearly.add(`${path} builds a cdylib and does not depend on napi-derive`);
  }
  const sorted = [...addons.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  return { addons: sorted, nearly: [...nearly].sort() };
}

function packageNameOf(metadata: unknown): string | null {
  if (!isRecord(metadata) || !isRecord(metadata["ferrotype"])) return null;
  return textAt(metadata["ferrotype"], "package");
}
