import { adviceFor } from "./advice.js";
import { CacheError, inFolder, systemCode } from "./cache-error.js";
import type { CacheFacts, CacheItem } from "./cache-facts.js";
import { cacheBase, pathsOf, safeName, versionFolder } from "./cache-folder.js";
import { assertBase, openFolders, refusalOf } from "./trust-folder.js";
import { isCurrent, isSound, itemPath, writeItem } from "./write-item.js";

/** Where an item is. */
export interface Placed {
  readonly path: string;
  /** This call wrote it. */
  readonly wrote: boolean;
  /** It is in the folder for temporary files, since the cache cannot be used. */
  readonly fellBack: boolean;
}

/**
 * Puts an item into the cache unless it is there, or, with a warning, into a private folder among the temporary
 * files. Throws a `CacheError`.
 */
export function placeInCache(item: CacheItem, facts: CacheFacts): Placed {
  const { base, ignored } = cacheBase(facts);
  if (ignored !== null) facts.warn(ignored, WARNING);
  try {
    if (base === null) throw new CacheError("ERR_FERROTYPE_CACHE_NO_HOME", "", NO_HOME);
    return { ...placeUnder(item, base, "ferrotype", facts), fellBack: false };
  } catch (error) {
    return fallBack(item, error, facts);
  }
}

const WARNING = "FERROTYPE_CACHE";
const NO_HOME = "the user has no home folder";

type Spot = Pick<Placed, "path" | "wrote">;

function placeUnder(item: CacheItem, base: string, root: string, facts: CacheFacts): Spot {
  const paths = pathsOf(facts);
  assertBase(base, facts);
  const names = [root, safeName(item.package), versionFolder(item)];
  const folders = names.map((_, depth) => paths.join(base, ...names.slice(0, depth + 1)));
  const path = itemPath(item, paths.join(base, ...names), facts);
  const wrote = provide(item, folders, path, facts, false);
  facts.placed.set(path, identity(path, facts));
  return { path, wrote };
}

/** Sees to it that the file is there; tells whether it was written. */
function provide(
  item: CacheItem,
  folders: readonly string[],
  path: string,
  facts: CacheFacts,
  replace: boolean,
): boolean {
  const { dir: folder } = pathsOf(facts).parse(path);
  for (let tries = 1; ; tries += 1) {
    try {
      openFolders(folders, facts);
      // Before all else: from here on, a concurrent cleaning sees that the folder is in use.
      touch(folder, facts);
      const current = !replace && inFolder(folder, () => isCurrent(item, path, facts));
      return !current && writeItem(item, folder, facts, replace);
    } catch (error) {
      // Such a cleaning had moved it away already, for a moment or for good.
      const moved = systemCode((error as CacheError).cause) === "ENOENT";
      if (!moved || tries === 3) throw error;
    }
  }
}

function touch(folder: string, facts: CacheFacts): void {
  try {
    facts.touch(folder);
  } catch {
    // A read-only cache that holds the file does.
  }
}

/** Which file this is, and since when its folder is where it is: a cleaning may have moved it away and back. */
function identity(path: string, facts: CacheFacts): string {
  const file = facts.entry(path);
  const folder = facts.entry(pathsOf(facts).dirname(path));
  return `${file?.inode} ${file?.modifiedMs} ${folder?.changedMs}`;
}

/**
 * After a failed load of a file that was placed: where to load it from instead, once. Null: the file is as it was
 * written, so the fault lies elsewhere. Its hash is checked here, since checking it at each start would cost too much.
 */
export function replaceDamaged(item: CacheItem, path: string, facts: CacheFacts): string | null {
  const before = facts.placed.get(path);
  if (before === undefined) return null;
  facts.placed.delete(path);
  // Sound, but not as it was: another process has replaced it, or put it back.
  if (isSound(item, path, facts)) return identity(path, facts) === before ? null : path;
  const { dir: folder } = pathsOf(facts).parse(path);
  try {
    provide(item, [folder], path, facts, true);
    return path;
  } catch (error) {
    return fallBack(item, error, facts).path;
  }
}

/** Places an item among the temporary files, since the cache failed with `error`. */
function fallBack(item: CacheItem, error: unknown, facts: CacheFacts): Placed {
  if (!(error instanceof CacheError) || error.code === "ERR_FERROTYPE_CACHE_SOURCE") throw error;
  const paths = pathsOf(facts);
  const temp = paths.isAbsolute(facts.temp()) ? facts.temp() : "/tmp";
  const advice = adviceFor(error, facts);
  let spot: Spot;
  try {
    spot = placeInTemp(item, temp, facts);
  } catch (second) {
    if (!(second instanceof CacheError)) throw second;
    const detail = `${error.detail}; nor ${second.folder}: ${second.detail}. ${advice}`;
    throw new CacheError(error.code, error.folder, detail, second);
  }
  facts.warn(`${error.message}. Using ${paths.dirname(spot.path)} instead. ${advice}`, WARNING);
  return { ...spot, fellBack: true };
}

function placeInTemp(item: CacheItem, temp: string, facts: CacheFacts): Spot {
  const own = `ferrotype-${facts.uid ?? "user"}`;
  try {
    return placeUnder(item, temp, own, facts);
  } catch (error) {
    if (!(error instanceof CacheError) || error.code !== "ERR_FERROTYPE_CACHE_REFUSED") throw error;
    // Somebody else has taken the name: one that cannot be foreseen, made now or by an earlier run.
    const paths = pathsOf(facts);
    const other = inFolder(
      temp,
      () =>
        facts
          .list(temp)
          .find(
            (name) =>
              name.startsWith(`${own}-`) && refusalOf(paths.join(temp, name), facts) === null,
          ) ?? paths.basename(facts.makeTempFolder(paths.join(temp, `${own}-`))),
    );
    return placeUnder(item, temp, other, facts);
  }
}
