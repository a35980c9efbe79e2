/**
 * diff/: what changed between two surfaces, and how grave it is for whoever imports the package.
 *
 * Invariant: pure; imports `model/`, `diagnostics/` and `types/` only. A comparer finds *what* changed (`Found`), with
 * the direction of its place already in the kind; `kinds.ts` alone says how grave a kind is and what it means.
 */
import type { Item, Surface } from "../model/surface.js";
import { classify, greatestLevel, sortChanges, type Change, type Found } from "./change.js";
import { tagOf } from "./compare-docs.js";
import { compareItem } from "./compare-item.js";
import { comparePackage } from "./compare-package.js";
import { entriesOf } from "./entries.js";
import type { Level } from "./change-kind.js";
import { pairItems, type Pairs } from "./pair-items.js";
import { spellItem } from "./spell.js";
import { versionOf, type Version, type Versions } from "./versions.js";

export interface SurfaceDiff {
  readonly package: string;
  readonly before: string;
  readonly after: string;
  /** The gravest; null where nothing changed. */
  readonly level: Level | null;
  /** The gravest first. */
  readonly changes: readonly Change[];
}

/** Compares two surfaces of one addon. */
export function diffSurfaces(before: Surface, after: Surface): SurfaceDiff {
  const pairs = pairItems(before, after);
  const versions: Versions = {
    before: versionOf(before),
    after: versionOf(after),
    renamed: new Map([...pairs.renamed].map(([id, item]) => [id, item.id])),
  };
  const changes = sortChanges([
    ...comparePackage(before, after).map((found) => classify(found, null, false)),
    ...changesOfPairs(pairs, versions),
    ...pairs.removed.map((item) => ofItem(item, removal(item, pairs.renamed.get(item.id)))),
    ...pairs.added.map((item) =>
      ofItem(item, { kind: "item-added", name: item.name, after: spellItem(item) }),
    ),
  ]);
  return {
    package: after.package.name,
    before: before.package.version,
    after: after.package.version,
    level: greatestLevel(changes),
    changes,
  };
}

function changesOfPairs({ same }: Pairs, versions: Versions): readonly Change[] {
  const { before, after } = versions;
  const oldEntries = entriesOf(before.surface);
  const nowEntries = entriesOf(after.surface);
  const sameAlgorithm = before.surface.contract.algorithm === after.surface.contract.algorithm;
  const hashOf = ({ surface }: Version, item: Item): string | undefined =>
    surface.contract.exports[item.binaryName];
  return same.flatMap(([old, now]) => {
    const found = [
      ...compareEntries(now.name, oldEntries.get(old.id), nowEntries.get(now.id), after),
      ...compareItem(old, now, versions),
    ];
    const [was, is] = [hashOf(before, old), hashOf(after, now)];
    if (
      found.length === 0 &&
      sameAlgorithm &&
      was !== undefined &&
      is !== undefined &&
      was !== is
    ) {
      found.push({ kind: "contract-changed", name: now.name, before: was, after: is });
    }
    return found.map((one) => classify(one, now.module, isInternal(old)));
  });
}

function compareEntries(
  name: string,
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
  { surface }: Version,
): readonly Found[] {
  const [old, now] = [[...(before ?? [])], [...(after ?? [])]];
  const lost = old.filter((entry) => !now.includes(entry));
  const gained = now.filter((entry) => !old.includes(entry));
  const list = (entries: readonly string[]): string =>
    entries
      .toSorted()
      .map((entry) => surface.package.name + entry)
      .join(", ");
  if (lost.length > 0) {
    const texts = { subject: list(lost), before: list(lost), after: list(now) };
    return [{ kind: "item-moved", name, ...texts }];
  }
  return gained.map((entry) => ({ kind: "entry-added", name, subject: list([entry]) }));
}

function removal(item: Item, renamed: Item | undefined): Found {
  const { name } = item;
  if (renamed === undefined) return { kind: "item-removed", name, before: spellItem(item) };
  const texts = { before: spellItem(item), after: spellItem(renamed) };
  const place = renamed.module === item.module ? "" : `${renamed.module ?? "the index"}: `;
  return { kind: "item-renamed", name, subject: place + renamed.name, ...texts };
}

function ofItem(item: Item, found: Found): Change {
  return classify(found, item.module, isInternal(item));
}

function isInternal(item: Item): boolean {
  return tagOf(item.docs, "internal") !== null;
}
