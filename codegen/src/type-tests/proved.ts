/** What the source proves, and what it cannot. */
import type { TsType } from "../model/type.js";
import type { SignatureShape } from "../types/signature.js";
import { namesIn } from "../model/names-in.js";

/** No name in it is unknown to the source. */
export function isProved(...types: readonly TsType[]): boolean {
  return types.every((type) => namesIn(type).every((name) => name.kind !== "unresolved"));
}

export function isProvedSignature({ parameters, returns }: SignatureShape): boolean {
  return isProved(returns, ...parameters.map((parameter) => parameter.type));
}

/** The type as seen from outside of its class: `this` is the class. */
export function withoutThis(type: TsType, self: TsType): TsType {
  const map = (one: TsType): TsType => withoutThis(one, self);
  switch (type.kind) {
    case "keyword":
      return type.name === "this" ? self : type;
    case "literal":
    case "opaque":
      return type;
    case "array":
      return { ...type, element: map(type.element) };
    case "tuple":
      return { ...type, elements: type.elements.map((one) => ({ ...one, type: map(one.type) })) };
    case "union":
    case "intersection":
      return { ...type, members: type.members.map(map) };
    case "function":
      return {
        ...type,
        parameters: type.parameters.map((one) => ({ ...one, type: map(one.type) })),
        returns: map(type.returns),
      };
    case "object":
      return { ...type, fields: type.fields.map((one) => ({ ...one, type: map(one.type) })) };
    case "name":
      return { ...type, arguments: type.arguments.map(map) };
  }
}
