/** Items that only the d.ts knows: headers, and what a macro wrote. */
import type { DeclaredItem, DeclaredMember } from "../model/declared.js";
import type { Docs, Field, Item, Member, Origin } from "../model/surface.js";
import { itemKey, type TypeContext } from "../types/context.js";
import { keyword } from "../types/tree.js";
import { declaredSignature, fromDeclared, plainWrapping } from "./declared-type.js";

export function linkDeclared(
  item: DeclaredItem,
  module: string | null,
  context: TypeContext,
): Item {
  const key = itemKey(item);
  const origin: Origin = { rustPath: key, span: null, nameSpan: null };
  const base = {
    id: key,
    name: item.name,
    binaryName: key,
    module,
    docs: textDocs(item.docs),
    origin,
    missingOn: [],
  };
  switch (item.kind) {
    case "function":
      return {
        ...base,
        kind: "function",
        overloads: item.overloads.map((one) => declaredSignature(one, plainWrapping, context)),
      };
    case "alias": {
      const type = fromDeclared(item.type, "both", context);
      return { ...base, kind: "alias", typeParameters: item.typeParameters, type };
    }
    case "const":
      return { ...base, kind: "const", type: fromDeclared(item.type, "out", context) };
    case "enum":
      return {
        ...base,
        kind: "enum",
        members: item.members.map(({ name, value }) => ({ name, value, docs: noDocs, origin })),
      };
    case "interface": {
      const fields = item.members.map((member) => field(member, origin, context));
      return { ...base, kind: "interface", direction: "both", fields };
    }
    case "class": {
      const constructor = item.members.find((member) => member.kind === "constructor");
      const signature = constructor?.signature ?? null;
      return {
        ...base,
        kind: "class",
        construct:
          signature === null
            ? null
            : {
                signature: declaredSignature(signature, plainWrapping, context),
                docs: noDocs,
                origin,
              },
        members: item.members.flatMap((member) => classMember(member, origin, context)),
      };
    }
  }
}

const noDocs: Docs = { text: "", tags: [] };

function textDocs(text: string): Docs {
  return { text, tags: [] };
}

function field(member: DeclaredMember, origin: Origin, context: TypeContext): Field {
  const type =
    member.type !== null ? fromDeclared(member.type, "both", context) : methodType(member, context);
  return {
    name: member.name,
    type,
    optional: member.optional,
    readonly: member.readonly,
    docs: noDocs,
    origin,
  };
}

function methodType(member: DeclaredMember, context: TypeContext): Field["type"] {
  if (member.signature === null) return keyword("unknown");
  const { parameters, returns } = declaredSignature(member.signature, plainWrapping, context);
  return { kind: "function", parameters, returns };
}

export function classMember(
  member: DeclaredMember,
  origin: Origin,
  context: TypeContext,
): readonly Member[] {
  const base = { name: member.name, docs: noDocs, origin, readonly: member.readonly };
  switch (member.kind) {
    case "constructor":
      return [];
    case "field":
    case "getter": {
      const type = member.type ?? member.signature?.returns ?? keyword("unknown");
      return [
        { ...base, kind: member.kind, signature: null, type: fromDeclared(type, "out", context) },
      ];
    }
    default: {
      if (member.signature === null) return [];
      const signature = declaredSignature(member.signature, plainWrapping, context);
      return [{ ...base, kind: member.kind, signature, type: null }];
    }
  }
}
