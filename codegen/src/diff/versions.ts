/** The two surfaces that are compared, and how their items are looked up. */
import type { Item, Surface } from "../model/surface.js";
import type { Direction } from "../types/context.js";
import { positionsOf } from "./positions.js";

export interface Version {
  readonly surface: Surface;
  readonly items: ReadonlyMap<string, Item>;
  readonly positions: ReadonlyMap<string, Direction>;
}

export interface Versions {
  readonly before: Version;
  readonly after: Version;
  /** Ids of items that go by another id now, with that id. */
  readonly renamed: ReadonlyMap<string, string>;
}

export function versionOf(surface: Surface): Version {
  return {
    surface,
    items: new Map(surface.items.map((item) => [item.id, item])),
    positions: positionsOf(surface),
  };
}
