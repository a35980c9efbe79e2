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

/** What stands at a path. */
export interface CacheEntry {
  readonly kind: "file" | "folder" | "link" | "other";
  readonly uid: number;
  /** Permission bits, the sticky one included. */
  readonly mode: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** When it last got another content, time, owner or name. */
  readonly changedMs: number;
  readonly inode: number;
}

/** All that the cache knows of the world; tests give it another one. What touches files throws the system's errors. */
export interface CacheFacts {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How environment variables begin: `FERROTYPE_NATIVES`. */
  readonly envPrefix: string;
  /** Of this process; null where files have no such owner (Windows). */
  readonly uid: number | null;
  /** Home folder of the user; null where there is none. */
  home(): string | null;
  /** Folder for temporary files. */
  temp(): string;
  nowMs(): number;
  /** 16 hexadecimal digits that nobody can guess. */
  random(): string;
  /** Hexadecimal SHA-256 of bytes, or of the file at a path. */
  sha256(what: Uint8Array | string): string;
  wait(ms: number): void;
  warn(message: string, code: string): void;
  /** Which file stood at a path when it was handed out; taken away when its hash is checked. */
  readonly placed: Map<string, string>;

  /** The entry itself, or with `follow` what it leads to; null where there is none. */
  entry(path: string, follow?: boolean): CacheEntry | null;
  list(folder: string): readonly string[];
  /** Makes a folder and those above it, for this user alone; an existing one is no error. */
  makeFolder(path: string): void;
  /** Makes a folder for this user alone, whose name starts with `prefix`. */
  makeTempFolder(prefix: string): string;
  /** Writes a new file, for this user alone and executable, down to the disk. */
  writeNew(path: string, bytes: Uint8Array): void;
  /** A second name for a file; fails where there is something already. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  /** Removes a file or a folder with all in it; what does not exist is no error. */
  remove(path: string): void;
  /** Sets the time of a folder to now. */
  touch(path: string): void;
  /** Writes the names in a folder down to the disk, where the system can. */
  syncFolder(path: string): void;
}
