/** Links small sources and looks items up in the surface. */
import { link } from "../src/link/link.js";
import type { SourceItem } from "../src/model/manifest.js";
import type { Item, Surface } from "../src/model/surface.js";
import type { GenerateOptions } from "../src/model/views.js";
import { manifest, options, views } from "./builders.js";

export function surfaceOf(
  items: readonly SourceItem[],
  rest: Partial<GenerateOptions> = {},
): Surface {
  return link(views(manifest(items)), { ...options, ...rest }).surface;
}

export function find<Kind extends Item["kind"]>(
  surface: Surface,
  id: string,
  kind: Kind,
): Extract<Item, { kind: Kind }> {
  const item = surface.items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`${id} is not in the surface`);
  if (!isKind(item, kind)) throw new Error(`${id} is of kind ${item.kind}`);
  return item;
}

function isKind<Kind extends Item["kind"]>(
  item: Item,
  kind: Kind,
): item is Extract<Item, { kind: Kind }> {
  return item.kind === kind;
}
