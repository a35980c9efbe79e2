/** Small constructors for type trees. */
import type { Keyword, TsType, TypeName, TypeParameterOfFunction } from "../model/type.js";

export function keyword(name: Keyword): TsType {
  return { kind: "keyword", name };
}

export function literal(value: string | number | boolean): TsType {
  return { kind: "literal", value };
}

export function named(name: TypeName, ...types: readonly TsType[]): TsType {
  return { kind: "name", name, arguments: types };
}

export function global(name: string, ...types: readonly TsType[]): TsType {
  return named({ kind: "global", name }, ...types);
}

export function unresolved(name: string, ...types: readonly TsType[]): TsType {
  return named({ kind: "unresolved", name }, ...types);
}

export function array(element: TsType, readonly: boolean): TsType {
  return { kind: "array", element, readonly };
}

export function callback(parameters: readonly TypeParameterOfFunction[], returns: TsType): TsType {
  return { kind: "function", parameters, returns };
}

/** A union without nested unions and repeated members; of one member, that member. */
export function union(...types: readonly TsType[]): TsType {
  const [first] = types;
  if (types.length === 1 && first !== undefined && first.kind !== "union") return first;
  const members = new Map<string, TsType>();
  for (const type of types) {
    if (type.kind !== "union") members.set(textOf(type), type);
    else for (const member of type.members) members.set(textOf(member), member);
  }
  const unique = [...members.values()];
  const [only] = unique;
  return unique.length === 1 && only !== undefined ? only : { kind: "union", members: unique };
}

/** The same for types that are the same. */
function textOf(type: TsType): string {
  if (type.kind === "keyword") return type.name;
  const isName = type.kind === "name" && type.arguments.length === 0;
  if (isName && type.name.kind === "item") return `item ${type.name.id}`;
  return JSON.stringify(type);
}

/** An intersection without nested ones; of one member, that member. */
export function intersection(...types: readonly TsType[]): TsType {
  const members = types.flatMap((type) => (type.kind === "intersection" ? type.members : [type]));
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: "intersection", members };
}

/** The type without `null`, `undefined` or both. */
export function without(type: TsType, ...keywords: readonly Keyword[]): TsType {
  if (type.kind !== "union") return type;
  return union(
    ...type.members.filter(
      (member) => !(member.kind === "keyword" && keywords.includes(member.name)),
    ),
  );
}

export function isKeyword(type: TsType, name: Keyword): boolean {
  return type.kind === "keyword" && type.name === name;
}
