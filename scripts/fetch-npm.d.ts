/** A package at a version, and the integrity of its tarball as npm writes it. */
export interface NpmPin {
  readonly spec: string;
  readonly integrity: string;
}

/** Why something cannot be had; shown without a stack. */
export class FetchError extends Error {}

/** Where a package lies in a cache. */
export function packageFolder(cache: string, pin: NpmPin): string;

/** Brings those that are missing. Throws a `FetchError`. */
export function fetchNpm(cache: string, pins: readonly NpmPin[]): void;

/** Runs a program quietly. Throws a `FetchError`. */
export function run(program: string, args: readonly string[], cwd: string): void;

/** Null where it cannot be read. */
export function read(path: string): string | null;
