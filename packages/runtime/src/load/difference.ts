import type { AddonTable } from "./addon-table.js";

/** What a binary says about itself: the stamp in its section, or the one that it exports. */
export interface StampLike {
  readonly package: string;
  readonly version: string;
  readonly algorithm: number;
  readonly contract: string;
  readonly exports?: Readonly<Record<string, string>>;
}

/** A difference between a binary and the table. */
export interface Difference {
  readonly verdict: "wrong contract" | "wrong package" | "wrong version";
  readonly detail: string;
}

const MOST_NAMES = 8;

/** The first difference that matters between a stamp and the table; null where they agree. */
export function compareStamp(table: AddonTable, stamp: StampLike): Difference | null {
  if (stamp.package !== table.package) {
    return {
      verdict: "wrong package",
      detail: `it belongs to ${stamp.package}, not to ${table.package}`,
    };
  }
  const sameContract =
    stamp.algorithm === table.algorithm && stamp.contract === table.contract
      ? ""
      : names(table, stamp);
  if (stamp.version !== table.version) {
    const detail = `it is version ${stamp.version}, the package is ${table.version}`;
    return {
      verdict: "wrong version",
      detail: sameContract === "" ? detail : `${detail}; ${sameContract}`,
    };
  }
  return sameContract === "" ? null : { verdict: "wrong contract", detail: sameContract };
}

/** How two contracts differ, by name. */
function names(table: AddonTable, stamp: StampLike): string {
  if (stamp.algorithm !== table.algorithm) {
    return `its contract was made by algorithm ${stamp.algorithm}, the package's by ${table.algorithm}`;
  }
  const { exports } = stamp;
  if (exports === undefined) return "its contract differs from the package's";
  const added = Object.keys(exports).filter((name) => !Object.hasOwn(table.exports, name));
  const removed = Object.keys(table.exports).filter((name) => !Object.hasOwn(exports, name));
  const changed = Object.entries(table.exports)
    .filter(([name, [, hash]]) => Object.hasOwn(exports, name) && exports[name] !== hash)
    .map(([name]) => name);
  const parts = [
    enumerate("changed", changed),
    enumerate("only in the binary", added),
    enumerate("only in the package", removed),
  ].filter((part) => part !== "");
  return parts.length === 0
    ? "its contract differs from the package's"
    : `its contract differs from the package's: ${parts.join("; ")}`;
}

function enumerate(what: string, found: readonly string[]): string {
  if (found.length === 0) return "";
  const sorted = [...found].sort();
  const shown = sorted.slice(0, MOST_NAMES).join(", ");
  return `${what} ${shown}${sorted.length > MOST_NAMES ? ` and ${sorted.length - MOST_NAMES} more` : ""}`;
}
