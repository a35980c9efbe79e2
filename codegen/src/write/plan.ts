/**
 * Plans what a run would change on disk, and then writes it, compares it or prints it.
 *
 * Invariant: nothing else in this package writes to the folders of the user; only `write.ts` here changes anything.
 */
import { type Stats, lstatSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";

import type { GeneratedFile } from "../model/views.js";

/** A folder that is owned whole: files in it that are not planned are removed. */
export interface OwnedFolder {
  /** Relative to the workspace root, with forward slashes. */
  readonly path: string;
  /** Names of entries directly in it that are left alone. */
  readonly except: readonly string[];
}

export interface PlannedFile extends GeneratedFile {
  readonly state: "same" | "changed" | "missing";
  /** What is there now; null where nothing is. */
  readonly before: string | null;
}

export interface Plan {
  readonly root: string;
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Files that nobody planned, relative to the root, sorted; `committed` ones count as drift. */
  readonly extra: readonly { readonly path: string; readonly committed: boolean }[];
}

/** Marks a file that is being written; one that stayed behind is removed by the next run. */
export const TEMPORARY_SUFFIX = ".ferrotype-tmp";

/** Compares planned files with the disk. Reads only. */
export function planWrite(
  root: string,
  files: readonly GeneratedFile[],
  owned: readonly OwnedFolder[],
): Plan {
  const planned = [...files].sort((a, b) => compare(a.path, b.path));
  const astray = planned.find(({ path }) => !isPlain(path));
  if (astray !== undefined) throw new Error(`${astray.path} is planned, and is no plain path`);
  const paths = new Set(planned.map(({ path }) => path));
  const extra = owned
    .flatMap((folder) => listFiles(root, folder))
    .filter((path) => !paths.has(path))
    .map((path) => ({ path, committed: !path.endsWith(".d.ts.map") }))
    .sort((a, b) => compare(a.path, b.path));
  return {
    root,
    files: planned.map((file): PlannedFile => {
      const before = readIfThere(join(root, file.path));
      if (before === null) return { ...file, state: "missing", before };
      return { ...file, state: before === file.text ? "same" : "changed", before };
    }),
    extra,
  };
}

/** A path that names one file in one way, beneath the root: listing the disk gives the same one. */
function isPlain(path: string): boolean {
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** True where a run of `write` would change nothing. */
export function isSettled(plan: Plan): boolean {
  return plan.extra.length === 0 && plan.files.every(({ state }) => state === "same");
}

/** Files of an owned folder, links included, relative to the root. */
export function listFiles(root: string, owned: OwnedFolder): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, except: readonly string[]): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (except.includes(entry.name)) {
        if (entry.isDirectory()) found.push(...listTemporaries(root, path));
        continue;
      }
      if (entry.isDirectory()) visit(path, []);
      else found.push(path);
    }
  };
  const stat = statSync(join(root, owned.path), { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) visit(owned.path, owned.except);
  return found;
}

/** What a killed run left in a folder that is otherwise left alone. */
function listTemporaries(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(TEMPORARY_SUFFIX))
    .map((name) => posix.join(folder, name));
}

function readIfThere(path: string): string | null {
  // A folder or a link in the way is replaced like a wrong file; reading through it would hide it.
  const stat = lstatIfThere(path);
  if (stat === undefined) return null;
  return stat.isFile() ? readFileSync(path, "utf8") : "";
}

function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file stands where a folder belongs; writing will say so.
    return undefined;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
