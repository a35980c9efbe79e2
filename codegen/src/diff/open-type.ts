/** What names and spellings of types stand for. */
import type { TsType } from "../model/type.js";
import type { Version } from "./versions.js";

export type ObjectType = Extract<TsType, { kind: "object" }>;

/** One spelling for each type: `T[]`, flat unions, `boolean` as its two values. */
export function normalType(type: TsType): TsType {
  if (type.kind === "keyword" && type.name === "boolean") {
    return { kind: "union", members: [literal(true), literal(false)] };
  }
  if (type.kind === "name" && type.name.kind === "global" && type.arguments.length === 1) {
    const [element] = type.arguments;
    const { name } = type.name;
    if (element !== undefined && (name === "Array" || name === "ReadonlyArray")) {
      return { kind: "array", element, readonly: name === "ReadonlyArray" };
    }
  }
  if (type.kind === "intersection") {
    const [only, ...more] = type.members;
    return only !== undefined && more.length === 0 ? normalType(only) : type;
  }
  if (type.kind !== "union") return type;
  const members = type.members.flatMap((one) => {
    const flat = normalType(one);
    return flat.kind === "union" ? flat.members : [flat];
  });
  // One that takes everything makes the others redundant, and `any` even `unknown`.
  for (const top of ["any", "unknown"]) {
    const found = members.find((one) => one.kind === "keyword" && one.name === top);
    if (found !== undefined) return found;
  }
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: "union", members };
}

/**
 * What a name stands for in one version: fields of an interface, values of an enum, the type of an alias.
 * A brand is its base where it is given, and nothing but itself where it is `wanted`. The type itself where it stands
 * for nothing else.
 */
export function openType(
  type: TsType,
  version: Version,
  how: "given" | "wanted" = "given",
): TsType {
  if (type.kind === "intersection") return mergeObjects(type, version);
  if (type.kind !== "name") return type;
  if (type.name.kind === "runtime" && type.name.name === "Cancellable") return cancellable;
  if (type.name.kind !== "item") return type;
  const item = version.items.get(type.name.id);
  switch (item?.kind) {
    case "interface":
      return { kind: "object", fields: item.fields };
    case "alias":
      return item.typeParameters === null ? item.type : type;
    case "brand":
      return how === "given" ? item.base : type;
    case "enum":
      return { kind: "union", members: item.members.map(({ value }) => literal(value)) };
    default:
      return type;
  }
}

/** All literals that a type is spelled with, those of named types excepted. */
export function literalsIn(type: TsType): ReadonlySet<string | number | boolean> {
  const found = new Set<string | number | boolean>();
  collectLiterals(type, found);
  return found;
}

function collectLiterals(type: TsType, found: Set<string | number | boolean>): void {
  switch (type.kind) {
    case "literal":
      found.add(type.value);
      return;
    case "array":
      return collectLiterals(type.element, found);
    case "tuple":
      return type.elements.forEach((one) => collectLiterals(one.type, found));
    case "union":
    case "intersection":
      return type.members.forEach((one) => collectLiterals(one, found));
    case "object":
      return type.fields.forEach((one) => collectLiterals(one.type, found));
    case "name":
      return type.arguments.forEach((one) => collectLiterals(one, found));
    case "function":
    case "keyword":
    case "opaque":
      return undefined;
  }
}

function mergeObjects(type: Extract<TsType, { kind: "intersection" }>, version: Version): TsType {
  const parts = type.members.map((one) => openType(one, version));
  const objects = parts.filter((part) => part.kind === "object");
  if (objects.length < parts.length) return type;
  return { kind: "object", fields: objects.flatMap(({ fields }) => fields) };
}

const cancellable: TsType = {
  kind: "object",
  fields: [
    {
      name: "signal",
      type: { kind: "name", name: { kind: "global", name: "AbortSignal" }, arguments: [] },
      optional: true,
      readonly: false,
    },
  ],
};

function literal(value: string | number | boolean): TsType {
  return { kind: "literal", value };
}
