/** What goes into `generate` and what comes out of it. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredView } from "./declared.js";
import type { LoadedView } from "./loaded.js";
import type { Manifest } from "./manifest.js";

export interface Views {
  readonly source: Manifest;
  /** Null where it was not asked for; then the source alone decides. */
  readonly declared: DeclaredView | null;
  readonly loaded: LoadedView | null;
}

/** What `verify` compares: any two views of an addon, or all three. */
export interface PartialViews {
  readonly source: Manifest | null;
  readonly declared: DeclaredView | null;
  readonly loaded: LoadedView | null;
  /**
   * Values that the package's own JavaScript exports, those of the binary among them, with what their classes and objects
   * have as `Class.prototype.member` and `Class.member`; left out where nobody asked it.
   */
  readonly script?: readonly string[];
}

export interface Allowance {
  readonly code: string;
  /** Rust path of the item, or a name of the `.d.ts`. */
  readonly at: string;
  readonly because: string;
}

export interface GenerateOptions {
  /** Folders relative to the workspace root. */
  readonly out: string;
  readonly locks: string;
  readonly typeTests: string;
  readonly targets: readonly string[];
  readonly leaf: string;
  readonly envPrefix: string;
  readonly workspace: boolean;
  readonly allow: readonly Allowance[];
  /** Our own version, major.minor. */
  readonly toolVersion: string;
  /** What a person of the workspace types to generate (`pnpm codegen`); it stands in headers and in help. */
  readonly command: string;
}

/** A file to be written; `path` is relative to the workspace root. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  /** False for `*.d.ts.map`: written, neither committed nor compared. */
  readonly committed: boolean;
}

export interface Generated {
  readonly files: readonly GeneratedFile[];
  readonly diagnostics: readonly Diagnostic[];
}
