/** Members of objects that a d.ts declares as one constant: `export const Fonts: IFonts`. */
import type { DeclaredItem, DeclaredView } from "../model/declared.js";
import type { TsType } from "../model/type.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";

type Items = ReadonlyMap<string, readonly DeclaredItem[]>;

/**
 * Whether a key `object.member` is declared by the type of the constant `object`. A type that cannot be followed may
 * declare anything.
 */
export function memberOfConst(declared: DeclaredView | null): (key: string) => boolean {
  const items = declaredByKey(declared);
  const objects = new Map(
    (declared?.items ?? []).flatMap((item) =>
      item.kind === "const"
        ? [[itemKey(item), membersOf(item.type, items, new Set())] as const]
        : [],
    ),
  );
  return (key) => {
    const cut = key.lastIndexOf(".");
    const names = objects.get(key.slice(0, Math.max(cut, 0)));
    return names === null || names?.has(key.slice(cut + 1)) === true;
  };
}

/** Null where the type may have members that are not seen. */
function membersOf(
  type: TsType,
  items: Items,
  seen: ReadonlySet<string>,
): ReadonlySet<string> | null {
  if (type.kind === "intersection") {
    return union(type.members.map((member) => membersOf(member, items, seen)));
  }
  if (type.kind === "object") return new Set(type.fields.map(({ name }) => name));
  if (type.kind === "keyword") {
    return ["any", "object", "unknown"].includes(type.name) ? null : new Set();
  }
  if (type.kind !== "name" || type.name.kind !== "item" || seen.has(type.name.id)) return null;
  const { id } = type.name;
  const deeper = new Set([...seen, id]);
  const shapes = (items.get(id) ?? []).map((item) => {
    if (item.kind === "alias") return membersOf(item.type, items, deeper);
    if (item.kind !== "interface" && item.kind !== "class") return null;
    const own = new Set(item.members.map(({ name }) => name));
    const inherited = (item.extends ?? []).map((parent) => membersOf(parent, items, deeper));
    return union([own, ...inherited]);
  });
  return shapes.length === 0 ? null : union(shapes);
}

function union(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  return sets.includes(null) ? null : new Set(sets.flatMap((one) => [...(one ?? [])]));
}
