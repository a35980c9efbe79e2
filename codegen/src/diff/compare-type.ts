/** What a changed type means at its place. */
import type { TsType } from "../model/type.js";
import type { Direction } from "../types/context.js";
import { fits } from "./fits.js";
import { literalsIn } from "./open-type.js";
import type { Versions } from "./versions.js";

/** `compatible`: what goes in takes more, or what comes out promises more. */
export type TypeVerdict = "same" | "compatible" | "incompatible";

/** Compares a type that values of this direction have. */
export function compareType(
  before: TsType,
  after: TsType,
  direction: Direction,
  versions: Versions,
): TypeVerdict {
  const verdicts = [
    ...(direction === "out" ? [] : [compareIn(before, after, versions)]),
    ...(direction === "in" ? [] : [compareOut(before, after, versions)]),
  ];
  if (verdicts.includes("incompatible")) return "incompatible";
  return verdicts.includes("compatible") ? "compatible" : "same";
}

/** True where both are taken, or both are given, for each other. */
export function isSameType(before: TsType, after: TsType, versions: Versions): boolean {
  return compareType(before, after, "both", versions) === "same";
}

function compareIn(before: TsType, after: TsType, versions: Versions): TypeVerdict {
  const made = "caller";
  if (!fits(before, after, { made, source: "before", versions })) return "incompatible";
  return fits(after, before, { made, source: "after", versions }) ? "same" : "compatible";
}

function compareOut(before: TsType, after: TsType, versions: Versions): TypeVerdict {
  const made = "addon";
  if (!fits(after, before, { made, source: "after", versions })) return "incompatible";
  if (fits(before, after, { made, source: "before", versions })) return "same";
  return losesLiteral(before, after) ? "incompatible" : "compatible";
}

/** A reader's comparison with a literal that is gone no longer compiles (TS2367). */
function losesLiteral(before: TsType, after: TsType): boolean {
  const left = literalsIn(after);
  return [...literalsIn(before)].some((value) => !left.has(value));
}
