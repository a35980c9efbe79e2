/** Enums, errors, brands and aliases: what signatures name. */
import type { AliasItem, BrandItem, EnumItem, ErrorItem } from "../model/surface.js";
import type { Found } from "./change.js";
import { compareDocs } from "./compare-docs.js";
import { compareRanges } from "./compare-range.js";
import { compareType, isSameType } from "./compare-type.js";
import { spellType } from "./spell.js";
import type { Versions } from "./versions.js";

export function compareEnum(
  before: EnumItem,
  after: EnumItem,
  versions: Versions,
): readonly Found[] {
  const found: Found[] = [];
  for (const old of before.members) {
    const name = `${after.name}.${old.name}`;
    const now = after.members.find((one) => one.name === old.name);
    const value = JSON.stringify(old.value);
    if (now === undefined) {
      found.push({ kind: "enum-value-removed", name, before: value });
      continue;
    }
    if (now.value !== old.value) {
      found.push({
        kind: "enum-value-changed",
        name,
        before: value,
        after: JSON.stringify(now.value),
      });
    }
    found.push(...compareDocs(name, old.docs, now.docs));
  }
  const isRead = versions.before.positions.get(before.id) !== "in";
  for (const now of after.members) {
    if (before.members.some((one) => one.name === now.name)) continue;
    found.push({
      kind: isRead ? "enum-value-added" : "enum-value-accepted",
      name: `${after.name}.${now.name}`,
      after: JSON.stringify(now.value),
    });
  }
  return found;
}

export function compareError(before: ErrorItem, after: ErrorItem): readonly Found[] {
  const found: Found[] = [];
  const nameOf = (code: string): string => `${after.name}.${code}`;
  for (const old of before.codes) {
    const now = after.codes.find((one) => one.code === old.code);
    const name = nameOf(old.code);
    if (now === undefined) {
      found.push({ kind: "error-code-removed", name, before: JSON.stringify(old.code) });
    } else found.push(...compareDocs(name, old.docs, now.docs));
  }
  for (const now of after.codes) {
    if (before.codes.some((one) => one.code === now.code)) continue;
    found.push({
      kind: "error-code-added",
      name: nameOf(now.code),
      after: JSON.stringify(now.code),
    });
  }
  return found;
}

export function compareBrand(
  before: BrandItem,
  after: BrandItem,
  versions: Versions,
): readonly Found[] {
  const { name } = after;
  if (!isSameType(before.base, after.base, versions)) {
    const texts = { before: spellType(before.base), after: spellType(after.base) };
    return [{ kind: "brand-base-changed", name, ...texts }];
  }
  const found: Found[] = [];
  if (before.strict !== after.strict) {
    found.push({ kind: after.strict ? "brand-made-strict" : "brand-made-loose", name });
  }
  const range = compareRanges(before.check, after.check);
  if (range !== null) {
    found.push({
      kind: range === "widened" ? "brand-range-widened" : "brand-range-narrowed",
      name,
      before: before.check,
      after: after.check,
    });
  }
  return found;
}

export function compareAlias(
  before: AliasItem,
  after: AliasItem,
  versions: Versions,
): readonly Found[] {
  const texts = { name: after.name, before: spellType(before.type), after: spellType(after.type) };
  if (before.typeParameters !== after.typeParameters) {
    return [{ ...texts, kind: "type-parameters-changed" }];
  }
  const direction = versions.before.positions.get(before.id) ?? "both";
  const verdict = compareType(before.type, after.type, direction, versions);
  if (verdict === "same") return [];
  if (verdict === "incompatible") return [{ ...texts, kind: "alias-changed" }];
  return [{ ...texts, kind: direction === "in" ? "alias-widened-in" : "alias-narrowed-out" }];
}
