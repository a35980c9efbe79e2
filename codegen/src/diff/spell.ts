/** Declarations and types in TypeScript, on one line, as a reader knows them from the `.d.ts`. */
import type { Item, Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";

export function spellType(type: TsType): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return type.readonly
        ? `ReadonlyArray<${spellType(type.element)}>`
        : `${operand(type.element)}[]`;
    case "tuple":
      return `[${type.elements.map(spellElement).join(", ")}]`;
    case "union":
      return type.members.length === 0 ? "never" : type.members.map(operand).join(" | ");
    case "intersection":
      return type.members.length === 0 ? "unknown" : type.members.map(operand).join(" & ");
    case "function":
      return `${spellParameters(type.parameters)} => ${spellType(type.returns)}`;
    case "object":
      return type.fields.length === 0 ? "{}" : `{ ${type.fields.map(spellField).join("; ")} }`;
    case "name": {
      const name = type.name.kind === "item" ? lastPart(type.name.id) : type.name.name;
      const types = type.arguments.map(spellType).join(", ");
      return types === "" ? name : `${name}<${types}>`;
    }
    case "opaque":
      return type.text.replaceAll(/\s+/gu, " ").trim();
  }
}

interface ParameterLike {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest?: boolean;
}

/** `...name?: T` */
export function spellParameter({ name, type, optional, rest = false }: ParameterLike): string {
  return `${rest ? "..." : ""}${name}${optional && !rest ? "?" : ""}: ${spellType(type)}`;
}

export function spellParameters(parameters: readonly ParameterLike[]): string {
  return `(${parameters.map(spellParameter).join(", ")})`;
}

/** `<T>(a: A): R` */
export function spellSignature({ typeParameters, parameters, returns }: Signature): string {
  const angled = typeParameters === null ? "" : `<${typeParameters}>`;
  return `${angled}${spellParameters(parameters)}: ${spellType(returns)}`;
}

interface FieldLike {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly readonly: boolean;
}

/** `readonly name?: T` */
export function spellField({ name, type, optional, readonly }: FieldLike): string {
  return `${readonly ? "readonly " : ""}${spellKey(name)}${optional ? "?" : ""}: ${spellType(type)}`;
}

/** A whole item where it is one line, else its kind and name. */
export function spellItem(item: Item): string {
  switch (item.kind) {
    case "function":
      return item.overloads.map((one) => `${item.name}${spellSignature(one)}`).join("; ");
    case "const":
      return `const ${item.name}: ${spellType(item.type)}`;
    case "alias":
      return `type ${item.name} = ${spellType(item.type)}`;
    case "brand":
      return `type ${item.name} = ${spellType(item.base)} & Brand`;
    case "enum":
      return `enum ${item.name}`;
    case "error":
      return `error ${item.name}`;
    case "class":
    case "interface":
      return `${item.kind} ${item.name}`;
  }
}

function spellElement(one: { readonly name: string | null } & Omit<ParameterLike, "name">): string {
  const mark = one.optional ? "?" : "";
  if (one.name !== null) return `${one.name}${mark}: ${spellType(one.type)}`;
  return one.optional ? `${operand(one.type)}?` : spellType(one.type);
}

function spellKey(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

function operand(type: TsType): string {
  const loose =
    (type.kind === "union" && type.members.length > 1) ||
    type.kind === "intersection" ||
    type.kind === "function" ||
    (type.kind === "opaque" && !/^[\w.]+$/u.test(type.text.trim()));
  return loose ? `(${spellType(type)})` : spellType(type);
}
