import { CacheError } from "../cache/cache.js";
import type { Finding, Place } from "../candidate.js";

type Verdict = Finding["verdict"];

/** The finding for an error of the file system, or of the resolution of a leaf. */
export function fileFinding(error: unknown, { unresolved }: Pick<Place, "unresolved">): Finding {
  if (typeof error === "string") return { verdict: "not found", detail: error };
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const message = messageOf(error);
  const [verdict, detail] =
    fileCodes[String(code)] ??
    fileCodes[String(name)] ??
    (unresolved === undefined
      ? ["damaged", `it cannot be read: ${message}`]
      : ["not found", "the package is not installed"]);
  return { verdict, detail: detail === "" ? message : detail, error };
}

const denied: readonly [Verdict, string] = ["not permitted", "it may not be read"];
const absent: readonly [Verdict, string] = ["not found", "there is no such file"];
const forbidden: readonly [Verdict, string] = ["not permitted", ""];
const fileCodes: Readonly<Record<string, readonly [Verdict, string] | undefined>> = {
  ENOENT: absent,
  ENOTDIR: absent,
  EACCES: denied,
  EPERM: denied,
  // Node's permission model; Deno's.
  ERR_ACCESS_DENIED: forbidden,
  NotCapable: forbidden,
  PermissionDenied: forbidden,
  ERR_INVALID_PACKAGE_CONFIG: ["damaged", ""],
};

/** The finding for something that could not be put into the cache, and the folder that was the reason. */
export function cacheFinding(
  error: unknown,
  path: string,
): { readonly path: string; readonly finding: Finding } {
  if (!(error instanceof CacheError)) {
    return { path, finding: { verdict: "not cached", detail: messageOf(error), error } };
  }
  const { folder, detail } = error;
  return { path: folder === "" ? path : folder, finding: { verdict: "not cached", detail, error } };
}

/** The finding for an error of the system's own loader. */
export function loadFinding(error: unknown): Finding {
  const detail = messageOf(error);
  const code = String((error as { readonly code?: unknown } | null)?.code);
  const known = loadTexts.find(([pattern]) => pattern.test(`${code} ${detail}`));
  return { verdict: known?.[1] ?? "failed to load", detail, error };
}

/** What the texts of system loaders say of a file, where its header does not tell. */
const loadTexts: readonly (readonly [RegExp, Verdict])[] = [
  [/^ERR_DLOPEN_DISABLED|--allow-(?:ffi|all)/u, "not permitted"],
  [/failed to map segment|permission denied|not permitted|access is denied/iu, "not permitted"],
  [/code signature|Team IDs|system policy/u, "not permitted"],
  [
    /incompatible architecture|wrong ELF class|not a valid Win32 application/u,
    "wrong architecture",
  ],
  [/ld-linux[^ ]*: (?:cannot open|no such)|shared library ld-linux|libc\.musl-/iu, "wrong libc"],
  [/invalid ELF header|file too short|truncated/u, "damaged"],
  [/undefined symbol: n(?:api|ode_api)_|procedure could not be found/u, "wrong Node-API"],
];

/** What an error says, in one line. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, " ");
}
