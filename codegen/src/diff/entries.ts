/** Which entries of the package export an item: the index, its module, the files that load no addon. */
import type { Item, Surface } from "../model/surface.js";
import type { TypeName } from "../model/type.js";
import { typesOfItem } from "../model/types-of-item.js";
import { namesIn } from "../model/names-in.js";

const sharedFiles: Partial<Record<Item["kind"], string>> = {
  enum: "enums",
  brand: "brands",
  error: "errors",
};

/** Entries by the item's id: what follows the package's name in an import (``, `/fs`). */
export function entriesOf(surface: Surface): ReadonlyMap<string, ReadonlySet<string>> {
  const entries = new Map<string, Set<string>>(surface.items.map(({ id }) => [id, new Set()]));
  const add = (id: string, file: string | null): void => {
    entries.get(id)?.add(file === null ? "" : `/${file}`);
  };
  const uses = new Map<string, number>();
  for (const { name } of surface.items) uses.set(name, (uses.get(name) ?? 0) + 1);
  const errors = new Map(
    surface.items.filter(({ kind }) => kind === "error").map(({ id, name }) => [name, id]),
  );
  const shared = new Set(
    surface.items.filter(({ kind }) => sharedFiles[kind] !== undefined).map(({ id }) => id),
  );
  for (const item of surface.items) {
    const file = sharedFiles[item.kind];
    if (file !== undefined) add(item.id, file);
    if (file === undefined || item.module !== null) add(item.id, item.module);
    // Two modules may have an item of one name; the index then has neither.
    if (uses.get(item.name) === 1) add(item.id, null);
    const used = [
      ...typesOfItem(item).flatMap(namesIn).flatMap(idOf),
      ...thrownBy(item).flatMap((error) => errors.get(error) ?? []),
    ];
    for (const id of used) if (shared.has(id)) add(id, item.module);
  }
  return entries;
}

function idOf(name: TypeName): readonly string[] {
  return name.kind === "item" ? [name.id] : [];
}

/** Names of the errors that an item throws; only its docs tell, by a link to the codes in a `@throws`. */
function thrownBy(item: Item): readonly string[] {
  const docs = [
    item.docs,
    ...(item.kind === "class" ? item.members.map((member) => member.docs) : []),
  ];
  return docs
    .flatMap(({ tags }) => tags)
    .filter(({ name }) => name === "throws")
    .flatMap(({ text }) =>
      [...text.matchAll(/\{@link (\w+)Code\}/gu)].map(([, name = ""]) => name),
    );
}
