/** Why a file could not be put into the cache. */
export type CacheErrorCode =
  | "ERR_FERROTYPE_CACHE_FAILED"
  | "ERR_FERROTYPE_CACHE_FULL"
  | "ERR_FERROTYPE_CACHE_NO_HOME"
  | "ERR_FERROTYPE_CACHE_NOT_PERMITTED"
  | "ERR_FERROTYPE_CACHE_READ_ONLY"
  | "ERR_FERROTYPE_CACHE_REFUSED"
  | "ERR_FERROTYPE_CACHE_SOURCE";

/** A file could not be put into the cache. */
export class CacheError extends Error {
  override readonly name: string = "CacheError";
  readonly code: CacheErrorCode;
  /** Or file; empty where there is none. */
  readonly folder: string;
  /** What is wrong with it, as a sentence. */
  readonly detail: string;

  constructor(code: CacheErrorCode, folder: string, detail: string, cause?: unknown) {
    super(
      folder === "" ? `No cache: ${detail}` : `Cannot use the cache ${folder}: ${detail}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.folder = folder;
    this.detail = detail;
  }
}

/** Runs something that touches files of a folder; its errors become `CacheError`s. */
export function inFolder<T>(folder: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof CacheError || code === "") throw error;
    const [kind, detail] = meanings[code] ?? ["FAILED", String(error)];
    throw new CacheError(`ERR_FERROTYPE_CACHE_${kind}`, folder, detail, error);
  }
}

/** The code of an error of the system, `EEXIST`; empty for others. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

const denied = ["NOT_PERMITTED", "this user may not write there"] as const;
const full = ["FULL", "the disk is full"] as const;
const meanings: Readonly<
  Record<string, readonly ["FULL" | "NOT_PERMITTED" | "READ_ONLY", string] | undefined>
> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: ["READ_ONLY", "its file system is read-only"],
  ENOSPC: full,
  EDQUOT: ["FULL", "the disk quota is used up"],
};
