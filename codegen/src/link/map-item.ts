import type { Item, Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";

/** The item with every type in its declaration mapped. */
export function mapItemTypes(item: Item, map: (type: TsType) => TsType): Item {
  const signature = (one: Signature): Signature => ({
    ...one,
    parameters: one.parameters.map((parameter) => ({ ...parameter, type: map(parameter.type) })),
    returns: map(one.returns),
  });
  switch (item.kind) {
    case "function":
      return { ...item, overloads: item.overloads.map(signature) };
    case "class":
      return {
        ...item,
        construct:
          item.construct === null
            ? null
            : { ...item.construct, signature: signature(item.construct.signature) },
        members: item.members.map((member) => ({
          ...member,
          signature: member.signature === null ? null : signature(member.signature),
          type: member.type === null ? null : map(member.type),
        })),
      };
    case "interface":
      return { ...item, fields: item.fields.map((one) => ({ ...one, type: map(one.type) })) };
    case "alias":
    case "const":
      return { ...item, type: map(item.type) };
    case "brand":
      return { ...item, base: map(item.base) };
    case "enum":
    case "error":
      return item;
  }
}
