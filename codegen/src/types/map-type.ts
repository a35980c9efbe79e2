import type { TsType } from "../model/type.js";
import { array, intersection, named, union } from "./tree.js";

/** Rebuilds a type; where `replace` gives a type, that one stands instead, its inside untouched. */
export function mapType(type: TsType, replace: (type: TsType) => TsType | null): TsType {
  const replaced = replace(type);
  if (replaced !== null) return replaced;
  const map = (one: TsType): TsType => mapType(one, replace);
  switch (type.kind) {
    case "keyword":
    case "literal":
    case "opaque":
      return type;
    case "array":
      return array(map(type.element), type.readonly);
    case "tuple":
      return { ...type, elements: type.elements.map((one) => ({ ...one, type: map(one.type) })) };
    case "union":
      return union(...type.members.map(map));
    case "intersection":
      return intersection(...type.members.map(map));
    case "function": {
      const parameters = type.parameters.map((one) => ({ ...one, type: map(one.type) }));
      return { ...type, parameters, returns: map(type.returns) };
    }
    case "object":
      return { ...type, fields: type.fields.map((one) => ({ ...one, type: map(one.type) })) };
    case "name":
      return named(type.name, ...type.arguments.map(map));
  }
}
