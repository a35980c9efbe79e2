/** The columns of a row set, in the order of the struct's fields. */
import type { RustType, SourceObject } from "../model/manifest.js";
import type { RowLayout } from "../model/surface.js";
import type { TypeContext } from "./context.js";
import { itemOf, lastSegment, unwrapOption, unwrapResult } from "./rust-type.js";
import { authorName } from "./table.js";

/** Layout of the `Rows<T, S>` that a function returns, alone or in a job; null where it returns none. */
export function rowLayout(returns: RustType, context: TypeContext): RowLayout | null {
  const type = unwrapResult(returns);
  if (type.kind !== "path") return null;
  const [first] = type.arguments;
  const name = authorName(type.path);
  if (first === undefined) return null;
  if (name === "Job") return rowLayout(first, context);
  if (name !== "Rows") return null;
  const item = itemOf(first, context);
  return item?.kind === "object" ? columns(item, context, []) : null;
}

function columns(
  item: SourceObject,
  context: TypeContext,
  parents: readonly SourceObject[],
): RowLayout {
  return item.fields.map((field) => {
    const { type } = unwrapOption(field.type);
    const isList = type.kind === "path" && lastSegment(type.path) === "Vec";
    const element = isList ? type.arguments[0] : undefined;
    const inner = element === undefined ? null : itemOf(element, context);
    return inner?.kind === "object" && !parents.includes(inner)
      ? [field.jsName, columns(inner, context, [...parents, item])]
      : field.jsName;
  });
}
