import type { BinaryInfo } from "../binary/binary-info.js";
import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate, Place, Verdict } from "./candidate.js";
import { compareStamp } from "./difference.js";
import type { Facts } from "./facts.js";

/** What is wrong with a place; null: nothing. */
export interface Finding {
  readonly verdict: Exclude<Verdict, "also fits" | "loaded">;
  readonly detail: string;
  readonly error?: unknown;
  /** The setting that lets mismatches pass may let this pass. */
  readonly mismatch: boolean;
}

/** Platforms whose shared libraries all are ELF files; the header tells them apart only in part. */
const elfPlatforms: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "android",
  "freebsd",
  "linux",
  "openharmony",
]);

/** What is known of a file before it is loaded. */
export interface Examined {
  readonly finding: Finding | null;
  /** It carries a stamp in a section. */
  readonly stamped: boolean;
}

/** Looks at a place without loading anything. */
export function examineFile(table: AddonTable, facts: Facts, place: Place): Examined {
  if (place.unresolved !== undefined) {
    const found = finding("not found", "the package is not installed", place.unresolved);
    return { finding: found, stamped: false };
  }
  let info: BinaryInfo;
  try {
    info = facts.inspect(place.path);
  } catch (error) {
    return { finding: fileFinding(error), stamped: false };
  }
  return {
    finding: examineHeader(facts, info) ?? examineStamp(table, info, place),
    stamped: info.stamp !== null,
  };
}

function examineHeader(facts: Facts, info: BinaryInfo): Finding | null {
  const { platform, arches } = info;
  if (platform !== null && !runsOn(platform, facts.platform)) {
    return finding("wrong platform", `it is built for ${platform}, this is ${facts.platform}`);
  }
  if (arches.length > 0 && !arches.includes(facts.arch)) {
    return finding(
      "wrong architecture",
      `it is built for ${arches.join(" and ")}, this process runs on ${facts.arch}`,
    );
  }
  if (platform === "linux" && facts.platform === "linux" && info.libc !== null) {
    const libc = facts.libc();
    if (libc !== null && libc !== info.libc) {
      return finding(
        "wrong libc",
        `it is linked to ${LIBC[info.libc]}, this system has ${LIBC[libc]}`,
      );
    }
  }
  return info.damage === null ? null : finding("damaged", info.damage);
}

/** A binary that was replaced while a process has it loaded. */
export const STALE = "this process had loaded an older one";

const LIBC = { gnu: "glibc", musl: "musl" } as const;

/** An ELF file for `linux` may be for any of its kin; one that names its system is for that alone. */
function runsOn(built: string, host: string): boolean {
  return built === host || (built === "linux" && elfPlatforms.has(host));
}

function examineStamp(table: AddonTable, info: BinaryInfo, place: Place): Finding | null {
  if (info.stamp !== null) {
    const difference = compareStamp(table, info.stamp);
    if (difference === null) return null;
    return {
      ...finding(difference.verdict, difference.detail),
      mismatch: difference.verdict !== "wrong package",
    };
  }
  const version = place.packageVersion?.() ?? null;
  if (version === null || version === table.version) return null;
  const detail = `its package is version ${version}, not ${table.version}`;
  return { ...finding("wrong version", detail), mismatch: true };
}

/** Looks at the exports of a binary that has been loaded; `fits`: the stamp in its file agrees with the table. */
export function examineAddon(
  table: AddonTable,
  host: readonly string[],
  addon: Addon,
  fits: boolean,
): Finding | null {
  const stamp = addon["__ferrotype"];
  if (isStamp(stamp)) {
    const difference = compareStamp(table, stamp);
    if (difference !== null) {
      const detail = fits
        ? `${difference.detail}; the file is right, but ${STALE}`
        : difference.detail;
      return { ...finding(difference.verdict, detail), mismatch: true };
    }
  }
  const missing = Object.entries(table.exports)
    .filter(
      ([, [kind, , missingOn]]) => kind !== "type" && !missingOn?.some((t) => host.includes(t)),
    )
    .map(([name]) => name)
    .filter((name) => !hasExport(addon, name));
  if (missing.length === 0) return null;
  const shown = missing.slice(0, 8).join(", ");
  const more = missing.length > 8 ? ` and ${missing.length - 8} more` : "";
  return { ...finding("missing exports", `it does not export ${shown}${more}`), mismatch: true };
}

function isStamp(value: unknown): value is Parameters<typeof compareStamp>[1] {
  return typeof value === "object" && value !== null && "contract" in value && "version" in value;
}

function hasExport(addon: Addon, name: string): boolean {
  let holder: unknown = addon;
  for (const part of name.split(".")) {
    if ((typeof holder !== "object" && typeof holder !== "function") || holder === null)
      return false;
    if (!(part in holder)) return false;
    holder = Reflect.get(holder, part);
  }
  return true;
}

/** The finding for an error of the file system. */
function fileFinding(error: unknown): Finding {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === "ENOENT" || code === "ENOTDIR")
    return finding("not found", "there is no such file", error);
  if (code === "EACCES" || code === "EPERM") {
    return finding("not permitted", "it may not be read", error);
  }
  return finding("damaged", `it cannot be read: ${String(message)}`, error);
}

/** The finding for an error of the system's own loader. */
export function loadFinding(error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const denied = /permission denied|operation not permitted|access is denied/iu.test(text);
  return finding(denied ? "not permitted" : "failed to load", text, error);
}

/** A candidate as it is shown. */
export function candidateOf(place: Place, found: Finding): Candidate {
  const { source, path } = place;
  const { verdict, detail, error } = found;
  return { source, path, verdict, detail, ...(error === undefined ? {} : { error }) };
}

function finding(verdict: Finding["verdict"], detail: string, error?: unknown): Finding {
  return { verdict, detail, mismatch: false, ...(error === undefined ? {} : { error }) };
}
