/** Types that do not stand in one file as napi-rs writes them: passed on from other files, or cut by a bundler. */
import { readFileSync } from "node:fs";

import type { DeclaredItem, DeclaredView } from "../model/declared.js";
import { readDeclared } from "../read/declared.js";
import { moduleFile } from "./verify-types.js";

/** The view of a file with the items that it passes on from files beside it. `path` is absolute. */
export function withReexports(
  path: string,
  read: (path: string) => DeclaredView,
  seen: ReadonlySet<string> = new Set(),
): DeclaredView {
  const view = read(path);
  const deeper = new Set([...seen, path]);
  const own = new Set(view.items.map(topName));
  const items = [...view.items];
  const helpers = new Set(view.helpers);
  for (const { from, names } of view.reexports ?? []) {
    for (const file of moduleFile(path, from).filter((one) => !deeper.has(one))) {
      const inner = withReexports(file, read, deeper);
      const passed = inner.items.filter(({ exported }) => exported);
      items.push(
        ...passed.flatMap((item) => renamed(item, names)).filter((item) => !own.has(topName(item))),
      );
      // What its types name and it imports.
      for (const name of inner.helpers) helpers.add(name);
    }
  }
  return { ...view, items, helpers: [...helpers] };
}

/** By its name at the top of the module; null stands for all names. */
function renamed(
  item: DeclaredItem,
  names: readonly (readonly [string, string])[] | null,
): readonly DeclaredItem[] {
  if (names === null) return [item];
  const top = topName(item);
  return names
    .filter(([inner]) => inner === top)
    .map(([, outer]) =>
      item.namespace === null
        ? { ...item, name: outer }
        : { ...item, namespace: outer + item.namespace.slice(top.length) },
    );
}

function topName({ name, namespace }: DeclaredItem): string {
  return namespace?.split(".")[0] ?? name;
}

const lists = /^export \{[^}]*\bas\b[^}]*\};?$/gmu;

/**
 * A bundler's file exports its declarations under names of its own making; then they are read by the names that they are
 * written with, which are the binary's. Null for any other file.
 */
export function readBundle(
  path: string,
  shown: string,
  view: DeclaredView,
  names: ReadonlySet<string>,
): DeclaredView | null {
  const text = readFileSync(path, "utf8");
  const plain = text.replace(lists, (found) => found.replace(/[^\n]/gu, " "));
  if (plain === text) return null;
  const bundle = readDeclared({ path: shown, text: plain });
  const isOfBinary = (item: DeclaredItem): boolean =>
    names.has(topName(item)) && item.kind !== "interface" && item.kind !== "alias";
  const exported = bundle.items.filter(isOfBinary).length;
  if (exported <= view.items.filter((item) => item.exported && isOfBinary(item)).length)
    return null;
  const items = bundle.items.map((item) => ({ ...item, exported: isOfBinary(item) }));
  return { ...bundle, items, bundled: true };
}
