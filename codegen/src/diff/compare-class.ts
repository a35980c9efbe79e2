/** Classes: the constructor, and each member by its name. */
import type { ClassItem, Member } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Found } from "./change.js";
import { compareDocs } from "./compare-docs.js";
import { compareOverloads } from "./compare-signature.js";
import { compareType } from "./compare-type.js";
import { spellSignature, spellType } from "./spell.js";
import type { Versions } from "./versions.js";

export function compareClass(
  before: ClassItem,
  after: ClassItem,
  versions: Versions,
): readonly Found[] {
  return [
    ...compareConstructor(before, after, versions),
    ...compareMembers(before, after, versions),
  ];
}

function compareConstructor(
  { name, construct: before }: ClassItem,
  { construct: after }: ClassItem,
  versions: Versions,
): readonly Found[] {
  const spelled = (one: NonNullable<ClassItem["construct"]>): string =>
    `new ${name}${spellSignature(one.signature).replace(/: [^:]*$/u, "")}`;
  if (before === null) {
    return after === null ? [] : [{ kind: "constructor-added", name, after: spelled(after) }];
  }
  if (after === null) return [{ kind: "constructor-removed", name, before: spelled(before) }];
  const own = `new ${name}`;
  return [
    ...compareOverloads(own, [before.signature], [after.signature], versions),
    ...compareDocs(own, before.docs, after.docs),
  ];
}

/** All that stands under one name: overloads of a method, or a property with its accessors. */
interface Slot {
  readonly name: string;
  readonly isStatic: boolean;
  readonly members: readonly Member[];
}

function slotsOf(item: ClassItem): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const member of item.members) {
    const isStatic = member.kind === "static";
    const key = isStatic ? `static ${member.name}` : member.name;
    const members = [...(slots.get(key)?.members ?? []), member];
    slots.set(key, { name: member.name, isStatic, members });
  }
  return slots;
}

function compareMembers(before: ClassItem, after: ClassItem, versions: Versions): readonly Found[] {
  const old = slotsOf(before);
  const now = slotsOf(after);
  const found: Found[] = [];
  const switched = new Set<string>();
  for (const [key, slot] of old) {
    const name = `${after.name}.${slot.name}`;
    const same = now.get(key);
    if (same !== undefined) {
      found.push(...compareSlots(name, slot, same, versions));
      continue;
    }
    const otherKey = slot.isStatic ? slot.name : `static ${slot.name}`;
    const other = old.has(otherKey) ? undefined : now.get(otherKey);
    if (other === undefined) {
      found.push({ kind: "member-removed", name, before: spellSlot(slot) });
      continue;
    }
    switched.add(otherKey);
    found.push({
      kind: other.isStatic ? "member-made-static" : "member-made-instance",
      name,
      before: spellSlot(slot),
      after: spellSlot(other),
    });
  }
  for (const [key, slot] of now) {
    if (old.has(key) || switched.has(key)) continue;
    found.push({
      kind: "member-added",
      name: `${after.name}.${slot.name}`,
      after: spellSlot(slot),
    });
  }
  return found;
}

function compareSlots(name: string, old: Slot, now: Slot, versions: Versions): readonly Found[] {
  if (isProperty(old) !== isProperty(now)) {
    return [{ kind: "member-kind-changed", name, before: spellSlot(old), after: spellSlot(now) }];
  }
  const shape = isProperty(old)
    ? compareProperties(name, propertyOf(old), propertyOf(now), versions)
    : compareOverloads(name, signaturesOf(old), signaturesOf(now), versions);
  const [oldFirst] = old.members;
  const [nowFirst] = now.members;
  if (oldFirst === undefined || nowFirst === undefined) return shape;
  return [...shape, ...compareDocs(name, oldFirst.docs, nowFirst.docs)];
}

/** What a property gives and takes. */
interface Property {
  readonly read: TsType | null;
  readonly write: TsType | null;
}

function compareProperties(
  name: string,
  before: Property,
  after: Property,
  versions: Versions,
): readonly Found[] {
  const found: Found[] = [];
  const spelled = (type: TsType): string => spellType(type);
  if (before.read !== null && after.read !== null) {
    const verdict = compareType(before.read, after.read, "out", versions);
    if (verdict !== "same") {
      found.push({
        kind: verdict === "compatible" ? "property-narrowed" : "property-widened",
        name,
        before: spelled(before.read),
        after: spelled(after.read),
      });
    }
  } else if (before.read !== null) {
    found.push({ kind: "getter-removed", name, before: spelled(before.read) });
  } else if (after.read !== null) {
    found.push({ kind: "getter-added", name, after: spelled(after.read) });
  }
  if (before.write !== null && after.write !== null) {
    const verdict = compareType(before.write, after.write, "in", versions);
    if (verdict !== "same") {
      found.push({
        kind: verdict === "compatible" ? "property-takes-more" : "property-takes-less",
        name,
        before: spelled(before.write),
        after: spelled(after.write),
      });
    }
  } else if (before.write !== null) {
    found.push({ kind: "setter-removed", name, before: spelled(before.write) });
  } else if (after.write !== null) {
    found.push({ kind: "setter-added", name, after: spelled(after.write) });
  }
  return found;
}

function isProperty({ members }: Slot): boolean {
  return members.some(({ kind }) => kind !== "static" && kind !== "method");
}

function propertyOf({ members }: Slot): Property {
  let read: TsType | null = null;
  let write: TsType | null = null;
  for (const member of members) {
    if (member.kind === "setter") write = member.signature?.parameters[0]?.type ?? null;
    else {
      read = member.type ?? member.signature?.returns ?? null;
      if (member.kind === "field" && !member.readonly) write = read;
    }
  }
  return { read, write };
}

function signaturesOf({ members }: Slot): readonly NonNullable<Member["signature"]>[] {
  return members.flatMap(({ signature }) => (signature === null ? [] : [signature]));
}

function spellSlot(slot: Slot): string {
  const before = slot.isStatic ? "static " : "";
  if (!isProperty(slot)) {
    return signaturesOf(slot)
      .map((one) => `${before}${slot.name}${spellSignature(one)}`)
      .join("; ");
  }
  const { read, write } = propertyOf(slot);
  if (read === null) return `set ${slot.name}: ${write === null ? "never" : spellType(write)}`;
  return `${write === null ? "readonly " : ""}${slot.name}: ${spellType(read)}`;
}
