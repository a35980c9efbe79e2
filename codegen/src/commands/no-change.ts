/**
 * The no-change path: `generate` ends here when nothing that it reads or writes moved since the last run.
 *
 * Invariant: imports `node:` modules that Node has loaded anyway, `fingerprint.ts` and `record.ts`.
 */
import { lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { compareFingerprint, type Fingerprint } from "./fingerprint.js";
import { readRecord, statFile, writeRecord } from "./record.js";

/** Number of this file's form; another number is a cache that is not there. */
const FORM = 2;

/** What the last finished `generate` saw and wrote. */
export interface RunCache {
  readonly form: typeof FORM;
  /** Absolute path of the config. */
  readonly config: string;
  /** Cargo profile of the addons that are in place. */
  readonly profile: string;
  readonly fingerprint: Fingerprint;
}

/** Where the cache of a workspace lies. */
export function runCachePath(root: string): string {
  return join(root, "target", "ferrotype", "cache.json");
}

/**
 * True when `args` ask for `generate` and nothing changed since the last one; then everything is done.
 * Only the plain forms of the command are understood; everything else takes the long way.
 */
export function endsUnchanged(args: readonly string[]): boolean {
  const asked = readPlainArgs(args);
  if (asked === null) return false;
  try {
    const config = asked.config === null ? nearestConfig() : resolve(asked.config);
    if (config === null || statFile(config) === null) return false;
    const cache = readRunCache(dirname(config));
    if (cache === null || cache.config !== config) return false;
    if (asked.profile !== null && asked.profile !== cache.profile) return false;
    const comparison = compareFingerprint(cache.fingerprint);
    if (comparison.kind === "different") return false;
    if (comparison.kind === "touched") {
      writeRunCache(dirname(config), { ...cache, fingerprint: comparison.fingerprint });
    }
  } catch {
    return false;
  }
  if (asked.json) {
    process.stdout.write(
      '{"diagnostics":[],"summary":{"verb":"generate","count":{"error":0,"warning":0,"info":0},"changed":[],"added":[],"removed":[]}}\n',
    );
  }
  return true;
}

/** The cache of a workspace, or null where there is none that this version understands. */
export function readRunCache(root: string): RunCache | null {
  const cache = readRecord(runCachePath(root)) as Partial<RunCache> | null;
  return cache?.form === FORM ? (cache as RunCache) : null;
}

/** Writes the cache whole; its folder is there, because something was built into it. */
export function writeRunCache(root: string, cache: Omit<RunCache, "form">): void {
  writeRecord(runCachePath(root), { form: FORM, ...cache });
}

interface PlainArgs {
  readonly config: string | null;
  readonly profile: string | null;
  readonly json: boolean;
}

function readPlainArgs(args: readonly string[]): PlainArgs | null {
  if (args[0] !== "generate") return null;
  let config: string | null = null;
  let profile: string | null = null;
  let json = false;
  for (let index = 1; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === "--quiet") continue;
    if (arg === "--json") json = true;
    else if (arg === "--config") config = args[(index += 1)] ?? "";
    else if (arg === "--profile") profile = args[(index += 1)] ?? "";
    else return null;
  }
  return { config, profile, json };
}

/** As `findConfig` of `read/read-config.ts`, without loading it. */
function nearestConfig(): string | null {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    for (const ending of ["ts", "mts", "js", "mjs"]) {
      const path = join(folder, `ferrotype.config.${ending}`);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      return path;
    }
    if (folder === dirname(folder)) return null;
  }
}
