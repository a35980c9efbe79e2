/** `export … from`: names that a file hands on. */
import type { Item, Surface } from "../model/surface.js";
import { lines, specifiers } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { quote } from "../print/names.js";
import { compare } from "../print/scope.js";
import { exportedNames } from "./exported-names.js";
import type { FileStem, Homes } from "./homes.js";
import { nativeFree } from "./homes.js";
import { itemsIn } from "./items-in.js";
import { typesOfItem } from "../model/types-of-item.js";

export interface Reexport {
  readonly from: string;
  readonly name: string;
  readonly as: string;
  /** It exists at run time. */
  readonly value: boolean;
  /** Where a script takes it from, if that is another file. */
  readonly script?: { readonly from: string; readonly name: string };
}

/** The value that a file which needs no addon calls `name`, from where all of them lie. */
export function nativeFreeValue(
  homes: Homes,
  file: FileStem,
  name: string,
): NonNullable<Reexport["script"]> {
  return { from: "./native-free.js", name: homes.nativeFreeName(file, name) };
}

/** What a module hands on: the enums, brands and errors that are its own or that its items use, but for names that two of them have. */
export function moduleReexports(
  surface: Surface,
  homes: Homes,
  module: string | null,
): readonly Reexport[] {
  const own = surface.items.filter((item) => item.module === module);
  const declared = new Set(
    own.flatMap((item) => exportedNames(item, item.name).map(({ name }) => name)),
  );
  const errors = surface.items.filter((item) => item.kind === "error");
  const handed = new Map<string, Item>();
  for (const item of own) if (isShared(item, homes)) handed.set(item.id, item);
  for (const item of own) {
    const thrown = errors.filter((error) => throwsError(item, error)).map(({ id }) => id);
    for (const id of [...typesOfItem(item).flatMap(itemsIn), ...thrown]) {
      const used = homes.byId(id)?.item;
      if (used === undefined || !isShared(used, homes) || used.module === module) continue;
      if (!declared.has(used.name)) handed.set(id, used);
    }
  }
  const items = [...handed.values()];
  return items
    .filter((item) => items.filter(({ name }) => name === item.name).length === 1)
    .flatMap((item) => reexportsOf(item, homes, item.name));
}

/** Only the docs tell what an item throws: a link to the codes in a `@throws`. */
function throwsError(item: Item, error: Item): boolean {
  const docs = [
    item.docs,
    ...(item.kind === "class" ? item.members.map((member) => member.docs) : []),
  ];
  return docs.some(({ tags }) =>
    tags.some((tag) => tag.name === "throws" && tag.text.includes(`{@link ${error.name}Code}`)),
  );
}

/** What the index hands on: everything of the modules, but for names that two of them have. */
export function indexReexports(surface: Surface, homes: Homes): readonly Reexport[] {
  const uses = new Map<string, number>();
  for (const item of surface.items) uses.set(item.name, (uses.get(item.name) ?? 0) + 1);
  return surface.items
    .filter((item) => isShared(item, homes) || item.module !== null)
    .filter((item) => uses.get(item.name) === 1)
    .flatMap((item) => reexportsOf(item, homes, item.name));
}

function reexportsOf(item: Item, homes: Homes, as: string): readonly Reexport[] {
  const home = homes.of(item);
  const there = exportedNames(item, home.name);
  const here = exportedNames(item, as);
  return there.map(({ name, value }, index) => ({
    from: `./${home.file}.js`,
    name,
    as: here[index]?.name ?? name,
    value,
    ...(value && isShared(item, homes) ? { script: nativeFreeValue(homes, home.file, name) } : {}),
  }));
}

function isShared(item: Item, homes: Homes): boolean {
  return nativeFree.includes(homes.of(item).file);
}

/** One statement per file and kind, sorted. */
export function printReexports(
  reexports: readonly Reexport[],
  view: "types" | "values",
): readonly Doc[] {
  const groups = new Map<string, Pick<Reexport, "as" | "name">[]>();
  for (const reexport of reexports) {
    if (view === "values" && !reexport.value) continue;
    const { from, name } = view === "values" ? (reexport.script ?? reexport) : reexport;
    const key = `${from}\n${reexport.value ? "" : "type "}`;
    const known = groups.get(key);
    const printed = { name, as: reexport.as };
    if (known === undefined) groups.set(key, [printed]);
    else known.push(printed);
  }
  const statements = [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, list]): Doc => {
      const [from = "", type = ""] = key.split("\n");
      const names = list
        .toSorted((a, b) => compare(a.as, b.as))
        .map(({ name, as }) => (name === as ? name : `${name} as ${as}`));
      return [`export ${type}`, specifiers(names), ` from ${quote(from)};`];
    });
  return statements.length === 0 ? [] : [lines(statements)];
}
