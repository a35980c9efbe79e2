import type { BinaryInfo } from "../binary/binary-info.js";
import type { Addon } from "./addon-table.js";
import type { Finding, Place } from "./candidate.js";
import { nodeApiFault } from "./cpu/node-api.js";
import type { StampLike } from "./explain/explain.js";
import { STALE, compareStamp, enumerate, fileFinding } from "./explain/explain.js";
import type { Search } from "./search.js";

/** What is known of a file before it is loaded. */
export interface Examined {
  readonly finding: Finding | null;
  /** It carries a stamp in a section. */
  readonly stamped: boolean;
}

/** Looks at a place, or at the copy of it at `path`, without loading anything. */
export function examineFile(search: Search, place: Place, path: string = place.path): Examined {
  const { facts, table } = search;
  try {
    if (place.unresolved !== undefined) throw place.unresolved;
    const { tooNew } = place;
    if (tooNew !== undefined) {
      return { finding: { verdict: "wrong processor", detail: tooNew }, stamped: false };
    }
    const info = facts.inspect(path);
    const stamped = info.stamp !== null;
    for (const [verdict, check] of checks) {
      const detail = check(info, search);
      if (detail !== null) return { finding: { verdict, detail }, stamped };
    }
    if (info.stamp !== null) return { finding: differenceOf(search, info.stamp), stamped };
    const version = place.packageVersion?.() ?? table.version;
    if (version === table.version) return { finding: null, stamped };
    const detail = `its package is version ${version}, not ${table.version}`;
    return { finding: { verdict: "wrong version", detail }, stamped };
  } catch (error) {
    return { finding: fileFinding(error, place), stamped: false };
  }
}

type Check = (info: BinaryInfo, search: Search) => string | null;

/** What the header and the stamp of a file may say against it; in the order in which it is told. */
const checks: readonly (readonly [Finding["verdict"], Check])[] = [
  [
    "wrong platform",
    ({ platform }, { facts }) =>
      platform === null || runsOn(platform, facts.platform)
        ? null
        : `it is built for ${platform}, this is ${facts.platform}`,
  ],
  [
    "wrong architecture",
    ({ arches }, { facts }) =>
      arches.length === 0 || arches.includes(facts.arch)
        ? null
        : `it is built for ${arches.join(" and ")}, this process runs on ${facts.arch}`,
  ],
  [
    "wrong libc",
    ({ platform, libc }, { facts }) => {
      if (platform !== "linux" || facts.platform !== "linux" || libc === null) return null;
      const own = facts.libc();
      return own === null || own === libc
        ? null
        : `it is linked to ${libcNames[libc]}, this system has ${libcNames[own]}`;
    },
  ],
  ["damaged", ({ damage }) => damage],
  ["wrong Node-API", ({ stamp }, { facts }) => nodeApiFault(stamp?.napi, facts.napi)],
  ["wrong processor", ({ stamp }, { processorFault }) => processorFault(stamp?.cpu)],
];

const libcNames = { gnu: "glibc", musl: "musl" } as const;

/** An ELF file for `linux` may be for any of its kin; one that names its system is for that alone. */
function runsOn(built: string, host: string): boolean {
  return (
    built === host || (built === "linux" && ["android", "freebsd", "openharmony"].includes(host))
  );
}

function differenceOf({ table }: Search, stamp: StampLike): Finding | null {
  const { package: name, version, algorithm, contract } = stamp;
  const same =
    name === table.package &&
    version === table.version &&
    algorithm === table.algorithm &&
    contract === table.contract;
  return same ? null : compareStamp(table, stamp);
}

/** Looks at the exports of a binary that has been loaded; `fits`: the stamp in its file agrees with the table. */
export function examineAddon(search: Search, addon: Addon, fits: boolean): Finding | null {
  const stamp = addon["__ferrotype"];
  const difference = isStamp(stamp) ? differenceOf(search, stamp) : null;
  if (difference !== null) {
    return fits ? { ...difference, detail: `${difference.detail}; ${STALE}` } : difference;
  }
  const missing = Object.entries(search.table.exports)
    .filter(
      ([name, [kind, , missingOn]]) =>
        kind !== "type" &&
        !missingOn?.some((target) => search.host.includes(target)) &&
        !hasExport(addon, name),
    )
    .map(([name]) => name);
  if (missing.length === 0) return null;
  return { verdict: "missing exports", detail: enumerate("it does not export", missing) };
}

function isStamp(value: unknown): value is StampLike {
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
