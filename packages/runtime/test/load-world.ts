/** A world for the loader: files, platform and environment as a test wants them. */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { BinaryInfo, BinaryStamp } from "../src/binary/binary-info.js";
import type { AddonTable } from "../src/load/addon-table.js";
import type { Facts } from "../src/load/facts.js";
import { LoadError } from "../src/load/load-error.js";
import { loadWith } from "../src/load/try-places.js";

const root: string = resolve("/app/node_modules/@x/addon");
export const NATIVE = (target: string): string => join(root, "native", `addon.${target}.node`);
export const LEAF = (target: string): string =>
  join(resolve("/app/node_modules"), `@x/addon-${target}`, `addon.${target}.node`);

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
  from: pathToFileURL(join(root, "binding.js")).href,
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

export interface World extends Partial<Omit<Facts, "libc">> {
  readonly libc?: "gnu" | "musl" | null;
  /** Files and what they are; an error is what reading them gives. */
  readonly files?: Readonly<Record<string, BinaryInfo | Error>>;
  /** What loading gives; by default the right exports. */
  readonly loads?: Readonly<Record<string, unknown>>;
  readonly leafVersion?: string;
}

interface Log {
  readonly required: string[];
  readonly inspected: string[];
  readonly warnings: string[];
}

export function world({
  files = {},
  loads = {},
  libc = "gnu",
  leafVersion = "1.0.0",
  ...facts
}: World): Facts & Log {
  const log: Log = { required: [], inspected: [], warnings: [] };
  return {
    ...log,
    platform: "linux",
    arch: "x64",
    env: {},
    exists: () => true,
    read: () => JSON.stringify({ version: leafVersion }),
    libc: () => libc,
    inspect(path) {
      log.inspected.push(path);
      const found = files[path] ?? systemError("ENOENT");
      if (found instanceof Error) throw found;
      return found;
    },
    resolve(specifier) {
      const target = /^@x\/addon-(.+)\/package\.json$/u.exec(specifier)?.[1] ?? "";
      if (files[LEAF(target)] === undefined) throw systemError("MODULE_NOT_FOUND");
      return join(LEAF(target), "..", "package.json");
    },
    require(path) {
      log.required.push(path);
      const found = loads[path] ?? goodExports;
      if (found instanceof Error) throw found;
      return found;
    },
    warn: (message) => void log.warnings.push(message),
    ...facts,
  };
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
