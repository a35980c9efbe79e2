/** Follows files and folders on disk and says when something in them became different. */
import { join, relative, sep } from "node:path";

import { watch } from "chokidar";

import { hashFile } from "../fingerprint.js";

export interface Followed {
  /** Settles when what is there was seen once. */
  readonly ready: Promise<void>;
  /** Absolute files and folders; those that are followed already stay so. */
  readonly add: (paths: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

/** Names of folders in a workspace that hold no source. */
const FOREIGN: ReadonlySet<string> = new Set(["node_modules", "target", ".git"]);

/**
 * Calls `changed` with the path of each file that is new, gone or of other content. `own` are absolute folders that
 * ferrotype itself writes: what happens in them is not told, nor that a file was saved as it was.
 */
export function follow(
  root: string,
  paths: readonly string[],
  own: readonly string[],
  changed: (path: string) => void,
): Followed {
  const hashes = new Map<string, string>();
  const watcher = watch([...paths], {
    ignored: (path) =>
      own.some((folder) => path === folder || path.startsWith(folder + sep)) ||
      relative(root, path)
        .split(sep)
        .some((name) => FOREIGN.has(name)),
  });
  let seen = false;
  const tell = (path: string): void => {
    const hash = hashOf(path);
    if (hashes.get(path) === hash) return;
    hashes.set(path, hash);
    if (seen) changed(path);
  };
  watcher.on("add", tell).on("change", tell).on("unlink", tell);
  // What cannot be followed (a folder without permission) is read again with the next save of something else.
  watcher.on("error", () => undefined);
  const ready = new Promise<void>((resolve) => {
    watcher.on("ready", () => {
      seen = true;
      resolve();
    });
  });
  return { ready, add: (more) => void watcher.add([...more]), close: () => watcher.close() };
}

/** Where the sources of a crate lie when no manifest tells it. */
export function likelySources(root: string, crate: string): readonly string[] {
  return [join(root, crate), join(root, "Cargo.toml"), join(root, "Cargo.lock")];
}

function hashOf(path: string): string {
  try {
    return hashFile(path);
  } catch {
    return "gone";
  }
}
