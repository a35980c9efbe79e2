import { CacheError, inFolder } from "./cache-error.js";
import type { CacheEntry, CacheFacts } from "./cache-facts.js";

/**
 * Opens the folders one below the other, makes those that are missing, and throws where one of them is not this
 * user's alone.
 */
export function openFolders(folders: readonly string[], facts: CacheFacts): void {
  for (const folder of folders) {
    inFolder(folder, () => {
      if (facts.entry(folder) === null) facts.makeFolder(folder);
    });
    const refusal = refusalOf(folder, facts);
    if (refusal === null) continue;
    throw refusal === GONE
      ? new CacheError("ERR_FERROTYPE_CACHE_FAILED", folder, GONE, { code: "ENOENT" })
      : new CacheError("ERR_FERROTYPE_CACHE_REFUSED", folder, refusal);
  }
}

const GONE = "it does not exist";

/** Why nothing is loaded from a folder; null: it is this user's alone. */
export function refusalOf(folder: string, facts: CacheFacts): string | null {
  const entry = inFolder(folder, () => facts.entry(folder));
  if (entry === null) return GONE;
  if (entry.kind === "link") return "it is a symbolic link";
  if (entry.kind !== "folder") return "it is not a folder";
  return foreignHand(entry, facts);
}

/** Who else may have written to a file or folder; null: nobody. */
export function foreignHand({ uid, mode }: CacheEntry, facts: CacheFacts): string | null {
  if (facts.uid === null) return null;
  if (uid !== facts.uid) {
    return `it belongs to another user (uid ${uid}, this process has uid ${facts.uid})`;
  }
  return (mode & 0o022) === 0 ? null : `other users may write to it (mode ${octal(mode)})`;
}

/** Throws where anybody may put another folder in the place of ours. */
export function assertBase(base: string, facts: CacheFacts): void {
  const entry = inFolder(base, () => facts.entry(base, true));
  if (facts.uid === null || entry === null || (entry.mode & 0o1002) !== 0o002) return;
  const detail = `everybody may replace what is in it (mode ${octal(entry.mode)}, no sticky bit)`;
  throw new CacheError("ERR_FERROTYPE_CACHE_REFUSED", base, detail);
}

function octal(mode: number): string {
  return `0${(mode & 0o1777).toString(8)}`;
}
