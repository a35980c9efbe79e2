import type { PlatformPath } from "node:path";

import { path } from "../../builtin.js";
import type { CacheFacts, CacheItem } from "./cache-facts.js";

/** Where caches are kept. */
export interface CacheBase {
  /** Null where there is no place. */
  readonly base: string | null;
  /** Why the override of the environment is not followed; null: it is, or there is none. */
  readonly ignored: string | null;
}

/** The folder for caches of all programs: the user's choice, else the custom of the platform. */
export function cacheBase(facts: CacheFacts): CacheBase {
  const paths = pathsOf(facts);
  const asked = facts.env[overrideName(facts)] ?? "";
  if (asked !== "" && paths.isAbsolute(asked)) return { base: asked, ignored: null };
  const ignored =
    asked === ""
      ? null
      : `${overrideName(facts)} is ignored: "${asked}" is not an absolute path (a ~ is not expanded)`;
  return { base: customaryBase(facts), ignored };
}

function customaryBase(facts: CacheFacts): string | null {
  const paths = pathsOf(facts);
  const { env, platform } = facts;
  const [variable, ...below] = customs[platform] ?? ["XDG_CACHE_HOME", ".cache"];
  const named = env[variable] ?? "";
  if (paths.isAbsolute(named)) return named;
  const home = facts.home();
  return home !== null && paths.isAbsolute(home) ? paths.join(home, ...below) : null;
}

/** The variable that names the folder, and the path of the folder in the home where it is not set. */
const customs: Readonly<Record<string, readonly [string, ...string[]] | undefined>> = {
  darwin: ["", "Library", "Caches"],
  win32: ["LOCALAPPDATA", "AppData", "Local"],
};

/** `<PREFIX>_CACHE_DIR`. */
export function overrideName(facts: CacheFacts): string {
  return `${facts.envPrefix}_CACHE_DIR`;
}

/** The folder with all cached versions of a package, as far as the rules go; null where there is no place. */
export function cacheFolder(
  { package: name }: Pick<CacheItem, "package">,
  facts: CacheFacts,
): string | null {
  const { base } = cacheBase(facts);
  return base === null ? null : pathsOf(facts).join(base, "ferrotype", safeName(name));
}

/** Name of the folder of one version: what differs in content differs in name. */
export function versionFolder({ version, target, sha256 }: CacheItem): string {
  return `${safeName(`${version}-${target}`)}-${sha256.slice(0, HASH_DIGITS)}`;
}

/** So many digits of the hash are in the name of a folder. */
export const HASH_DIGITS = 16;

/** A name as that of one file or folder on every platform; equal names for equal ones only. */
export function safeName(name: string): string {
  return name
    .replaceAll("/", "+")
    .replace(/[^\w@.+-]|^\.|\.$|^(?:aux|con|nul|prn|com\d|lpt\d)(?=\.|$)/giu, (found) =>
      [...new TextEncoder().encode(found)].map((byte) => `%${byte.toString(16)}`).join(""),
    );
}

/** The path rules of the platform that the facts speak of. */
export function pathsOf({ platform }: CacheFacts): PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
