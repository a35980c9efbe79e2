/** Classes: constructor or none, members, and what their fields are at run time. */
import type { SourceClass, SourceMember } from "../model/manifest.js";
import type { ClassItem, Item, Member, Signature } from "../model/surface.js";
import { isOff, isOn } from "../types/attributes.js";
import type { TypeContext } from "../types/context.js";
import { declaredMember } from "../types/declared-lookup.js";
import { classMembers } from "../types/class-members.js";
import { toClassField } from "../types/fields.js";
import { iterates } from "../types/iteration.js";
import { toSignature } from "../types/signature.js";
import type { ItemGroup } from "../types/groups.js";
import type { ItemBase } from "./link-item.js";
import { docsOf, originOf, type LinkContext } from "./link-context.js";
import { evaluateCfg } from "../types/presence.js";
import { mendSignature } from "./unproved.js";
import { unseenMembers } from "./unseen-members.js";

export function linkClass(
  group: ItemGroup,
  first: SourceClass,
  base: ItemBase,
  context: LinkContext,
): Item {
  let construct: ClassItem["construct"] = null;
  const members = new Map<string, Member>();
  for (const item of group.items) {
    if (item.kind !== "class") continue;
    const types: TypeContext = { ...context.types, self: first };
    for (const member of classMembers(item)) {
      if (isMemberOff(member, context)) continue;
      const docs = docsOf({ item, docs: member.docs, signature: member.signature }, context);
      const origin = originOf(member);
      if (member.kind === "constructor") {
        const signature = signatureOf(member, group, types, context);
        if (signature !== null) construct ??= { signature, docs, origin };
        continue;
      }
      const key = `${member.kind}:${member.jsName}`;
      if (members.has(key)) continue;
      const linked = linkMember(member, item, group, types, context);
      if (linked !== null) members.set(key, { ...linked, docs, origin });
    }
  }
  const unseen = unseenMembers(base, members, group.items.some(iterates), context);
  return { ...base, kind: "class", construct, members: [...members.values(), ...unseen] };
}

function isMemberOff(member: SourceMember, context: LinkContext): boolean {
  return evaluateCfg(member.cfg, context.views.source.crate.features, null) === false;
}

function linkMember(
  member: SourceMember,
  item: SourceClass,
  group: ItemGroup,
  types: TypeContext,
  context: LinkContext,
): Omit<Member, "docs" | "origin"> | null {
  const name = member.jsName;
  if (member.kind === "field") {
    if (member.type === null) return null;
    const readonly = isOn(member.attributes, "readonly") || isOff(member.attributes, "writable");
    const source = { type: member.type, attributes: member.attributes };
    const { type } = toClassField(source, item, readonly ? "out" : "both", types);
    return { kind: "field", name, signature: null, type, readonly };
  }
  const signature = signatureOf(member, group, types, context);
  if (signature === null) return null;
  switch (member.kind) {
    case "getter":
      return { kind: "getter", name, signature: null, type: signature.returns, readonly: false };
    case "factory":
    case "static":
      return { kind: "static", name, signature, type: null, readonly: false };
    case "setter":
      return { kind: "setter", name, signature, type: null, readonly: false };
    default:
      return { kind: "method", name, signature, type: null, readonly: false };
  }
}

function signatureOf(
  member: SourceMember,
  group: ItemGroup,
  types: TypeContext,
  context: LinkContext,
): Signature | null {
  const { signature, kind, attributes } = member;
  if (signature === null || kind === "field") return null;
  const callable = { signature, kind, attributes };
  const declared = context.declared.get(group.key)?.find((one) => one.kind === "class");
  const found = declared?.kind === "class" ? declaredMember(declared.members, member) : undefined;
  return mendSignature(toSignature(callable, types), callable, found?.signature ?? null, context);
}
