import type { Item, Origin, Surface } from "../model/surface.js";

/** Gives the origin that stands in the place of one; `role` keeps a getter and its setter apart. */
type Replace = (origin: Origin, role: string) => Origin;

/** The surface of a lock, which carries no positions, with those of a surface that was read from the same sources. */
export function graftPositions(locked: Surface, read: Surface): Surface {
  const known = new Map<string, Origin>();
  const keyOf = ({ rustPath }: Origin, role: string): string => `${role} ${rustPath}`;
  const note: Replace = (origin, role) => {
    const key = keyOf(origin, role);
    if (origin.span !== null && !known.has(key)) known.set(key, origin);
    return origin;
  };
  for (const item of read.items) withOrigins(item, note);
  const graft: Replace = (origin, role) =>
    known.get(keyOf(origin, role)) ?? { rustPath: origin.rustPath, span: null, nameSpan: null };
  return { ...locked, items: locked.items.map((item) => withOrigins(item, graft)) };
}

interface Placed {
  readonly origin: Origin;
  readonly kind?: string;
}

/** The item with every origin in it replaced. */
function withOrigins(item: Item, replace: Replace): Item {
  const all = <T extends Placed>(list: readonly T[]): readonly T[] =>
    list.map((each) => ({ ...each, origin: replace(each.origin, each.kind ?? "part") }));
  const origin = replace(item.origin, "item");
  switch (item.kind) {
    case "class": {
      const { construct } = item;
      return {
        ...item,
        origin,
        members: all(item.members),
        construct:
          construct === null
            ? null
            : { ...construct, origin: replace(construct.origin, "construct") },
      };
    }
    case "interface":
      return { ...item, origin, fields: all(item.fields) };
    case "enum":
      return { ...item, origin, members: all(item.members) };
    case "error":
      return { ...item, origin, codes: all(item.codes) };
    case "function":
    case "alias":
    case "brand":
    case "const":
      return { ...item, origin };
  }
}
