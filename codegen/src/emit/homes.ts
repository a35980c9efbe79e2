/**
 * emit/: one file per kind of output, from the surface alone.
 *
 * Invariant: imports `model/` and `print/` only. Every function here is pure; same surface, same bytes.
 *
 * This file: which generated file declares an item, and under which name.
 */
import type { Item, Surface } from "../model/surface.js";
import { typesOfItem } from "../model/types-of-item.js";
import { exportedNames } from "./exported-names.js";
import { itemsIn } from "./items-in.js";

/** Name of a generated file without its extension. */
export type FileStem = string;

export interface Home {
  readonly file: FileStem;
  /** Name under which the file exports it; not the item's own where two modules have an item of that name. */
  readonly name: string;
}

export interface Homes {
  of(item: Item): Home;
  byId(id: string): { readonly item: Item; readonly home: Home } | null;
  /** Items of another module than its own name it. */
  isNamedElsewhere(item: Item): boolean;
  /** Under which name `native-free.js` exports the value that a file which needs no addon calls `name`. */
  nativeFreeName(file: FileStem, name: string): string;
}

const shared: Partial<Record<Item["kind"], FileStem>> = {
  enum: "enums",
  brand: "brands",
  error: "errors",
};

/** The file of the package index. */
export const indexFile: FileStem = "index";

/** Files that never load the addon. */
export const nativeFree: readonly FileStem[] = ["enums", "brands", "errors"];

/** What generated files call of the runtime to load the addon and to wrap what it exports. */
export const runtimeHelpers: readonly string[] = ["loadAddon", "wrap", "wrapClass"];

export function fileOfModule(module: string | null): FileStem {
  return module ?? indexFile;
}

/** Finds a home for every item. */
export function findHomes(surface: Surface): Homes {
  const uses = new Map<string, number>();
  for (const item of surface.items) {
    const key = homeKey(item);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  const homes = new Map<string, { item: Item; home: Home }>();
  for (const item of surface.items) {
    const file = shared[item.kind] ?? fileOfModule(item.module);
    const unique = uses.get(homeKey(item)) === 1;
    const name = unique ? item.name : pascalCase(item.module ?? "") + item.name;
    homes.set(item.id, { item, home: { file, name } });
  }
  const values = new Map(runtimeHelpers.map((name) => [name, 1]));
  for (const { item, home } of homes.values()) {
    if (!nativeFree.includes(home.file)) continue;
    for (const { name, value } of exportedNames(item, home.name)) {
      if (value) values.set(name, (values.get(name) ?? 0) + 1);
    }
  }
  let elsewhere: ReadonlySet<string> | null = null;
  return {
    isNamedElsewhere({ id }) {
      elsewhere ??= new Set(
        surface.items.flatMap((item) =>
          typesOfItem(item)
            .flatMap(itemsIn)
            .filter((named) => homes.get(named)?.item.module !== item.module),
        ),
      );
      return elsewhere.has(id);
    },
    nativeFreeName: (file, name) => (values.get(name) === 1 ? name : `${file}_${name}`),
    of(item) {
      const found = homes.get(item.id);
      if (found === undefined) throw new Error(`${item.id} is not an item of this surface`);
      return found.home;
    },
    byId(id) {
      return homes.get(id) ?? null;
    },
  };
}

function homeKey(item: Item): string {
  return `${shared[item.kind] ?? fileOfModule(item.module)}\n${item.name}`;
}

function pascalCase(text: string): string {
  return text.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}
