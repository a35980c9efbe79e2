import type { CacheEntry, CacheFacts, CacheItem } from "./cache-facts.js";
import { cacheFolder, HASH_DIGITS, pathsOf, safeName, versionFolder } from "./cache-folder.js";
import { foreignHand, refusalOf } from "./trust-folder.js";

/** A folder or file that was used within this time may be about to be loaded. */
const GRACE_MS = 10 * 60_000;
/** What may be needed again (newer versions, other targets in a shared home) goes after so long without use. */
const UNUSED_MS = 30 * 24 * 3_600_000;

/**
 * Removes what nobody needs any more beside an item that was loaded from the cache: other versions and left-overs of
 * runs that were killed. `path`: where the item was placed, if not in the cache's first place. Never throws.
 *
 * A folder is moved away before it is removed. If somebody used it in between, which sets its time, it is put back;
 * and a file that is loaded keeps its content (or, on Windows, cannot be removed), so nothing in use is lost.
 */
export function removeStale(item: CacheItem, facts: CacheFacts, path?: string): void {
  const paths = pathsOf(facts);
  try {
    const folder =
      path === undefined ? cacheFolder(item, facts) : paths.dirname(paths.dirname(path));
    if (folder === null || refusalOf(folder, facts) !== null) return;
    for (const name of facts.list(folder)) {
      attempt(() => {
        const entry = facts.entry(paths.join(folder, name));
        if (entry !== null && isStale(item, name, entry, facts))
          discard(paths.join(folder, name), facts);
      });
    }
    removeLeftOvers(paths.join(folder, versionFolder(item)), facts);
  } catch {
    // What cannot be looked through is left as it is.
  }
}

/** Whether an entry of the folder of a package goes. */
export function isStale(
  item: CacheItem,
  name: string,
  entry: CacheEntry,
  facts: CacheFacts,
): boolean {
  if (entry.kind !== "folder" || foreignHand(entry, facts) !== null) return false;
  const unusedMs = Math.abs(facts.nowMs() - entry.modifiedMs);
  if (unusedMs < GRACE_MS || name === versionFolder(item)) return false;
  if (discarded.test(name)) return true;
  const parts = cached.exec(name);
  if (parts === null) return false;
  const [, versionAndTarget = ""] = parts;
  const target = safeName(`-${item.target}`);
  const replaced =
    versionAndTarget.endsWith(target) &&
    !isNewer(versionAndTarget.slice(0, -target.length), safeName(item.version));
  return replaced || unusedMs >= UNUSED_MS;
}

const cached = new RegExp(`^(\\d.*)-[0-9a-f]{${HASH_DIGITS}}$`, "u");
const discarded = /^\.[0-9a-f]{16}\.old$/u;
const leftOver = /\.[0-9a-f]{16}\.tmp$/u;

function discard(folder: string, facts: CacheFacts): void {
  const paths = pathsOf(facts);
  const away = paths.join(paths.dirname(folder), `.${facts.random()}.old`);
  facts.rename(folder, away);
  const moved = facts.entry(away);
  const usedMeanwhile = moved !== null && Math.abs(facts.nowMs() - moved.modifiedMs) < GRACE_MS;
  if (usedMeanwhile && facts.entry(folder) === null) facts.rename(away, folder);
  else facts.remove(away);
}

function removeLeftOvers(folder: string, facts: CacheFacts): void {
  for (const name of facts.list(folder).filter((found) => leftOver.test(found))) {
    const file = pathsOf(facts).join(folder, name);
    attempt(() => {
      const entry = facts.entry(file);
      if (entry !== null && Math.abs(facts.nowMs() - entry.modifiedMs) >= GRACE_MS) {
        facts.remove(file);
      }
    });
  }
}

function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // Somebody else removes it, or has it open.
  }
}

/** Whether version `a` comes after version `b`; build metadata does not count. */
export function isNewer(a: string, b: string): boolean {
  const others = fields(b);
  for (const [index, field] of fields(a).entries()) {
    const other = others[index];
    if (other === undefined) return true;
    if (field === other) continue;
    const [left, right] = [Number(field), Number(other)];
    if (Number.isNaN(left) && Number.isNaN(right)) return field > other;
    // Words come after numbers.
    return Number.isNaN(left) || left > right;
  }
  return false;
}

/** A release ends in a word that comes after those of all its prereleases. */
function fields(version: string): readonly string[] {
  return version
    .replace(/\+.*/u, "")
    .replace(/^\d+\.\d+\.\d+$/u, "$&.~")
    .split(/[.-]/u);
}
