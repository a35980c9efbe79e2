/** Finds what the d.ts has for an item or member of the source. */
import type { DeclaredItem, DeclaredMember, DeclaredView } from "../model/declared.js";
import type { SourceMember } from "../model/manifest.js";
import { itemKey } from "./context.js";

/** Items by `name` or `namespace.name`; several of one name are overloads or merged declarations. */
export function declaredByKey(
  view: DeclaredView | null,
): ReadonlyMap<string, readonly DeclaredItem[]> {
  const found = new Map<string, DeclaredItem[]>();
  for (const item of view?.items ?? []) {
    const key = itemKey(item);
    const known = found.get(key);
    if (known === undefined) found.set(key, [item]);
    else known.push(item);
  }
  return found;
}

/** The member of the d.ts that a member of the source is. */
export function declaredMember(
  members: readonly DeclaredMember[],
  member: Pick<SourceMember, "kind" | "jsName">,
): DeclaredMember | undefined {
  const kind = member.kind === "factory" ? "static" : member.kind;
  return members.find(
    (one) => one.kind === kind && (kind === "constructor" || one.name === member.jsName),
  );
}

/**
 * Names to which an interface of the author's header gives members, by key: it merges with napi's class, or stands in its
 * place beside a variable.
 */
export function extendedByHeader(view: DeclaredView | null): ReadonlySet<string> {
  const found = [...declaredByKey(view)].filter(([, items]) => {
    const isVariable = items.some(({ kind }) => kind === "const");
    return items.some((item) => {
      if (item.kind === "interface") return isVariable;
      if (item.kind !== "class") return false;
      const isHeir = item.extends?.some(
        (type) => type.kind === "name" && type.name.kind === "item",
      );
      return isHeir === true || item.members.some((member) => isMergedMember(member, item));
    });
  });
  return new Set(found.map(([key]) => key));
}

/** From an interface of the header, which stands before what napi writes. */
export function isMergedMember(
  member: Pick<DeclaredMember, "span">,
  owner: Pick<DeclaredItem, "span">,
): boolean {
  return member.span.start.byteOffset < owner.span.start.byteOffset;
}
