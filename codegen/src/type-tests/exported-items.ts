/**
 * type-tests/: what the package must declare, told from the Rust sources alone.
 *
 * Invariant: imports `model/`, `types/` and `print/`, so that a fault of the linker or of an emitter cannot be in
 * the tests as well.
 *
 * This file: the items of the package, and where each can be imported from.
 */
import type { Manifest, SourceItem } from "../model/manifest.js";
import type { GenerateOptions } from "../model/views.js";
import { isOn } from "../types/attributes.js";
import { itemKey } from "../types/context.js";
import { modulesOf } from "../types/modules.js";
import { byFeatures, presenceOf } from "../types/presence.js";

export interface ExportedItem {
  readonly key: string;
  /** The one that stands for those under other predicates too. */
  readonly source: SourceItem;
  /** All items of the name; more than one where they are under different predicates. */
  readonly twins: readonly SourceItem[];
  /** Null is the package index. */
  readonly module: string | null;
  /** Some target lacks it. */
  readonly missing: boolean;
  /** What to import it from: `enums`, a module, or null for the index. */
  readonly entry: string | null;
  /** Name there. */
  readonly name: string;
}

export interface ExportedItems {
  readonly items: readonly ExportedItem[];
  /** Null, the index, first. */
  readonly modules: readonly (string | null)[];
}

const sharedEntries: Partial<Record<SourceItem["kind"], string>> = {
  enum: "enums",
  error: "errors",
};

export function exportedItems(manifest: Manifest, { targets }: GenerateOptions): ExportedItems {
  const byKey = new Map<string, SourceItem[]>();
  for (const item of manifest.items) {
    if (isHidden(item) || byFeatures(item, manifest.crate) === false) continue;
    const key = itemKey(item);
    const twins = byKey.get(key);
    if (twins === undefined) byKey.set(key, [item]);
    else twins.push(item);
  }
  const present = [...byKey].flatMap(([key, twins]) => {
    const { emitted, missingOn } = presenceOf(twins, manifest.crate, targets);
    const [source] = twins;
    return source === undefined || !emitted ? [] : [{ key, source, twins, missingOn }];
  });
  const modules = modulesOf(present.map(({ source }) => source));
  const uses = new Map<string, number>();
  const placed = present.map(({ key, source, twins, missingOn }) => {
    const module = modules.length === 0 || source.kind === "error" ? null : source.module;
    const entry = entryOf(source, module);
    const use = `${entry}\n${source.jsName}`;
    uses.set(use, (uses.get(use) ?? 0) + 1);
    return { key, source, twins, module, missing: missingOn.length > 0, entry, use };
  });
  const items = placed.map(({ use, ...item }): ExportedItem => {
    const unique = uses.get(use) === 1;
    return {
      ...item,
      name: unique ? item.source.jsName : prefixed(item.module, item.source.jsName),
    };
  });
  return { items: items.sort((a, b) => (a.key < b.key ? -1 : 1)), modules: [null, ...modules] };
}

function entryOf(source: SourceItem, module: string | null): string | null {
  if (source.kind === "alias" && source.brand !== null) return "brands";
  return sharedEntries[source.kind] ?? module;
}

function isHidden(item: SourceItem): boolean {
  if (item.rustName === "__ferrotype" || item.jsName === "__ferrotype") return true;
  return ["skip_typescript", "no_export", "module_exports"].some((key) =>
    isOn(item.attributes, key),
  );
}

/** Two modules have a shared item of this name: both carry the module in front. */
function prefixed(module: string | null, name: string): string {
  const words = (module ?? "").split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("") + name;
}
