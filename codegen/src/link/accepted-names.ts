/** Names that nothing declares, accepted in the allow-list: printed as `unknown` with the reason. */
import type { Item } from "../model/surface.js";
import type { TsType, TypeName } from "../model/type.js";
import type { Allowance } from "../model/views.js";
import { acceptedText, isAcceptedName } from "../types/accepted-names.js";
import { mapType } from "../types/map-type.js";
import { mapItemTypes } from "./map-item.js";

/** The entry that accepts unresolved names of an item, by Rust path or JavaScript name. */
function entryFor(item: Item, allow: readonly Allowance[]): Allowance | null {
  const found = allow.find(
    (entry) => isAcceptedName(entry) && (entry.at === item.id || entry.at === item.origin.rustPath),
  );
  return found ?? null;
}

/** The item with every unresolved name replaced, where an entry accepts it. */
export function acceptNames(item: Item, allow: readonly Allowance[]): Item {
  const entry = entryFor(item, allow);
  if (entry === null) return item;
  const text = acceptedText(entry.because);
  return mapItemTypes(item, (type) =>
    mapType(type, (one) => (isUnresolved(one) ? { kind: "opaque", text, names: [] } : null)),
  );
}

/** Items whose names point at nothing that the package exports: such names become unresolved. */
export function closeNames(items: readonly Item[]): readonly Item[] {
  const ids = new Set(items.filter((item) => item.kind !== "error").map((item) => item.id));
  const close = (name: TypeName): TypeName =>
    name.kind === "item" && !ids.has(name.id) ? { kind: "unresolved", name: name.id } : name;
  return items.map((item) => mapItemTypes(item, (type) => closeType(type, close)));
}

function closeType(type: TsType, close: (name: TypeName) => TypeName): TsType {
  return mapType(type, (one) => {
    if (one.kind === "opaque") return { ...one, names: one.names.map(close) };
    if (one.kind !== "name" || close(one.name) === one.name) return null;
    const types = one.arguments.map((argument) => closeType(argument, close));
    return { ...one, name: close(one.name), arguments: types };
  });
}

function isUnresolved(type: TsType): boolean {
  if (type.kind === "opaque") return type.names.some((name) => name.kind === "unresolved");
  return type.kind === "name" && type.name.kind === "unresolved";
}
