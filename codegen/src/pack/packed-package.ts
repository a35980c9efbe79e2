/**
 * `ferrotype pack`: the npm packages of an addon from its lock, its Rust files and its built binaries.
 *
 * Invariant: what is in a package follows from the lock, the sources and the binaries alone, never from the host or the
 * clock; only `write-packages.ts` and `universal.ts` write, and nothing reaches its destination before all is made.
 */
import type { BinaryInfo, Target } from "@ferrotype/runtime/binary";

import type { Json } from "../print/json.js";

/** A file of a package: its text, or the absolute path that its bytes come from. */
export interface PackedFile {
  /** Relative to the package, with forward slashes. */
  readonly path: string;
  readonly content: string | { readonly from: string };
}

/** An npm package before it is on the disk. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** Target of a leaf; null for the core. */
  readonly target: string | null;
  /** Its package.json; a file of that name is not among `files`. */
  readonly manifest: Readonly<Record<string, Json>>;
  /** Sorted by path. */
  readonly files: readonly PackedFile[];
}

/** A built addon and what it says of itself. */
export interface BuiltBinary {
  readonly target: Target;
  /** Absolute. */
  readonly path: string;
  /** As it is shown. */
  readonly shown: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** One reading for each processor of the target: a universal file carries a stamp for each. */
  readonly readings: readonly BinaryInfo[];
}

/** Name of the file of a target in its leaf. */
export function binaryFile(addon: string, target: string): string {
  return `${addon}.${target}.node`;
}

/** Name of the leaf of a target. */
export function leafName(pattern: string, target: string): string {
  return pattern.replace("<target>", target);
}
