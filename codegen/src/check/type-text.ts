/** Types in messages: one line, as a person would write them. */
import type { TsType } from "../model/type.js";

export function typeText(type: TsType): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `${operand(type.element)}[]`;
    case "tuple":
      return `[${type.elements.map((one) => `${typeText(one.type)}${one.optional ? "?" : ""}`).join(", ")}]`;
    case "union":
      return type.members.map(operand).join(" | ");
    case "intersection":
      return type.members.map(operand).join(" & ");
    case "function":
      return `(${type.parameters.map(parameterText).join(", ")}) => ${typeText(type.returns)}`;
    case "object":
      return `{ ${type.fields.map(parameterText).join("; ")} }`;
    case "name": {
      const name = type.name.kind === "item" ? type.name.id : type.name.name;
      const types = type.arguments.map(typeText).join(", ");
      return types === "" ? name : `${name}<${types}>`;
    }
    case "opaque":
      return type.text.replaceAll(/\s+/gu, " ");
  }
}

export function parameterText(one: {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest?: boolean;
}): string {
  return `${one.rest === true ? "..." : ""}${one.name}${one.optional ? "?" : ""}: ${typeText(one.type)}`;
}

function operand(type: TsType): string {
  const loose = type.kind === "union" || type.kind === "intersection" || type.kind === "function";
  return loose ? `(${typeText(type)})` : typeText(type);
}
