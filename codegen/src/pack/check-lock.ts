import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { PackageInfo, Surface } from "../model/surface.js";

/** What a package says of itself, as far as crate and config decide it. */
const told = [
  "name",
  "version",
  "license",
  "repository",
  "description",
  "out",
  "targets",
  "leaf",
  "envPrefix",
] as const satisfies readonly (keyof PackageInfo)[];

/** FT6017: what the lock says of the package, and what crate and config say now. */
export function checkLock(
  locked: Surface,
  read: Surface,
  lock: string,
  mend: string,
): readonly Diagnostic[] {
  const differing = told
    .filter((key) => show(locked.package[key]) !== show(read.package[key]))
    .map(
      (key) => `${key} is ${show(locked.package[key])} there and ${show(read.package[key])} now`,
    );
  const { algorithm, hash } = read.contract;
  if (locked.contract.algorithm !== algorithm || locked.contract.hash !== hash) {
    differing.push(`its contract is ${locked.contract.hash}, that of the Rust source ${hash}`);
  }
  if (differing.length === 0) return [];
  return [
    diagnostic("FT6017", `${lock} is of another state of the crate: ${differing.join("; ")}`, {
      help: `run ${mend}, then build the binaries from the same commit`,
    }),
  ];
}

function show(value: PackageInfo[(typeof told)[number]]): string {
  return typeof value === "object" && value !== null ? value.join(", ") : String(value);
}
