/** Functions, methods and constructors: their parameters, their result, their overloads. */
import type { Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Found } from "./change.js";
import { compareParameters } from "./compare-parameters.js";
import { compareType } from "./compare-type.js";
import { kinds } from "./kinds.js";
import { spellSignature, spellType } from "./spell.js";
import type { Versions } from "./versions.js";

/** What became of a callable of one signature. */
function compareSignature(
  name: string,
  before: Signature,
  after: Signature,
  versions: Versions,
): readonly Found[] {
  const found: Found[] = [];
  if (before.typeParameters !== after.typeParameters) {
    found.push({
      kind: "type-parameters-changed",
      name,
      before: spellSignature(before),
      after: spellSignature(after),
    });
  }
  found.push(...compareParameters(name, before, after, versions));
  const result = compareResult(before.returns, after.returns, versions);
  if (result !== null) {
    const texts = { before: spellType(before.returns), after: spellType(after.returns) };
    found.push({ kind: result, name, ...texts });
  }
  return found;
}

/** What became of the ways to call something. */
export function compareOverloads(
  name: string,
  before: readonly Signature[],
  after: readonly Signature[],
  versions: Versions,
): readonly Found[] {
  const [old, ...moreOld] = before;
  const [now, ...moreNow] = after;
  const single = moreOld.length === 0 && moreNow.length === 0;
  if (single && old !== undefined && now !== undefined) {
    return compareSignature(name, old, now, versions);
  }
  const changes = (one: Signature, other: Signature): readonly Found[] =>
    compareSignature(name, one, other, versions);
  const stays = (one: Signature): boolean =>
    after.some((other) =>
      changes(one, other).every(({ kind }) => kinds[kind].level !== "breaking"),
    );
  const isNew = (one: Signature): boolean =>
    before.every((other) => changes(other, one).length > 0);
  return [
    ...before
      .filter((one) => !stays(one))
      .map((one): Found => ({ kind: "overload-removed", name, before: spellSignature(one) })),
    ...after
      .filter(isNew)
      .map((one): Found => ({ kind: "overload-added", name, after: spellSignature(one) })),
  ];
}

function compareResult(before: TsType, after: TsType, versions: Versions): Found["kind"] | null {
  if (isPromise(before) !== isPromise(after)) {
    return isPromise(after) ? "became-async" : "became-sync";
  }
  // A function that returns something is a function that returns nothing to use.
  const isVoid = before.kind === "keyword" && before.name === "void";
  if (isVoid && !(after.kind === "keyword" && after.name === "void")) return "result-added";
  const verdict = compareType(before, after, "out", versions);
  if (verdict === "same") return null;
  if (verdict === "incompatible") return "result-widened";
  return isBrand(after, versions) && !isBrand(before, versions)
    ? "result-branded"
    : "result-narrowed";
}

function isPromise(type: TsType): boolean {
  return type.kind === "name" && type.name.kind === "global" && type.name.name === "Promise";
}

function isBrand(type: TsType, versions: Versions): boolean {
  const { before, after } = versions;
  if (type.kind !== "name") return false;
  if (isPromise(type)) return type.arguments.some((one) => isBrand(one, versions));
  if (type.name.kind !== "item") return false;
  return (after.items.get(type.name.id) ?? before.items.get(type.name.id))?.kind === "brand";
}
