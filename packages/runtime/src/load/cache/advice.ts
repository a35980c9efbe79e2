import type { CacheError } from "./cache-error.js";
import type { CacheFacts } from "./cache-facts.js";
import { overrideName } from "./cache-folder.js";

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
