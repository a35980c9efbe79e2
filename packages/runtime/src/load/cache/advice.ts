import type { CacheError } from "./cache-error.js";
import type { CacheFacts } from "./cache-facts.js";
import { overrideName, pathsOf } from "./cache-folder.js";

/** What to do about a cache that cannot be used. */
export function adviceFor({ code, folder, detail }: CacheError, facts: CacheFacts): string {
  const elsewhere = `set ${overrideName(facts)} to an absolute path of a folder that is this user's alone`;
  switch (code) {
    case "ERR_FERROTYPE_CACHE_FULL":
      return `Make room there, or ${elsewhere}.`;
    case "ERR_FERROTYPE_CACHE_REFUSED":
      return detail.startsWith("other users")
        ? `Run \`chmod go-w ${folder}\` if all that is in it is yours, or ${elsewhere}.`
        : `Remove it, or ${elsewhere}.`;
    case "ERR_FERROTYPE_CACHE_SOURCE":
      return "Install or build the program anew.";
    case "ERR_FERROTYPE_CACHE_FAILED":
    case "ERR_FERROTYPE_CACHE_NO_HOME":
    case "ERR_FERROTYPE_CACHE_NOT_PERMITTED":
    case "ERR_FERROTYPE_CACHE_READ_ONLY":
      return `${elsewhere.charAt(0).toUpperCase()}${elsewhere.slice(1)}.`;
  }
}

/**
 * What to do about a placed file that the system's loader refused with `text`; null where the cache is not the
 * reason.
 */
export function loadAdvice(text: string, path: string, facts: CacheFacts): string | null {
  if (!/failed to map segment|operation not permitted|permission denied/iu.test(text)) return null;
  return (
    `The system does not let code run from ${pathsOf(facts).dirname(path)}: as a rule, its file system is mounted ` +
    `noexec. Set ${overrideName(facts)} to an absolute path on one that is not.`
  );
}
