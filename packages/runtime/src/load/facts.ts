import type { BinaryInfo } from "../binary/binary-info.js";
import { inspectBinary, libcOfExecutable } from "../binary/inspect-binary.js";
import type { Libc } from "../binary/targets.js";
import { targetsOf } from "../binary/targets.js";
import { fs, module } from "../builtin.js";
import type { AddonTable } from "./addon-table.js";
import type { CacheItem } from "./cached.js";

/** Files in the cache. */
export interface CacheAccess {
  /** Path of the copy, written unless it was there. Throws where there can be none. */
  place(item: CacheItem): string;
  /** After a failed load: path of a copy made anew; null where the old one is sound. */
  replace(item: CacheItem, path: string): string | null;
  /** After a good load: removes copies of other versions that nobody uses. */
  tidy(item: CacheItem): void;
}

/** All that the loader knows of the world; tests give it another one. */
export interface Facts {
  readonly platform: string;
  readonly arch: string;
  /** Name and version of the runtime: `Node.js 24.1.0`. */
  readonly runtime: string;
  /** Path of the program that runs. */
  readonly execPath: string;
  /** The level of Node-API that the runtime has. */
  readonly napi: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** C library of this process; null where it cannot be told. Asked on Linux only. */
  libc(): Libc | null;
  /** Targets that run here, the closest first; `published`: those there are. */
  targets(published: readonly string[]): readonly string[];
  /** The program that runs is a single-file executable. */
  isExecutable(): boolean;
  /** The binary that is embedded in it. */
  embedded(table: AddonTable, host: readonly string[]): CacheItem | null;
  cache(table: AddonTable): CacheAccess;
  exists(path: string): boolean;
  /** Text of a file. */
  read(path: string): string;
  bytes(path: string): Uint8Array;
  /** Header and stamp of a binary; throws errors of the file system. */
  inspect(path: string): BinaryInfo;
  /** Resolves a module from the module with this path. */
  resolve(specifier: string, from: string): string;
  /** Loads a binary. */
  require(path: string, from: string): unknown;
  /** Warns once of the same thing. */
  warn(message: string, code: string): void;
}

const warned = /* @__PURE__ */ new Set<string>();

/** The real world. */
export function nodeFacts(): Facts {
  const { platform, arch, env, execPath, versions } = process;
  let ownLibc: Libc | null | undefined;
  const libc = (): Libc | null => (ownLibc ??= libcOfExecutable(execPath) ?? reportedLibc());
  const requires = new Map<string, NodeJS.Require>();
  const requireOf = (from: string): NodeJS.Require => {
    const known = requires.get(from) ?? module.createRequire(from);
    requires.set(from, known);
    return known;
  };
  return {
    platform,
    arch,
    env,
    execPath,
    runtime: runtimeName(versions),
    napi: Number(versions["napi"]),
    libc,
    targets: () => targetsOf(platform, arch, libc),
    isExecutable: () => false,
    embedded: () => null,
    cache: () => {
      throw new Error("there is no cache");
    },
    exists: fs.existsSync,
    read: (path) => fs.readFileSync(path, "utf8"),
    bytes: (path) => fs.readFileSync(path),
    inspect: (path) => inspectBinary(path, arch),
    resolve: (specifier, from) => requireOf(from).resolve(specifier),
    require: (path, from) => {
      if (path.endsWith(".node")) return requireOf(from)(path) as unknown;
      // `require` would take any other name for JavaScript.
      const holder = { exports: {} };
      process.dlopen(holder, path);
      return holder.exports;
    },
    warn: (message, code) => {
      if (warned.has(message)) return;
      warned.add(message);
      process.emitWarning(message, { type: "FerrotypeWarning", code });
    },
  };
}

function runtimeName(versions: NodeJS.ProcessVersions): string {
  const other = ["bun", "deno", "electron"].find((name) => versions[name] !== undefined);
  return other === undefined ? `Node.js ${versions.node}` : `${other} ${versions[other]}`;
}

interface Report {
  readonly header?: { readonly glibcVersionRuntime?: string };
  readonly sharedObjects?: readonly string[];
}

/** The C library as the process report tells it; slow, for executables whose header does not. */
function reportedLibc(): Libc | null {
  try {
    const { report } = process;
    // Without it, the report looks up the names of all network peers.
    Object.assign(report, { excludeNetwork: true });
    return libcOfReport(report.getReport());
  } catch {
    // Some runtimes have none, and the permission model may forbid it.
    return null;
  }
}

/** The C library in a process report; null where it is silent. */
export function libcOfReport(report: Report): Libc | null {
  if (report.header?.glibcVersionRuntime !== undefined) return "gnu";
  const musl = (report.sharedObjects ?? []).some((path) =>
    /\/(?:libc\.musl-|ld-musl-)/u.test(path),
  );
  return musl ? "musl" : null;
}
