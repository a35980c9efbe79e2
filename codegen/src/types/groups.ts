/** Items of the source by their identity in JavaScript; `cfg` twins share one. */
import type { Manifest, SourceItem } from "../model/manifest.js";
import { isOn } from "./attributes.js";
import { itemKey } from "./context.js";
import { byFeatures, presenceOf, type Presence } from "./presence.js";

export interface ItemGroup {
  readonly key: string;
  /** The one that gives docs and position: the first that is not off. */
  readonly first: SourceItem;
  /** Those that are not off, `first` among them. */
  readonly items: readonly SourceItem[];
  readonly presence: Presence;
}

/** Items that the package exports, sorted by key. */
export function groupItems(manifest: Manifest, targets: readonly string[]): readonly ItemGroup[] {
  const byKey = new Map<string, SourceItem[]>();
  for (const item of manifest.items) {
    if (!isExported(item)) continue;
    const key = itemKey(item);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [item]);
    else known.push(item);
  }
  const groups: ItemGroup[] = [];
  for (const key of [...byKey.keys()].sort(compareText)) {
    const all = byKey.get(key) ?? [];
    const items = all.filter((item) => byFeatures(item, manifest.crate) !== false);
    const [first] = items;
    const presence = presenceOf(items, manifest.crate, targets);
    if (first !== undefined && presence.emitted) groups.push({ key, first, items, presence });
  }
  return groups;
}

/** False for what the author keeps out of the d.ts, and for the stamp. */
export function isExported(item: SourceItem): boolean {
  if (item.jsName === "__ferrotype" || item.rustName === "__ferrotype") return false;
  return !["skip_typescript", "no_export", "module_exports"].some((key) =>
    isOn(item.attributes, key),
  );
}

/** Orders by code units, the same everywhere. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
