/** What all declarations of a `.d.ts` have in common. */
import type { Docs, Item, Origin } from "../model/surface.js";
import { printDocs } from "../print/comment.js";
import type { Doc } from "../print/document.js";
import type { FileContext } from "./file-context.js";

/** The doc comment of an item, with the Rust item that it comes from. */
export function itemDocs(item: Item): Doc {
  return printDocs(item.docs, [generatedTag(item.origin)]);
}

export function generatedTag(origin: Origin): Docs["tags"][number] {
  return { name: "generated", text: `from ${origin.rustPath}` };
}

/** `export declare <keyword><name><rest>`, with the marks of a declaration. */
export function declare(item: Item, context: FileContext, keyword: string, rest: Doc): Doc {
  const { name } = context.homes.of(item);
  return declareNamed(item.origin, name, context, `declare ${keyword}`, rest);
}

/** The same for a declaration whose name is not the item's own, or that is no `declare`. */
export function declareNamed(
  origin: Origin,
  name: string,
  context: FileContext,
  keyword: string,
  rest: Doc,
): Doc {
  const local = context.scope.declaredAs(name);
  const before = local === name ? "export " : "";
  return context.marker.declaration(origin, [before, keyword], local, rest);
}
