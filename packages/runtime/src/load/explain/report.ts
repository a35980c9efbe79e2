import type { AddonTable } from "../addon-table.js";
import type { Candidate } from "../candidate.js";
import type { LoadErrorCode } from "../load-error.js";
import type { Tried } from "../try-places.js";
import { folderOf } from "../search.js";
import { installationOf } from "./installation.js";
import { loadError } from "./load-failure.js";
import { ignoredSettings } from "./settings.js";
import { isInWorkingTree } from "./working-tree.js";

/** What came of one `loadAddon`. Plain data but for the errors of candidates. */
export interface LoadReport {
  readonly table: AddonTable;
  /** Every candidate, also those after the one that is loaded. */
  readonly candidates: readonly Candidate[];
  /** Path of the file that is loaded; null: none is. */
  readonly loaded: string | null;
  /** Why none is, with the code and the message of the error; null: one is. */
  readonly failure: {
    readonly code: LoadErrorCode;
    readonly message: string;
    readonly help: string;
  } | null;
  /** CPU variant of the one that is loaded; null: it has none. */
  readonly variant: string | null;
  readonly host: HostReport;
  /** Settings of the environment that concern it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Those of them that change nothing, each with the reason. */
  readonly ignoredSettings: readonly string[];
  /** Folder of the package, or of what it was bundled into. */
  readonly folder: string;
  /** Folder of the cache; null where there is no place for one. */
  readonly cacheFolder: string | null;
  /** Who installed it: `npm`; null where that is unknown. */
  readonly installedBy: string | null;
  /** It was installed by nobody: it lies where it is generated. */
  readonly isBuiltHere: boolean;
}

/** What the loader found out about the system. */
export interface HostReport {
  readonly platform: string;
  readonly arch: string;
  /** `gnu` or `musl`; null elsewhere than on Linux, or unknown. */
  readonly libc: string | null;
  /** `Node.js 24.1.0`. */
  readonly runtime: string;
  /** Level of Node-API. */
  readonly napi: number | null;
  /** Targets that run here, the closest first. */
  readonly targets: readonly string[];
  readonly execPath: string;
  /** The program is a single-file executable. */
  readonly isExecutable: boolean;
}

/** Tells all that is known of a search. */
export function reportOf({ search, addon, candidates, rest }: Tried): LoadReport {
  const { table, facts, host } = search;
  const { platform, arch, runtime, napi, execPath, env } = facts;
  const all = [...candidates, ...rest()];
  const path = candidates.find(({ verdict }) => verdict === "loaded")?.path ?? null;
  const names = ["PATH", "VARIANT", "CACHE_DIR", "ALLOW_MISMATCH"].map(
    (suffix) => `${table.envPrefix}_${suffix}`,
  );
  const { managers } = installationOf(search);
  const isBuiltHere = table.workspace || isInWorkingTree(search);
  const error = addon === null ? loadError(search, candidates) : null;
  return {
    table,
    candidates: all,
    loaded: path,
    failure: error === null ? null : { code: error.code, message: error.message, help: error.help },
    variant: /-(modern|baseline)\.node$/u.exec(path ?? "")?.[1] ?? null,
    host: {
      platform,
      arch,
      libc: platform === "linux" ? facts.libc() : null,
      runtime,
      napi,
      targets: host,
      execPath,
      isExecutable: facts.embedded.isExecutable,
    },
    settings: Object.fromEntries(
      names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
    ),
    ignoredSettings: ignoredSettings(search),
    folder: folderOf(search),
    cacheFolder: facts.cache.folder(),
    installedBy: managers.length === 1 && !isBuiltHere ? (managers[0]?.name ?? null) : null,
    isBuiltHere,
  };
}
