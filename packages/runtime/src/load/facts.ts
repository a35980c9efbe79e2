import type { BinaryInfo } from "../binary/binary-info.js";
import { inspectBinary, libcOfExecutable } from "../binary/inspect-binary.js";
import type { Libc } from "../binary/targets.js";
import { fs, module } from "../builtin.js";
import type { AddonTable } from "./addon-table.js";
import type { CacheFacts, CacheItem } from "./cache/cache.js";
import {
  cacheFolder,
  nodeCacheFacts,
  placeInCache,
  removeStale,
  replaceDamaged,
} from "./cache/cache.js";
import type { CpuFacts } from "./cpu/cpu-level.js";
import { nodeCpu } from "./cpu/node-cpu.js";
import { embeddedFacts } from "./embedded/embedded-facts.js";
import { embeddedItem, embeddedTargets } from "./embedded/embedded-item.js";
import { isExecutable } from "./embedded/is-executable.js";

/** Files in the cache. */
export interface CacheAccess {
  /** Where the package has its files; null where there is no place for them. */
  folder(): string | null;
  /** Path of the copy, written unless it was there. Throws a `CacheError`. */
  place(item: CacheItem): string;
  /** After a failed load of that copy: path of one to be loaded in its place; null where the copy is sound. */
  replace(item: CacheItem, path: string): string | null;
  /** After a good load: removes copies of other versions that nobody uses. */
  tidy(item: CacheItem, path: string): void;
}

/** What is part of the program. */
export interface EmbeddedAccess {
  /** The program is a single-file executable. */
  readonly isExecutable: boolean;
  /** The binary for the first of these targets. */
  item(host: readonly string[]): CacheItem | null;
  /** Targets of which the program has a binary. */
  targets(): readonly string[];
}

/** All that the loader knows of the world; tests give it another one. */
export interface Facts {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Name and version of the runtime: `Node.js 24.1.0`. */
  readonly runtime: string;
  /** Version of Node-API that the runtime has; null where it does not tell. */
  readonly napi: number | null;
  readonly execPath: string;
  /** The script that was started; undefined without one. */
  readonly script: string | undefined;
  readonly cpu: CpuFacts;
  readonly cache: CacheAccess;
  readonly embedded: EmbeddedAccess;
  /** C library of this process; null where it cannot be told. Asked on Linux only. */
  libc(): Libc | null;
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

/** The real world, as the addon of `table` finds it. */
export function nodeFacts(table: AddonTable): Facts {
  const { platform, arch, execPath, versions } = process;
  const env: Facts["env"] = new Proxy(
    {},
    { get: (_, name) => attempt(() => process.env[String(name)]) },
  );
  const program = embeddedFacts();
  let ownLibc: Libc | null | undefined;
  let ownCache: CacheFacts | undefined;
  const cache = (): CacheFacts => (ownCache ??= nodeCacheFacts(table.envPrefix));
  let known: { readonly from: string; readonly require: NodeJS.Require } | undefined;
  const requireOf = (from: string): NodeJS.Require => {
    if (known?.from !== from) known = { from, require: module.createRequire(from) };
    return known.require;
  };
  const napi = Number(versions["napi"]);
  return {
    platform,
    arch,
    env,
    runtime: runtimeName(versions),
    napi: Number.isNaN(napi) ? null : napi,
    execPath,
    script: program.script,
    cpu: nodeCpu,
    cache: {
      folder: () => attempt(() => cacheFolder(table, cache())) ?? null,
      place: (item) => placeInCache(item, cache()).path,
      replace: (item, path) => replaceDamaged(item, path, cache()),
      tidy: (item, path) => removeStale(item, cache(), path),
    },
    embedded: {
      isExecutable: isExecutable(program),
      item: (host) => embeddedItem(table, host, program),
      targets: () => embeddedTargets(table, program) ?? [],
    },
    libc() {
      if (ownLibc === undefined) ownLibc = libcOfExecutable(execPath) ?? reportedLibc();
      return ownLibc;
    },
    exists: (path) => attempt(() => fs.existsSync(path)) ?? false,
    read: (path) => fs.readFileSync(path, "utf8"),
    bytes: (path) => fs.readFileSync(path),
    inspect: (path) => inspectBinary(path, arch),
    resolve: (specifier, from) => requireOf(from).resolve(specifier),
    require(path, from) {
      if (path.endsWith(".node")) return requireOf(from)(path) as unknown;
      // `require` would take any other name for JavaScript.
      const holder = { exports: {} };
      process.dlopen(holder, path);
      return holder.exports;
    },
    warn(message, code) {
      if (!warned.has(message)) process.emitWarning(message, { type: "FerrotypeWarning", code });
      warned.add(message);
    },
  };
}

/** What a runtime with permissions forbids is as if it were not there. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function runtimeName(versions: NodeJS.ProcessVersions): string {
  const [name, label] = [
    ["electron", "Electron"],
    ["bun", "Bun"],
    ["deno", "Deno"],
  ].find(([one]) => one !== undefined && versions[one] !== undefined) ?? ["node", "Node.js"];
  return `${label} ${versions[name ?? ""]}`;
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
