/**
 * The versioned cache: files that have to lie on a disk to be loaded, though they came in an executable or must not
 * stay open where they are (Windows). Imports nothing of the loader but `builtin.ts`; the loader imports this file
 * alone. `node-cache-facts.ts` is the only one that touches the system.
 *
 * Invariant: a path that is handed out holds the whole file or none, in a folder that no other user can write to.
 */
export { CacheError, type CacheErrorCode } from "./cache-error.js";
export { type CacheFacts, type CacheItem } from "./cache-facts.js";
export { cacheBase, cacheFolder } from "./cache-folder.js";
export { nodeCacheFacts } from "./node-cache-facts.js";
export { type Placed, placeInCache, replaceDamaged } from "./place-in-cache.js";
export { removeStale } from "./remove-stale.js";
export { refusalOf } from "./trust-folder.js";
