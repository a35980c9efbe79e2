/** Members of a class as JavaScript sees them. */
import type { SourceClass, SourceMember, SourceParameter } from "../model/manifest.js";
import { isOn } from "./attributes.js";
import { isShown } from "./fields.js";

/** It is not kept out of the d.ts; TypeScript cannot spell `Symbol.for("x")` there. */
export function isMemberShown({ attributes }: Pick<SourceMember, "attributes">): boolean {
  return isShown(attributes) && !isOn(attributes, "no_export") && !isOn(attributes, "symbol_for");
}

/** All members that are shown, with the constructor that `#[napi(constructor)]` on the struct makes. */
export function classMembers(item: SourceClass): readonly SourceMember[] {
  const shown = item.members.filter(isMemberShown);
  const made = structConstructor(item);
  return made === null ? shown : [made, ...shown];
}

/** It takes every public field by position; napi leaves the skipped ones out of the d.ts, and takes them all the same. */
function structConstructor(item: SourceClass): SourceMember | null {
  if (!isOn(item.attributes, "constructor")) return null;
  if (item.members.some((member) => member.kind === "constructor")) return null;
  const parameters = item.members.flatMap(({ kind, type, rustName, jsName, attributes }) => {
    if (kind !== "field" || type === null) return [];
    const override = attributes["ts_type"];
    const parameter: SourceParameter = {
      rustName,
      jsName,
      type,
      override: typeof override === "string" ? override : null,
    };
    return [parameter];
  });
  return {
    kind: "constructor",
    id: item.id,
    rustName: item.rustName,
    jsName: "constructor",
    docs: { text: "", tags: [], deprecated: null, hidden: false },
    cfg: null,
    span: item.span,
    nameSpan: item.nameSpan,
    attributes: {},
    signature: {
      parameters,
      returns: { kind: "path", path: item.id, arguments: [], item: item.id },
      async: false,
      guarded: true,
    },
    type: null,
  };
}
