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
