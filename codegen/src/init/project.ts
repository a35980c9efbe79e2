/**
 * `ferrotype init`: what is found of a project, and what adoption would write into it.
 * Reads files beneath the project alone; `commands/init.ts` asks cargo, shows the plan and writes.
 *
 * Invariant: a file that a person wrote is edited as text, and the edit is proved by parsing the result.
 */
import type { JsonFile } from "./json-file.js";
import type { NapiSection } from "./napi-section.js";
import type { PackageManager } from "./package-manager.js";

/** A file of the project; `path` is relative to its root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What a package gives to who imports it. */
export interface Entry {
  /** Relative to the project's root. */
  readonly path: string;
  /** Somebody wrote it: it is not the loader that `napi build` writes. */
  readonly byHand: boolean;
}

/** A crate that napi-rs makes an addon of. */
export interface AddonCrate {
  /** Folder relative to the project's root; `.` for the root itself. */
  readonly folder: string;
  readonly name: string;
  /** What the written package takes. */
  readonly version: string;
  /** npm name that Cargo.toml gives already. */
  readonly packageName: string | null;
}

/** An addon with all that its files say of it. */
export interface Addon {
  readonly crate: AddonCrate;
  readonly cargoToml: TextFile;
  /** The package.json that is about this addon: the one beside Cargo.toml, or the project's own. */
  readonly owner: JsonFile | null;
  readonly napi: NapiSection | null;
  readonly entry: Entry | null;
}

/** A project that can be adopted. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly packageJson: JsonFile;
  readonly manager: PackageManager;
  readonly addons: readonly Addon[];
  /** Text of a file beneath the root; null where there is none. */
  readonly read: (path: string) => string | null;
  /** Names of what lies in a folder beneath the root; empty where there is none. */
  readonly list: (path: string) => readonly string[];
}
