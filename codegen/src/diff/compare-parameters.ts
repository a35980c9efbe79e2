/** Parameters of a callable: which are the same ones, and what became of each. */
import type { Check, Parameter, Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { compareRanges } from "./compare-range.js";
import { compareType } from "./compare-type.js";
import type { Found } from "./change.js";
import { spellParameter, spellParameters } from "./spell.js";
import type { Versions } from "./versions.js";

interface Pairing {
  readonly pairs: readonly (readonly [Parameter, Parameter])[];
  /** Parameters that stand before ones that were there already. */
  readonly inserted: readonly Parameter[];
  readonly removed: readonly Parameter[];
  readonly appended: readonly Parameter[];
}

/** What became of the parameters. */
export function compareParameters(
  name: string,
  before: Signature,
  after: Signature,
  versions: Versions,
): readonly Found[] {
  const pairing = pairParameters(before.parameters, after.parameters);
  if (pairing === null) {
    return [
      {
        kind: "parameters-reordered",
        name,
        before: spellParameters(before.parameters),
        after: spellParameters(after.parameters),
      },
    ];
  }
  const { pairs, inserted, removed, appended } = pairing;
  return [
    ...removed.map((one) => removedParameter(name, one)),
    ...inserted.map((one): Found => ({
      kind: "parameter-inserted",
      name,
      subject: one.name,
      before: spellParameters(before.parameters),
      after: spellParameters(after.parameters),
    })),
    ...pairs.flatMap(([old, now]) => [
      ...comparePair(name, old, now, versions),
      ...compareChecks(name, old, now, before, after),
    ]),
    ...appended.map((one) => appendedParameter(name, one)),
  ];
}

/** Null where the same names stand in another order. */
function pairParameters(before: readonly Parameter[], after: readonly Parameter[]): Pairing | null {
  const pairs: [Parameter, Parameter][] = [];
  const inserted: Parameter[] = [];
  const removed: Parameter[] = [];
  const appended: Parameter[] = [];
  let oldAt = 0;
  let nowAt = 0;
  const anchors = before.filter((old) => after.some((now) => now.name === old.name));
  for (const anchor of [...anchors, null]) {
    const oldEnd = anchor === null ? before.length : before.indexOf(anchor, oldAt);
    const nowEnd =
      anchor === null
        ? after.length
        : after.findIndex((now, index) => index >= nowAt && now.name === anchor.name);
    if (nowEnd < 0) return null;
    const old = before.slice(oldAt, oldEnd);
    const now = after.slice(nowAt, nowEnd);
    const both = Math.min(old.length, now.length);
    // What stands between the same neighbours, and one for one, has another name.
    for (const [index, one] of old.slice(0, both).entries()) {
      const other = now[index];
      if (other !== undefined) pairs.push([one, other]);
    }
    removed.push(...old.slice(both));
    (anchor === null ? appended : inserted).push(...now.slice(both));
    const same = after[nowEnd];
    if (anchor !== null && same !== undefined) pairs.push([anchor, same]);
    oldAt = oldEnd + 1;
    nowAt = nowEnd + 1;
  }
  return { pairs, inserted, removed, appended };
}

function removedParameter(name: string, one: Parameter): Found {
  if (isCancellable(one.type)) {
    return { kind: "cancellation-removed", name, before: spellParameter(one) };
  }
  return {
    kind: "parameter-removed",
    name,
    subject: one.name,
    before: spellParameter(one),
  };
}

function appendedParameter(name: string, one: Parameter): Found {
  const after = spellParameter(one);
  if (isCancellable(one.type)) return { kind: "cancellation-added", name, after };
  const kind = one.optional || one.rest ? "parameter-added" : "parameter-required-added";
  return { kind, name, subject: one.name, after };
}

function comparePair(
  name: string,
  old: Parameter,
  now: Parameter,
  versions: Versions,
): readonly Found[] {
  const common = {
    name,
    subject: now.name,
    before: spellParameter(old),
    after: spellParameter(now),
  };
  const found: Found[] = [];
  if (old.name !== now.name) {
    const names = { before: old.name, after: now.name };
    found.push({ ...common, kind: "parameter-renamed", ...names });
  }
  if (old.rest !== now.rest) {
    found.push({ ...common, kind: now.rest ? "parameter-rest-added" : "parameter-rest-removed" });
  } else if (old.optional !== now.optional && !old.rest) {
    found.push({
      ...common,
      kind: now.optional ? "parameter-made-optional" : "parameter-made-required",
    });
  }
  const kind = typeChange(old, now, versions);
  if (kind !== null) found.push({ ...common, kind });
  return found;
}

function typeChange(old: Parameter, now: Parameter, versions: Versions): Found["kind"] | null {
  const [oldType, nowType] = [elementOf(old, now), elementOf(now, old)];
  const verdict = compareType(oldType, nowType, "in", versions);
  const [had, has] = [isCancellable(oldType), isCancellable(nowType)];
  if (verdict === "same") return null;
  if (verdict === "compatible") return has && !had ? "cancellation-added" : "parameter-widened";
  if (isBranded(oldType, nowType, versions)) return "parameter-branded";
  return had && !has ? "cancellation-removed" : "parameter-narrowed";
}

/** Where only one of two is a rest parameter, its element is compared. */
function elementOf(one: Parameter, other: Parameter): TsType {
  return one.rest && !other.rest && one.type.kind === "array" ? one.type.element : one.type;
}

/** The plain type is taken no more, the brand over it is. */
function isBranded(before: TsType, after: TsType, versions: Versions): boolean {
  const members = after.kind === "union" ? after.members : [after];
  const bases = members.map((one): TsType => {
    if (one.kind !== "name" || one.name.kind !== "item") return one;
    const item = versions.after.items.get(one.name.id);
    return item?.kind === "brand" ? item.base : one;
  });
  const plain: TsType = { kind: "union", members: bases };
  const hasBrand = bases.some((base, index) => base !== members[index]);
  return hasBrand && compareType(before, plain, "in", versions) !== "incompatible";
}

/** The type of the second parameter of `(path, options?: Options & Cancellable)`, and of one in a union. */
function isCancellable(type: TsType): boolean {
  if (type.kind === "union" || type.kind === "intersection")
    return type.members.some(isCancellable);
  return type.kind === "name" && type.name.kind === "runtime" && type.name.name === "Cancellable";
}

/** The compiler knows `number` alone; what is refused at run time is in the checks. */
function compareChecks(
  name: string,
  old: Parameter,
  now: Parameter,
  before: Signature,
  after: Signature,
): readonly Found[] {
  const range = compareRanges(rangeOf(before, old.name), rangeOf(after, now.name));
  if (range === null) return [];
  return [
    {
      kind: range === "widened" ? "parameter-range-widened" : "parameter-range-narrowed",
      name,
      subject: now.name,
      before: rangeOf(before, old.name),
      after: rangeOf(after, now.name),
    },
  ];
}

function rangeOf(signature: Signature, name: string): string {
  const check: Check | undefined = signature.wrapping.parameters.find(
    (one) => one.name === name,
  )?.check;
  return check?.kind === "primitive" ? check.name : "";
}
