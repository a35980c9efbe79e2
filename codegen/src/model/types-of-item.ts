/** All types that stand in the declaration of an item. */
import type { Item, Signature } from "./surface.js";
import type { TsType } from "./type.js";

export function typesOfItem(item: Item): readonly TsType[] {
  switch (item.kind) {
    case "function":
      return item.overloads.flatMap(typesOfSignature);
    case "class":
      return [
        ...(item.construct === null ? [] : typesOfSignature(item.construct.signature)),
        ...item.members.flatMap((member) => [
          ...(member.signature === null ? [] : typesOfSignature(member.signature)),
          ...(member.type === null ? [] : [member.type]),
        ]),
      ];
    case "interface":
      return item.fields.map((field) => field.type);
    case "alias":
    case "const":
      return [item.type];
    case "brand":
      return [item.base];
    case "enum":
    case "error":
      return [];
  }
}

function typesOfSignature(signature: Signature): readonly TsType[] {
  return [...signature.parameters.map((parameter) => parameter.type), signature.returns];
}
