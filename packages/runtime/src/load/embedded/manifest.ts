/**
 * Addons inside a single-file executable: what `ferrotype embed` wrote, found again at run time.
 * May import `../addon-table.ts`, `../cache/` and the builtins; only `embedded-facts.ts` touches the system.
 *
 * Invariant: an environment variable or a path that a user chose never makes a program look like an executable.
 */

/** A binary in an executable: what it is once unpacked, and where its compressed bytes are. */
export interface EmbeddedFile {
  /** `linux-x64-gnu`. */
  readonly target: string;
  /** As it is called once unpacked: `natives.linux-x64-gnu.node`. */
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Of the unpacked bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Path or `file:` URL of the gzip file; in a Node SEA the key of the asset. */
  readonly archive: string;
  /** Size of the gzip file. */
  readonly archiveBytes: number;
}

/** The binaries of one package, as `ferrotype embed` lists them. */
export interface EmbeddedManifest {
  /** Version of this shape. */
  readonly format: 1;
  /** npm name of the package. */
  readonly package: string;
  readonly version: string;
  /** Number of the algorithm that made the contract. */
  readonly algorithm: number;
  readonly contract: string;
  readonly files: readonly EmbeddedFile[];
}

/** Asset of a Node SEA that holds the manifest of a package. */
export function manifestKey(packageName: string): string {
  return `ferrotype/${packageName}/manifest.json`;
}

/** Asset of a Node SEA that holds a compressed binary; `archive` as the manifest names it. */
export function archiveKey(packageName: string, archive: string): string {
  return `ferrotype/${packageName}/${archive}`;
}

/** A manifest of this shape that can be trusted to name files and not folders. */
export function isEmbeddedManifest(value: unknown): value is EmbeddedManifest {
  if (!isRecord(value)) return false;
  const { format, files } = value;
  return (
    format === 1 &&
    ["package", "version", "contract"].every((key) => typeof value[key] === "string") &&
    typeof value["algorithm"] === "number" &&
    Array.isArray(files) &&
    files.every(isEmbeddedFile)
  );
}

function isEmbeddedFile(value: unknown): value is EmbeddedFile {
  if (!isRecord(value)) return false;
  const { target, fileName, sha256, archive } = value;
  return (
    typeof target === "string" &&
    typeof fileName === "string" &&
    /^[^/\\:]+\.node$/u.test(fileName) &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/u.test(sha256) &&
    typeof archive === "string" &&
    [value["sizeBytes"], value["archiveBytes"]].every(isSize)
  );
}

function isSize(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
