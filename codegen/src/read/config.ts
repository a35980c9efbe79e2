/** The config of a workspace: what an author writes in `ferrotype.config.ts`, and what the commands get from it. */
import type { Allowance } from "../model/views.js";

/** One addon: a cdylib crate with `#[napi]` items, and the npm package that is written for it. */
export interface AddonConfig {
  /**
   * Folder of the crate, relative to the config. Its Cargo.toml gives version, licence, repository and features;
   * `[package.metadata.ferrotype] package` gives the name of the npm package.
   */
  readonly crate: string;
  /**
   * Folder of the npm package that is written; it is owned whole.
   * @default `generated/<last part of the crate's folder>`
   */
  readonly out?: string;
  /**
   * Targets that the package is built for.
   * @default `["linux-x64-gnu", "linux-arm64-gnu", "darwin-x64", "darwin-arm64", "win32-x64-msvc"]`
   */
  readonly targets?: readonly string[];
  /**
   * Findings that are accepted, each with its reason. An entry that matches nothing is an error.
   * @default `[]`
   */
  readonly allow?: readonly Allowance[];
  /**
   * Pattern of the name of a platform package; `<package>` and `<target>` stand for the two.
   * @default `"<package>-<target>"`
   */
  readonly leaf?: string;
  /**
   * Prefix of the environment variables that the loader reads.
   * @default the package's name in capitals: `@ferrotype/natives` gives `FERROTYPE_NATIVES`
   */
  readonly envPrefix?: string;
}

/** What `ferrotype.config.ts` exports. Paths are relative to the folder of the config, which is the workspace root. */
export interface Config {
  /** The addons of this workspace. */
  readonly addons: readonly AddonConfig[];
  /**
   * Folder of the locks, one JSON file for each addon; it holds nothing else.
   * @default `"generated/surface"`
   */
  readonly locks?: string;
  /**
   * Folder of the generated type tests, a folder for each addon; it holds nothing else.
   * @default `"generated/type-tests"`
   */
  readonly typeTests?: string;
}

/** Gives the config its type; returns it as it is. */
export function defineConfig(config: Config): Config {
  return config;
}

/** One addon with every default filled in, but for the prefix, which needs the package's name. */
export interface ResolvedAddon {
  /** Last part of the crate's folder: names the binary, the lock and the type tests. */
  readonly name: string;
  readonly crate: string;
  readonly out: string;
  readonly targets: readonly string[];
  readonly allow: readonly Allowance[];
  readonly leaf: string;
  readonly envPrefix: string | null;
}

/** A config that was read and checked. */
export interface ResolvedConfig {
  /** Absolute folder of the config: the workspace root. */
  readonly root: string;
  /** Absolute path of the config. */
  readonly path: string;
  /** Absolute paths of the config and the files that it imports by path, sorted. */
  readonly inputs: readonly string[];
  readonly addons: readonly ResolvedAddon[];
  readonly locks: string;
  readonly typeTests: string;
}
