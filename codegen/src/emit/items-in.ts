import { namesIn } from "../model/names-in.js";
import type { TsType } from "../model/type.js";

/** Ids of the items that a type names. */
export function itemsIn(type: TsType): readonly string[] {
  return namesIn(type).flatMap((name) => (name.kind === "item" ? [name.id] : []));
}
