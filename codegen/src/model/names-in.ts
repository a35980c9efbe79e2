import type { TsType, TypeName } from "./type.js";

/** Every name in a type, those of its arguments and of opaque text included. */
export function namesIn(type: TsType): readonly TypeName[] {
  switch (type.kind) {
    case "keyword":
    case "literal":
      return [];
    case "array":
      return namesIn(type.element);
    case "tuple":
      return type.elements.flatMap((element) => namesIn(element.type));
    case "union":
    case "intersection":
      return type.members.flatMap(namesIn);
    case "function":
      return [...type.parameters.flatMap((one) => namesIn(one.type)), ...namesIn(type.returns)];
    case "object":
      return type.fields.flatMap((field) => namesIn(field.type));
    case "name":
      return [type.name, ...type.arguments.flatMap(namesIn)];
    case "opaque":
      return type.names;
  }
}
