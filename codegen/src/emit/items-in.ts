import type { TsType } from "../model/type.js";

/** Ids of the items that a type names. */
export function itemsIn(type: TsType): readonly string[] {
  switch (type.kind) {
    case "keyword":
    case "literal":
      return [];
    case "array":
      return itemsIn(type.element);
    case "tuple":
      return type.elements.flatMap((element) => itemsIn(element.type));
    case "union":
    case "intersection":
      return type.members.flatMap(itemsIn);
    case "function":
      return [...type.parameters.flatMap((one) => itemsIn(one.type)), ...itemsIn(type.returns)];
    case "object":
      return type.fields.flatMap((field) => itemsIn(field.type));
    case "name":
      return [
        ...(type.name.kind === "item" ? [type.name.id] : []),
        ...type.arguments.flatMap(itemsIn),
      ];
    case "opaque":
      return type.names.flatMap((name) => (name.kind === "item" ? [name.id] : []));
  }
}
