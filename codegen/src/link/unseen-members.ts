/** Members of a class that the source does not show: of iteration, of a macro, of the author's own interfaces. */
import type { DeclaredItem, DeclaredMember } from "../model/declared.js";
import type { Member } from "../model/surface.js";
import { isIterationMember } from "../types/iteration.js";
import { isMergedMember } from "../types/declared-lookup.js";
import { classMember } from "./declared-item.js";
import type { ItemBase } from "./link-item.js";
import type { LinkContext } from "./link-context.js";

type Shape = Extract<DeclaredItem, { kind: "class" | "interface" }>;

/** As the d.ts tells them, without those that are `known`. */
export function unseenMembers(
  { id, origin }: Pick<ItemBase, "id" | "origin">,
  known: ReadonlyMap<string, Member>,
  iterating: boolean,
  context: LinkContext,
): readonly Member[] {
  const keyOf = ({ kind, name }: Pick<Member, "kind" | "name">): string => `${kind}:${name}`;
  const keys = new Set([...known.values()].map(keyOf));
  const names = new Set([...known.values()].map(({ name }) => name));
  const found: Member[] = [];
  for (const shape of shapesOf(id, context)) {
    const unseen = shape.members.filter(
      (member) => isUnseen(member, shape, context) || (iterating && isIterationMember(member.name)),
    );
    const added = unseen.flatMap((member) =>
      classMember(member, origin, context.types).filter((linked) =>
        // What a macro wrote may be the other half of an accessor; what an interface says again is no member more.
        shape.kind === "interface" || isMergedMember(member, shape)
          ? !names.has(linked.name)
          : !keys.has(keyOf(linked)),
      ),
    );
    for (const member of added) {
      keys.add(keyOf(member));
      names.add(member.name);
    }
    found.push(...added);
  }
  return found;
}

/** The class or the interface of this name, then what it extends. */
function shapesOf(
  id: string,
  context: LinkContext,
  seen: ReadonlySet<string> = new Set(),
): readonly Shape[] {
  if (seen.has(id)) return [];
  const own = (context.declared.get(id) ?? []).filter(
    (one): one is Shape => one.kind === "class" || one.kind === "interface",
  );
  const path = new Set([...seen, id]);
  const parents = own
    .flatMap((shape) => shape.extends ?? [])
    .flatMap((type) =>
      type.kind === "name" && type.name.kind === "item" && type.arguments.length === 0
        ? [type.name.id]
        : [],
    );
  return [...own, ...parents.flatMap((parent) => shapesOf(parent, context, path))];
}

/** What napi wrote of the class itself is seen, unless macros may have given it more. */
function isUnseen(member: DeclaredMember, shape: Shape, { openClasses }: LinkContext): boolean {
  return shape.kind === "interface" || openClasses || isMergedMember(member, shape);
}
