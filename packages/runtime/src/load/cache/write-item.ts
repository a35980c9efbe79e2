import { CacheError, inFolder, systemCode } from "./cache-error.js";
import type { CacheFacts, CacheItem } from "./cache-facts.js";
import { pathsOf, safeName } from "./cache-folder.js";
import { foreignHand } from "./trust-folder.js";

/** Path of an item in its folder. */
export function itemPath(item: CacheItem, folder: string, facts: CacheFacts): string {
  return pathsOf(facts).join(folder, safeName(item.fileName));
}

/** A file of the right size that nobody else can have written stands at the path. */
export function isCurrent(item: CacheItem, path: string, facts: CacheFacts): boolean {
  const entry = facts.entry(path);
  return (
    entry?.kind === "file" &&
    entry.sizeBytes === item.sizeBytes &&
    foreignHand(entry, facts) === null
  );
}

/** The file at the path has the right size and hash; false also where it cannot be read. */
export function isSound(item: CacheItem, path: string, facts: CacheFacts): boolean {
  try {
    return isCurrent(item, path, facts) && facts.sha256(path) === item.sha256;
  } catch {
    return false;
  }
}

/**
 * Writes an item beside its place, checks what stands on the disk, and only then moves it there, in one step: nobody
 * sees a part of it. `replace`: what stands there is broken. Tells whether it is this file that stands there now.
 */
export function writeItem(
  item: CacheItem,
  folder: string,
  facts: CacheFacts,
  replace: boolean,
): boolean {
  const path = itemPath(item, folder, facts);
  const temporary = `${path}.${facts.random()}.tmp`;
  const bytes = sourceOf(item, folder);
  return inFolder(folder, () => {
    try {
      facts.writeNew(temporary, bytes);
      if (facts.sha256(temporary) !== item.sha256) throw mismatch(item, bytes, folder, facts);
      const wrote = settle(item, temporary, path, facts, replace);
      if (wrote) facts.syncFolder(folder);
      return wrote;
    } finally {
      tidy(temporary, facts);
    }
  });
}

const RENAME_TRIES = 6;

function settle(
  item: CacheItem,
  temporary: string,
  path: string,
  facts: CacheFacts,
  replace: boolean,
): boolean {
  if (!replace) {
    // The first writer wins: were its file replaced by an equal one, threads of one process would load two copies.
    try {
      facts.link(temporary, path);
      return true;
    } catch {
      if (isCurrent(item, path, facts)) return false;
      // No hard links here, or what is there is no good.
    }
  }
  for (let tries = 1; ; tries += 1) {
    try {
      facts.rename(temporary, path);
      return true;
    } catch (error) {
      // Windows: somebody has it loaded, so it is good; or a virus scanner looks at one of the two for a moment.
      if (isSound(item, path, facts)) return false;
      const busy = ["EACCES", "EBUSY", "EPERM"].includes(systemCode(error));
      if (facts.platform !== "win32" || !busy || tries === RENAME_TRIES) throw error;
      facts.wait(2 ** tries * 5);
    }
  }
}

function sourceOf(item: CacheItem, folder: string): Uint8Array {
  try {
    return item.bytes();
  } catch (error) {
    const detail = `the source of ${item.fileName} cannot be read: ${String(error)}`;
    throw new CacheError("ERR_FERROTYPE_CACHE_SOURCE", folder, detail, error);
  }
}

/** The error for a file whose hash is wrong: the source is broken, or the disk. */
function mismatch(
  item: CacheItem,
  bytes: Uint8Array,
  folder: string,
  facts: CacheFacts,
): CacheError {
  const actual = facts.sha256(bytes);
  return actual === item.sha256
    ? new CacheError("ERR_FERROTYPE_CACHE_FAILED", folder, "what was written does not read back")
    : new CacheError(
        "ERR_FERROTYPE_CACHE_SOURCE",
        folder,
        `the source of ${item.fileName} is damaged: its SHA-256 is ${actual}, not ${item.sha256}`,
      );
}

function tidy(path: string, facts: CacheFacts): void {
  try {
    facts.remove(path);
  } catch {
    // A later run removes it.
  }
}
