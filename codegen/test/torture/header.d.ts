/* A header of the author's own. */
import type { ReadStream as Source, Stats } from "node:fs";

/** What is called for each node. */
export interface Visitor {
  enter?: (node: Visited) => void;
  readonly leave: ((node: Visited, source: Source) => boolean) | null;
}
export type Visited = { readonly kind: "visited"; children: Visited[] } | Hidden;
type Hidden = { readonly kind: "hidden" };
export type Tree<T extends Visited = Visited> = readonly [T, ...Tree<T>[]];
