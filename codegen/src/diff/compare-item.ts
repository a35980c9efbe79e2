/** One item before and after. */
import type { Item } from "../model/surface.js";
import type { Found } from "./change.js";
import { compareClass } from "./compare-class.js";
import { compareDocs } from "./compare-docs.js";
import { compareInterface } from "./compare-interface.js";
import { compareAlias, compareBrand, compareEnum, compareError } from "./compare-shared.js";
import { compareOverloads } from "./compare-signature.js";
import { compareType } from "./compare-type.js";
import { spellItem, spellType } from "./spell.js";
import type { Versions } from "./versions.js";

export function compareItem(before: Item, after: Item, versions: Versions): readonly Found[] {
  return [
    ...compareTargets(before, after),
    ...compareShape(before, after, versions),
    ...compareDocs(after.name, before.docs, after.docs),
  ];
}

function compareShape(before: Item, after: Item, versions: Versions): readonly Found[] {
  const { name } = after;
  if (before.kind === "function" && after.kind === "function") {
    return compareOverloads(name, before.overloads, after.overloads, versions);
  }
  if (before.kind === "class" && after.kind === "class") {
    return compareClass(before, after, versions);
  }
  if (before.kind === "interface" && after.kind === "interface") {
    return compareInterface(before, after, versions);
  }
  if (before.kind === "enum" && after.kind === "enum") return compareEnum(before, after, versions);
  if (before.kind === "error" && after.kind === "error") return compareError(before, after);
  if (before.kind === "brand" && after.kind === "brand") {
    return compareBrand(before, after, versions);
  }
  if (before.kind === "alias" && after.kind === "alias") {
    return compareAlias(before, after, versions);
  }
  if (before.kind === "const" && after.kind === "const") {
    const verdict = compareType(before.type, after.type, "out", versions);
    if (verdict === "same") return [];
    const kind = verdict === "compatible" ? "const-narrowed" : "const-changed";
    return [{ kind, name, before: spellType(before.type), after: spellType(after.type) }];
  }
  return [{ kind: "item-kind-changed", name, before: spellItem(before), after: spellItem(after) }];
}

/** Where an item is missing on any target it is declared `| undefined`, on all of them. */
function compareTargets(before: Item, after: Item): readonly Found[] {
  const { name } = after;
  const lost = after.missingOn.filter((target) => !before.missingOn.includes(target));
  const gained = before.missingOn.filter((target) => !after.missingOn.includes(target));
  const isTotal = before.missingOn.length === 0;
  return [
    ...lost.map((subject): Found => {
      return { kind: isTotal ? "became-missing" : "missing-on-more", name, subject };
    }),
    ...gained.map((subject): Found => ({ kind: "missing-on-fewer", name, subject })),
    ...(!isTotal && after.missingOn.length === 0
      ? [{ kind: "no-longer-missing", name } as const]
      : []),
  ];
}
