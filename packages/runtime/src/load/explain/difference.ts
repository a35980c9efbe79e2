import type { AddonTable } from "../addon-table.js";
import type { Finding } from "../candidate.js";

/** What a binary says about itself: the stamp in its section, or the one that it exports. */
export interface StampLike {
  readonly package: string;
  readonly version: string;
  readonly algorithm: number;
  readonly contract: string;
  readonly exports?: Readonly<Record<string, string>>;
}

/** Ends the detail of a binary that was replaced while a process has it loaded. */
export const STALE = "the file is right, but this process had loaded an older one";

const MOST_NAMES = 8;

/** The first difference that matters between a stamp and the table; null where they agree. */
export function compareStamp(table: AddonTable, stamp: StampLike): Finding | null {
  if (stamp.package !== table.package) {
    const detail = `it belongs to ${stamp.package}, not to ${table.package}`;
    return { verdict: "wrong package", detail };
  }
  const same = stamp.algorithm === table.algorithm && stamp.contract === table.contract;
  const names = same ? [] : [differingNames(table, stamp)];
  if (stamp.version !== table.version) {
    const versions = `it is version ${stamp.version}, the package is ${table.version}`;
    return { verdict: "wrong version", detail: [versions, ...names].join("; ") };
  }
  return same ? null : { verdict: "wrong contract", detail: names.join("") };
}

/** How two contracts differ, by name. */
function differingNames(table: AddonTable, { algorithm, exports = {} }: StampLike): string {
  if (algorithm !== table.algorithm) {
    return `its contract was made by algorithm ${algorithm}, the package's by ${table.algorithm}`;
  }
  const has = (name: string): boolean => Object.hasOwn(exports, name);
  const own = Object.keys(table.exports);
  const parts =
    Object.keys(exports).length === 0
      ? []
      : ([
          [
            "changed",
            own.filter((name) => has(name) && exports[name] !== table.exports[name]?.[1]),
          ],
          [
            "only in the binary",
            Object.keys(exports).filter((name) => !Object.hasOwn(table.exports, name)),
          ],
          ["only in the package", own.filter((name) => !has(name))],
        ] as const);
  const shown = parts.filter(([, names]) => names.length > 0);
  const what = shown.map(([kind, names]) => enumerate(kind, names)).join("; ");
  return `its contract differs from the package's${what === "" ? "" : `: ${what}`}`;
}

/** `what` and names, of many only the first. */
export function enumerate(what: string, found: readonly string[]): string {
  const shown = [...found].sort().slice(0, MOST_NAMES).join(", ");
  const more = found.length - MOST_NAMES;
  return `${what} ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}
