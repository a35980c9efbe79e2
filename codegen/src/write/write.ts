/**
 * Brings the disk to the plan. All new text is first written to temporary files beside the targets; only when every one
 * stands are they renamed. A kill at any moment leaves each file whole, old or new, and the next run finishes the work.
 */
import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { codes } from "../diagnostics/codes.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { TEMPORARY_SUFFIX, type Plan } from "./plan.js";

/** A file that is copied rather than made, such as the built addon; both absolute. */
export interface Copy {
  readonly from: string;
  readonly to: string;
}

export interface Written {
  /** Relative to the workspace root, sorted. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes changed and missing files, copies, removes extra files. Nothing is changed where something cannot be written. */
export function writePlan(plan: Plan, copies: readonly Copy[]): Written {
  const steps: { readonly temporary: string; readonly target: string }[] = [];
  const stage = (target: string, make: (temporary: string) => void): void => {
    mkdirSync(dirname(target), { recursive: true });
    const temporary = join(
      dirname(target),
      `.${basename(target)}.${randomBytes(6).toString("hex")}${TEMPORARY_SUFFIX}`,
    );
    steps.push({ temporary, target });
    make(temporary);
  };
  let at = "";
  try {
    for (const file of plan.files) {
      if (file.state === "same") continue;
      at = file.path;
      stage(join(plan.root, file.path), (temporary) => writeFileSync(temporary, file.text));
    }
    for (const copy of copies) {
      at = relative(plan.root, copy.to);
      stage(copy.to, (temporary) => copyFileSync(copy.from, temporary));
    }
    for (const { path } of plan.extra) {
      at = path;
      proveRemovable(dirname(join(plan.root, path)));
    }
  } catch (error) {
    for (const { temporary } of steps) rmSync(temporary, { force: true });
    return { changed: [], added: [], removed: [], diagnostics: [unwritable(at, error)] };
  }
  return commit(plan, steps);
}

function commit(
  plan: Plan,
  steps: readonly { readonly temporary: string; readonly target: string }[],
): Written {
  let at = "";
  try {
    for (const { temporary, target } of steps) {
      at = relative(plan.root, target);
      replace(temporary, target);
    }
    for (const { path } of plan.extra) {
      at = path;
      rmSync(join(plan.root, path), { force: true });
      removeEmptyFolders(plan.root, dirname(path));
    }
  } catch (error) {
    for (const { temporary } of steps) rmSync(temporary, { force: true });
    return { changed: [], added: [], removed: [], diagnostics: [unwritable(at, error)] };
  }
  return {
    changed: plan.files.filter(({ state }) => state === "changed").map(({ path }) => path),
    added: plan.files.filter(({ state }) => state === "missing").map(({ path }) => path),
    removed: plan.extra.map(({ path }) => path),
    diagnostics: [],
  };
}

function replace(temporary: string, target: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!isCode(error, "EISDIR") && !isCode(error, "ENOTEMPTY")) throw error;
    // A folder stands where a file belongs; the folder is ours.
    rmSync(target, { recursive: true });
    renameSync(temporary, target);
  }
}

/** Removing needs a writable folder; asked before anything is changed, by making and removing a file. */
function proveRemovable(folder: string): void {
  const probe = join(folder, `.${randomBytes(6).toString("hex")}${TEMPORARY_SUFFIX}`);
  writeFileSync(probe, "");
  rmSync(probe);
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let path = folder; path !== "." && path !== ""; path = dirname(path)) {
    const absolute = join(root, path);
    if (readdirSync(absolute).length > 0) return;
    rmdirSync(absolute);
  }
}

function unwritable(path: string, error: unknown): Diagnostic {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const help = isCode(error, "ENOSPC")
    ? "free some space, then run the same command again"
    : `make ${dirname(path)} writable for this user, then run the same command again`;
  return {
    code: "FT6009",
    severity: codes.FT6009.severity,
    message: `${path} cannot be written: ${code}`,
    primary: null,
    related: [],
    help,
    at: null,
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
