import type { Item, Origin, Surface } from "../model/surface.js";

type Positions = Pick<Origin, "span" | "nameSpan">;

const nowhere: Positions = { span: null, nameSpan: null };

/** The surface of a lock, which carries no positions, with those of a surface that was read from the same sources. */
export function graftPositions(locked: Surface, read: Surface): Surface {
  const known = new Map<string, Positions>();
  const note = <T extends Origin>(origin: T): T => {
    const { rustPath, span, nameSpan } = origin;
    if (span !== null && !known.has(rustPath)) known.set(rustPath, { span, nameSpan });
    return origin;
  };
  for (const item of read.items) withOrigins(item, note);
  const graft = ({ rustPath }: Origin): Origin => ({
    rustPath,
    ...(known.get(rustPath) ?? nowhere),
  });
  return { ...locked, items: locked.items.map((item) => withOrigins(item, graft)) };
}

interface Placed {
  readonly origin: Origin;
}

/** The item with every origin in it replaced. */
function withOrigins(item: Item, replace: (origin: Origin) => Origin): Item {
  const all = <T extends Placed>(list: readonly T[]): readonly T[] =>
    list.map((each) => ({ ...each, origin: replace(each.origin) }));
  const origin = replace(item.origin);
  switch (item.kind) {
    case "class": {
      const { construct } = item;
      return {
        ...item,
        origin,
        members: all(item.members),
        construct: construct === null ? null : { ...construct, origin: replace(construct.origin) },
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
