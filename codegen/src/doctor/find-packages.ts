/** Finds the packages that ferrotype wrote: the one that is asked for, those of a workspace, or what a project depends on. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";

import { UsageError } from "../commands/stop.js";

/** The one file that loads an addon. */
export const bindingFile = "binding.js";

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
  /** What `pack` writes of the binary of a leaf. */
  readonly ferrotype?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
  readonly optionalDependencies?: unknown;
  readonly peerDependencies?: unknown;
}

/** Folders of packages, links followed. `workspace`: folders that a config names. Throws a `UsageError`. */
export function findPackages(
  asked: string | null,
  from: string,
  workspace: readonly string[],
): readonly string[] {
  if (asked !== null) {
    const folder = isPath(asked, from) ? resolve(from, asked) : resolvePackage(asked, from);
    if (folder === null) {
      throw new UsageError(`--package: ${asked} is not installed here; a folder may be named too`);
    }
    if (isOurs(folder)) return [realpathSync(folder)];
    throw new UsageError(
      `--package: ${asked} is no package that ferrotype wrote: ${existsSync(folder) ? `it has no ${bindingFile}` : "it is not there"}`,
    );
  }
  const written = workspace.filter(isOurs);
  if (written.length > 0) return written.map((folder) => realpathSync(folder));
  const project = nearestProject(from);
  if (project !== null && isOurs(project)) return [realpathSync(project)];
  const depended = project === null ? [] : dependenciesOf(project).filter(isOurs);
  if (depended.length > 0) return [...new Set(depended.map((folder) => realpathSync(folder)))];
  const where = project === null ? "there is no package.json here or above" : "none is installed";
  throw new UsageError(
    `${where}: name a package that ferrotype wrote, or its folder: --package NAME|DIR`,
  );
}

/** Reads a package.json; empty where there is none or it is broken. */
export function readManifest(folder: string): Manifest {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Folder of a package as a module in `from` would find it. */
export function resolvePackage(name: string, from: string): string | null {
  try {
    return dirname(createRequire(join(from, "noop.js")).resolve(`${name}/package.json`));
  } catch {
    // Its `exports` may keep package.json to itself.
    for (let folder = resolve(from); ; folder = dirname(folder)) {
      const place = join(folder, "node_modules", name);
      if (existsSync(join(place, "package.json"))) return place;
      if (folder === dirname(folder)) return null;
    }
  }
}

function isPath(asked: string, from: string): boolean {
  if (isAbsolute(asked) || /^\.{1,2}(?:[\\/]|$)/u.test(asked)) return true;
  return statSync(resolve(from, asked, "package.json"), { throwIfNoEntry: false }) !== undefined;
}

function isOurs(folder: string): boolean {
  const path = join(folder, bindingFile);
  return existsSync(path) && readFileSync(path, "utf8").includes("loadAddon(");
}

function nearestProject(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

function dependenciesOf(project: string): readonly string[] {
  const manifest = readManifest(project);
  const lists = [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ];
  const names = lists.flatMap((list) =>
    typeof list === "object" && list !== null ? Object.keys(list) : [],
  );
  return [...new Set(names)].sort().flatMap((name) => resolvePackage(name, project) ?? []);
}
