/** Interfaces, field by field, by the way in which they cross. */
import type { Field, InterfaceItem } from "../model/surface.js";
import type { Direction } from "../types/context.js";
import type { Found } from "./change.js";
import { compareDocs } from "./compare-docs.js";
import { compareType } from "./compare-type.js";
import { spellField } from "./spell.js";
import type { Versions } from "./versions.js";

/** Callers of the version before use it in its direction; what it became for others is no matter to them. */
export function compareInterface(
  before: InterfaceItem,
  after: InterfaceItem,
  versions: Versions,
): readonly Found[] {
  const { direction } = before;
  const found: Found[] = [];
  for (const old of before.fields) {
    const name = `${after.name}.${old.name}`;
    const now = after.fields.find((one) => one.name === old.name);
    if (now === undefined) found.push({ kind: "field-removed", name, before: spellField(old) });
    else {
      found.push(...compareField(name, old, now, direction, versions));
      found.push(...compareDocs(name, old.docs, now.docs));
    }
  }
  for (const now of after.fields) {
    if (before.fields.some((one) => one.name === now.name)) continue;
    found.push({
      kind: addedKind(now, direction),
      name: `${after.name}.${now.name}`,
      after: spellField(now),
    });
  }
  return found;
}

function addedKind(field: Field, direction: Direction): Found["kind"] {
  if (direction === "out") return "field-added";
  return field.optional ? "option-added" : "field-required-added";
}

function compareField(
  name: string,
  old: Field,
  now: Field,
  direction: Direction,
  versions: Versions,
): readonly Found[] {
  const texts = { name, before: spellField(old), after: spellField(now) };
  const found: Found[] = [];
  if (!old.readonly && now.readonly) found.push({ ...texts, kind: "readonly-added" });
  if (old.readonly && !now.readonly) found.push({ ...texts, kind: "readonly-removed" });
  if (old.optional && !now.optional) {
    found.push({
      ...texts,
      kind: direction === "out" ? "field-always-there" : "option-made-required",
    });
  }
  if (!old.optional && now.optional) {
    found.push({
      ...texts,
      kind: direction === "in" ? "option-made-optional" : "field-made-optional",
    });
  }
  const verdict = compareType(old.type, now.type, direction, versions);
  if (verdict !== "same") found.push({ ...texts, kind: typeKind(verdict, direction) });
  return found;
}

function typeKind(verdict: "compatible" | "incompatible", direction: Direction): Found["kind"] {
  if (verdict === "compatible") return direction === "in" ? "option-widened" : "field-narrowed";
  if (direction === "both") return "field-changed";
  return direction === "in" ? "option-narrowed" : "field-widened";
}
