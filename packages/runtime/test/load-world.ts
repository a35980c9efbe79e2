/** A world for the loader: files, platform and environment as a test wants them. */
import { posix, win32 } from "node:path";

import type { BinaryInfo, BinaryStamp } from "../src/binary/binary-info.js";
import type { AddonTable } from "../src/load/addon-table.js";
import type { CacheItem } from "../src/load/cache/cache.js";
import type { CpuFacts } from "../src/load/cpu/cpu-level.js";
import type { Candidate } from "../src/load/candidate.js";
import type { CacheAccess, Facts } from "../src/load/facts.js";
import { LoadError } from "../src/load/load-error.js";
import { loadWith, tryPlaces } from "../src/load/try-places.js";

const modules = (target: string): string =>
  target.startsWith("win32") ? "C:\\app\\node_modules" : "/app/node_modules";
const rules = (path: string): typeof posix => (/^[A-Z]:/u.test(path) ? win32 : posix);

/** The build of a target beside the table. */
export const NATIVE = (target: string, root: string = modules(target)): string =>
  rules(root).join(root, "@x/addon/native", `addon.${target}.node`);
/** The binary in the leaf package of a target. */
export const LEAF = (target: string, root: string = modules(target)): string =>
  rules(root).join(root, `@x/addon-${target}`, `addon.${target}.node`);

export const table: AddonTable = {
  package: "@x/addon",
  version: "1.0.0",
  algorithm: 1,
  contract: "aaaa",
  binary: "addon",
  targets: ["linux-x64-gnu", "linux-x64-musl", "darwin-universal", "win32-x64-msvc"],
  leaf: "@x/addon-<target>",
  envPrefix: "X_ADDON",
  workspace: false,
  from: "file:///app/node_modules/@x/addon/binding.js",
  exports: {
    Options: ["type", "00000003"],
    Tool: ["class", "00000002"],
    grep: ["function", "00000001"],
    "ns.level": ["value", "00000004"],
    winOnly: ["function", "00000005", ["linux-x64-gnu", "linux-x64-musl", "darwin-universal"]],
  },
};

export const stamp: BinaryStamp = {
  package: "@x/addon",
  version: "1.0.0",
  algorithm: 1,
  contract: "aaaa",
  exports: Object.fromEntries(
    Object.entries(table.exports).map(([name, [, hash]]) => [name, hash]),
  ),
};

export const linux: BinaryInfo = {
  format: "elf",
  platform: "linux",
  arches: ["x64"],
  libc: "gnu",
  stamp,
  damage: null,
};
export const darwin: BinaryInfo = {
  ...linux,
  format: "mach-o",
  platform: "darwin",
  arches: ["x64", "arm64"],
  libc: null,
};
export const windows: BinaryInfo = { ...linux, format: "pe", platform: "win32", libc: null };

/** What the addon exports as its stamp. */
export const exported: Omit<BinaryStamp, "exports"> = {
  package: stamp.package,
  version: stamp.version,
  algorithm: stamp.algorithm,
  contract: stamp.contract,
};

/** What loading gives, as a rule. */
export const goodExports: Readonly<Record<string, unknown>> = {
  grep: () => 1,
  Tool: class {},
  ns: { level: 3 },
  __ferrotype: exported,
};

/** The same, as it stands on Windows. */
export const windowsTable: AddonTable = {
  ...table,
  from: "file:///C:/app/node_modules/@x/addon/binding.js",
};

/** The table of a package that stands elsewhere. */
export function tableAt(folder: string, of: AddonTable = table): AddonTable {
  const path = folder.replaceAll("\\", "/");
  return { ...of, from: `file://${path.startsWith("/") ? "" : "/"}${path}/binding.js` };
}

export interface World extends Partial<Omit<Facts, "cache" | "cpu" | "embedded" | "libc">> {
  readonly libc?: "gnu" | "musl" | null;
  /** Binaries and what they are; an error is what reading them gives. */
  readonly files?: Readonly<Record<string, BinaryInfo | Error>>;
  /** Other files; of a leaf that is in `files`, the package.json is there by itself. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What loading gives; by default the right exports. */
  readonly loads?: Readonly<Record<string, unknown>>;
  readonly leafVersion?: string;
  /** What the executable holds; without it, the program is none. */
  readonly embedded?: readonly CacheItem[];
  /** Text of `/proc/cpuinfo`; asking for it fails by default. */
  readonly cpuinfo?: string;
  readonly cache?: Partial<CacheAccess>;
}

interface Log {
  readonly required: string[];
  readonly inspected: string[];
  readonly warnings: string[];
  /** What was asked of the cache. */
  readonly cached: string[];
  /** Where it was asked what the processor can do. */
  readonly asked: string[];
}

/** A world in which nothing exists but what is named. */
export function world({
  files = {},
  texts = {},
  loads = {},
  libc = "gnu",
  leafVersion = "1.0.0",
  embedded,
  cpuinfo,
  cache,
  ...given
}: World): Facts & Log {
  const log: Log = { required: [], inspected: [], warnings: [], cached: [], asked: [] };
  const { platform = "linux", arch = "x64" } = given;
  const paths = platform === "win32" ? win32 : posix;
  const leafFolders = new Set(Object.keys(files).map((path) => paths.dirname(path)));
  const isManifest = (path: string): boolean =>
    paths.basename(path) === "package.json" && leafFolders.has(paths.dirname(path));
  const exists = (path: string): boolean =>
    Object.hasOwn(texts, path) || Object.hasOwn(files, path) || isManifest(path);
  return {
    ...log,
    platform,
    arch,
    runtime: "Node.js 24.1.0",
    execPath: platform === "win32" ? "C:\\bin\\node.exe" : "/bin/node",
    napi: 10,
    env: {},
    exists,
    libc: () => libc,
    script: undefined,
    cpu: cpuFacts(platform, cpuinfo, log.asked),
    embedded: {
      isExecutable: embedded !== undefined,
      item: (host) =>
        host.flatMap((name) => (embedded ?? []).filter(({ target }) => target === name))[0] ?? null,
      targets: () => (embedded ?? []).map(({ target }) => target),
    },
    cache: {
      folder: () => "/cache",
      place(item) {
        log.cached.push(`place ${item.fileName}`);
        return paths.join("/cache", item.fileName);
      },
      replace(item) {
        log.cached.push(`replace ${item.fileName}`);
        return null;
      },
      tidy: (item) => void log.cached.push(`tidy ${item.fileName}`),
      ...cache,
    },
    read(path) {
      const text = texts[path] ?? (isManifest(path) ? `{ "version": "${leafVersion}" }` : null);
      if (text === null) throw systemError("ENOENT");
      return text;
    },
    bytes: () => new Uint8Array(),
    inspect(path) {
      log.inspected.push(path);
      const found = files[path] ?? systemError("ENOENT");
      if (found instanceof Error) throw found;
      return found;
    },
    resolve(specifier, from) {
      for (let folder = paths.dirname(from); ; folder = paths.dirname(folder)) {
        const path = paths.join(folder, "node_modules", specifier);
        if (exists(path)) return path;
        if (folder === paths.dirname(folder)) throw systemError("MODULE_NOT_FOUND");
      }
    },
    require(path) {
      log.required.push(path);
      const found = loads[path] ?? goodExports;
      if (found instanceof Error) throw found;
      return found;
    },
    warn: (message) => void log.warnings.push(message),
    ...given,
  };
}

function cpuFacts(platform: string, cpuinfo: string | undefined, asked: string[]): CpuFacts {
  const read = (path: string): string => {
    asked.push(path);
    if (cpuinfo === undefined) throw systemError("ENOENT");
    return cpuinfo;
  };
  return { platform, read, run: read, memory: {} };
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code });
}

/** What loading fails with. */
export function failure(facts: Facts, of: AddonTable = table): LoadError {
  try {
    loadWith(of, facts);
  } catch (error) {
    if (error instanceof LoadError) return error;
    throw error;
  }
  throw new Error("it was loaded");
}

/** Every candidate, those after the one that is loaded too. */
export function candidatesOf(facts: Facts, of: AddonTable = table): readonly Candidate[] {
  const tried = tryPlaces(of, facts);
  return [...tried.candidates, ...tried.rest()];
}
