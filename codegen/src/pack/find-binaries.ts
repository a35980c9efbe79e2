/** Finds the built binaries of an addon, and reads what they say of themselves. Loads none. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { inspectBinary, targets, type Target } from "@ferrotype/runtime/binary";

import type { BuiltBinary } from "./packed-package.js";

/** A file that is named as a binary of the addon. */
export interface FoundBinary {
  /** The part of its name that should be a target. */
  readonly target: string;
  readonly path: string;
  /** Where it was found, as it is shown. */
  readonly shown: string;
}

/** Artifacts of CI lie in a folder each, those of `actions/download-artifact` in one more. */
const DEEPEST = 3;

/** Binaries of these names in folders and what is in them, sorted by folder, then path. */
export function findBinaries(
  folders: readonly string[],
  names: readonly string[],
  shownFrom: string,
): readonly FoundBinary[] {
  return folders.flatMap((folder) =>
    listNodeFiles(folder, DEEPEST).flatMap((path) => {
      const match = /^(.+)\.([^.]+)\.node$/u.exec(path.slice(path.lastIndexOf(sep) + 1));
      const [, name = "", target = ""] = match ?? [];
      return names.includes(name) ? [{ target, path, shown: show(shownFrom, path) }] : [];
    }),
  );
}

function listNodeFiles(folder: string, depth: number): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const skip = depth === 0 || entry.name === "node_modules" || entry.name.startsWith(".");
        return skip ? [] : listNodeFiles(path, depth - 1);
      }
      return entry.name.endsWith(".node") ? [path] : [];
    });
}

/** What a binary says of itself, once for each processor of its target. */
export function readBinary({ target: name, path, shown }: FoundBinary): BuiltBinary | null {
  const target = findTarget(name);
  if (target === null) return null;
  const readings = target.arches.map((arch) => inspectBinary(path, arch));
  const isFile = statSync(path).isFile();
  const bytes = isFile ? readFileSync(path) : Buffer.alloc(0);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { target, path, shown, sizeBytes: bytes.length, sha256, readings };
}

/** A target of the table by its name. */
export function findTarget(name: string): Target | null {
  return targets.find((target) => target.name === name) ?? null;
}

function show(from: string, path: string): string {
  const way = relative(from, path);
  return way.startsWith("..") ? path : way.split(sep).join("/");
}
