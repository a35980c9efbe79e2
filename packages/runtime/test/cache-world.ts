/** A world for the cache: a file system in memory, for any platform, that can be told to fail. */
import { createHash } from "node:crypto";
import { posix, win32 } from "node:path";

import { CacheError } from "../src/load/cache/cache-error.js";
import type { CacheEntry, CacheFacts, CacheItem } from "../src/load/cache/cache-facts.js";

const content: Uint8Array = new TextEncoder().encode("the bytes of an addon");
export const sha256 = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

export const item: CacheItem = {
  package: "@x/addon",
  version: "1.2.3",
  target: "linux-x64-gnu",
  fileName: "addon.linux-x64-gnu.node",
  sizeBytes: content.length,
  sha256: sha256(content),
  bytes: () => content,
};
/** The folder of the item, below the one of the package. */
export const VERSION: string = `1.2.3-linux-x64-gnu-${item.sha256.slice(0, 16)}`;
export const ROOT = "/me/.cache/ferrotype";
export const PACKAGE: string = `${ROOT}/@x+addon`;
export const FOLDER: string = `${PACKAGE}/${VERSION}`;
export const FILE: string = `${FOLDER}/${item.fileName}`;
/** Where the item is when it is not in the cache. */
export const TEMP = "/tmp/ferrotype-1000";
export const TEMP_FILE: string = `${TEMP}/@x+addon/${VERSION}/${item.fileName}`;
/** As many bytes, but others. */
export const garbage: Uint8Array = content.map((byte) => byte ^ 1);
export const NOW: number = Date.UTC(2030, 0, 1);
export const MINUTE_MS = 60_000;
export const DAY_MS: number = 24 * 60 * MINUTE_MS;

/** What a test says of a file or folder. */
interface Given extends Partial<CacheEntry> {
  readonly bytes?: Uint8Array;
}

type Operation =
  "entry" | "link" | "list" | "makeFolder" | "remove" | "rename" | "touch" | "writeNew";

export interface CacheWorld extends CacheFacts {
  readonly entries: Map<string, CacheEntry>;
  readonly contents: Map<string, Uint8Array>;
  readonly warnings: string[];
  /** Every change, in order. */
  readonly log: string[];
}

export interface Setting extends Partial<Pick<CacheFacts, "env" | "nowMs" | "platform" | "uid">> {
  readonly home?: string | null;
  readonly temp?: string;
  readonly entries?: Readonly<Record<string, Given>>;
  /** Called before each operation; throws what the system would. */
  readonly before?: (operation: Operation, path: string, world: CacheWorld) => void;
  /** What the disk makes of what is written. */
  readonly spoil?: (bytes: Uint8Array) => Uint8Array;
}

export function cacheWorld({
  platform = "linux",
  uid = platform === "win32" ? null : 1000,
  env = {},
  home = platform === "win32" ? "C:\\Users\\me" : "/me",
  temp = platform === "win32" ? "C:\\Temp" : "/tmp",
  entries: given = {},
  nowMs = () => NOW,
  before = () => undefined,
  spoil = (bytes) => bytes,
}: Setting = {}): CacheWorld {
  const paths = platform === "win32" ? win32 : posix;
  const entries = new Map<string, CacheEntry>();
  const contents = new Map<string, Uint8Array>();
  const log: string[] = [];
  let count = 0;
  const put = (path: string, kind: CacheEntry["kind"], what: Given): void => {
    const { bytes } = what;
    if (bytes !== undefined) contents.set(path, bytes);
    const base = {
      kind,
      uid: uid ?? 0,
      mode: 0o700,
      sizeBytes: bytes?.length ?? 0,
      inode: ++count,
    };
    entries.set(path, { ...base, modifiedMs: nowMs(), changedMs: ++count, ...what });
  };
  const must = (path: string): CacheEntry => {
    const entry = entries.get(path);
    if (entry === undefined) throw systemError("ENOENT");
    return entry;
  };
  const below = (folder: string): readonly string[] =>
    [...entries.keys()].filter((path) => path.startsWith(folder + paths.sep));
  const world: CacheWorld = {
    platform,
    uid,
    env,
    envPrefix: "X_ADDON",
    entries,
    contents,
    log,
    warnings: [],
    placed: new Map(),
    home: () => home,
    temp: () => temp,
    nowMs,
    random: () => (++count).toString(16).padStart(16, "0"),
    sha256: (what) => {
      if (typeof what !== "string") return sha256(what);
      must(what);
      return sha256(contents.get(what) ?? new Uint8Array());
    },
    wait: (ms) => log.push(`wait ${ms}`),
    warn: (message) => world.warnings.push(message),
    entry(path) {
      before("entry", path, world);
      return entries.get(path) ?? null;
    },
    list(folder) {
      before("list", folder, world);
      return below(folder)
        .filter((path) => paths.dirname(path) === folder)
        .map((path) => paths.basename(path));
    },
    makeFolder(path) {
      before("makeFolder", path, world);
      const missing: string[] = [];
      for (let at = path; !entries.has(at) && at !== paths.dirname(at); at = paths.dirname(at)) {
        missing.unshift(at);
      }
      for (const folder of missing) put(folder, "folder", {});
      log.push(`make ${path}`);
    },
    makeTempFolder(prefix) {
      put(`${prefix}unforeseen`, "folder", {});
      return `${prefix}unforeseen`;
    },
    writeNew(path, bytes) {
      before("writeNew", path, world);
      if (entries.has(path)) throw systemError("EEXIST");
      must(paths.dirname(path));
      put(path, "file", { bytes: spoil(bytes) });
      log.push("write");
    },
    link(from, to) {
      before("link", to, world);
      if (entries.has(to)) throw systemError("EEXIST");
      const entry = must(from);
      entries.set(to, entry);
      contents.set(to, contents.get(from) ?? new Uint8Array());
      log.push("link");
    },
    rename(from, to) {
      before("rename", to, world);
      must(from);
      for (const path of [from, ...below(from)]) {
        const target = to + path.slice(from.length);
        entries.set(target, path === from ? { ...must(path), changedMs: ++count } : must(path));
        const bytes = contents.get(path);
        if (bytes !== undefined) contents.set(target, bytes);
        entries.delete(path);
        contents.delete(path);
      }
      log.push("rename");
    },
    remove(path) {
      before("remove", path, world);
      for (const gone of [path, ...below(path)]) entries.delete(gone);
    },
    touch(path) {
      before("touch", path, world);
      entries.set(path, { ...must(path), modifiedMs: nowMs() });
      log.push("touch");
    },
    syncFolder: () => log.push("sync"),
  };
  for (const [path, entry] of Object.entries(given)) {
    put(path, entry.bytes === undefined ? "folder" : "file", entry);
  }
  return world;
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: said the system`), { code });
}

/** Makes operations fail, by name or by path. */
export function failing(
  code: string,
  fails: (operation: Operation, path: string) => boolean,
): NonNullable<Setting["before"]> {
  return (operation, path) => {
    if (fails(operation, path)) throw systemError(code);
  };
}

/** What is written to in the home, but not what is only looked at. */
export const writesHome = (operation: Operation, path: string): boolean =>
  path.startsWith("/me") && ["makeFolder", "touch", "writeNew"].includes(operation);

export const filesOf = ({ entries }: CacheWorld): readonly string[] =>
  [...entries].filter(([, { kind }]) => kind === "file").map(([path]) => path);

/** The first file that there is. */
export function fileIn(world: CacheWorld): CacheEntry {
  const found = world.entries.get(filesOf(world)[0] ?? "");
  if (found === undefined) throw new Error("no file yet");
  return found;
}

export function errorOf(run: () => unknown): CacheError {
  try {
    run();
  } catch (error) {
    if (error instanceof CacheError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
