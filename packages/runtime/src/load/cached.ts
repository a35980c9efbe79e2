/** A file to be had as a real file: embedded in an executable, or in a folder where it may not stay open. */
export interface CacheItem {
  /** npm name of the package that it belongs to. */
  readonly package: string;
  readonly version: string;
  readonly target: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** SHA-256 as 64 hexadecimal digits. */
  readonly sha256: string;
  /** The content; asked only when it has to be written. */
  bytes(): Uint8Array;
}
