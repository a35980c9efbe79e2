/** Whether a type that the source proves is the one that the d.ts declares, whatever its spelling. */
import type { TsType, TypeName } from "../model/type.js";
import { authorName } from "../types/table.js";

/** What names of the d.ts stand for. */
export interface Spellings {
  /** Names in Rust → ids, for names that napi printed before it knew the JavaScript one. */
  readonly rustNames: ReadonlyMap<string, string>;
  /** Aliases without parameters that the d.ts declares, by id: an author's header spells types with them. */
  readonly aliases: ReadonlyMap<string, TsType>;
}

export function sameType(source: TsType, declared: TsType, spellings: Spellings): boolean {
  return (
    sameSpelling(source, declared, spellings) || sameAsAlias(source, normal(declared), spellings)
  );
}

/** The alias is left out below itself: it may be recursive. */
function sameAsAlias(source: TsType, declared: TsType, spellings: Spellings): boolean {
  if (declared.kind === "union") {
    const members = declared.members.map((one) => spelledOut(one, spellings) ?? one);
    const isChanged = members.some((one, index) => one !== declared.members[index]);
    return isChanged && sameType(source, { ...declared, members }, withoutAliases(spellings));
  }
  const type = spelledOut(declared, spellings);
  if (type === null || declared.kind !== "name") return false;
  const aliases = new Map(spellings.aliases);
  aliases.delete(nameText(declared.name));
  return sameType(source, type, { ...spellings, aliases });
}

function spelledOut(type: TsType, { aliases }: Spellings): TsType | null {
  if (type.kind !== "name" || type.name.kind !== "item" || type.arguments.length > 0) return null;
  return aliases.get(type.name.id) ?? null;
}

function withoutAliases({ rustNames }: Spellings): Spellings {
  return { rustNames, aliases: new Map() };
}

function sameSpelling(source: TsType, declared: TsType, spellings: Spellings): boolean {
  const same = (a: TsType, b: TsType): boolean => sameType(a, b, spellings);
  const left = normal(source);
  const right = normal(declared);
  // napi's `any` is what it prints for types that it does not look into.
  if (left.kind === "keyword" && left.name === "any") return true;
  if (left.kind === "opaque" || right.kind === "opaque") return sameOpaque(left, right);
  if (isUnproved(left) && !isDangling(right)) return true;
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case "keyword":
      return right.kind === "keyword" && left.name === right.name;
    case "literal":
      return right.kind === "literal" && left.value === right.value;
    case "array":
      return right.kind === "array" && same(left.element, right.element);
    case "tuple":
      return (
        right.kind === "tuple" &&
        everyPair(
          left.elements,
          right.elements,
          (a, b) => a.optional === b.optional && same(a.type, b.type),
        )
      );
    case "union":
      return right.kind === "union" && sameMembers(left.members, right.members, same);
    case "intersection":
      return right.kind === "intersection" && sameMembers(left.members, right.members, same);
    case "function":
      return (
        right.kind === "function" &&
        same(left.returns, right.returns) &&
        everyPair(
          left.parameters,
          right.parameters,
          (a, b) => a.optional === b.optional && a.rest === b.rest && same(a.type, b.type),
        )
      );
    case "object":
      return (
        right.kind === "object" &&
        left.fields.length === right.fields.length &&
        left.fields.every((field) => {
          const other = right.fields.find((one) => one.name === field.name);
          return (
            other !== undefined && other.optional === field.optional && same(field.type, other.type)
          );
        })
      );
    case "name":
      return (
        right.kind === "name" &&
        sameName(left.name, right.name, spellings) &&
        everyPair(left.arguments, right.arguments, same)
      );
  }
}

/** `Array<T>` is `T[]`; unions are flat, without repetition, `true | false` being `boolean`. */
function normal(type: TsType): TsType {
  if (type.kind === "name" && type.name.kind === "global" && type.arguments.length === 1) {
    const [element] = type.arguments;
    const { name } = type.name;
    if (element !== undefined && (name === "Array" || name === "ReadonlyArray")) {
      return { kind: "array", element, readonly: false };
    }
  }
  if (type.kind !== "union") return type;
  const members = type.members.flatMap((one) => {
    const flat = normal(one);
    return flat.kind === "union" ? flat.members : [flat];
  });
  const literals = members.filter((one) => one.kind === "literal").map(({ value }) => value);
  const isBoolean = literals.includes(true) && literals.includes(false);
  const kept = members.filter(
    (one) => !(isBoolean && one.kind === "literal" && typeof one.value === "boolean"),
  );
  if (isBoolean) kept.push({ kind: "keyword", name: "boolean" });
  const [only] = kept;
  return kept.length === 1 && only !== undefined ? only : { kind: "union", members: kept };
}

function sameOpaque(source: TsType, declared: TsType): boolean {
  if (source.kind !== "opaque" || declared.kind !== "opaque") return true;
  const clean = (text: string): string => text.replaceAll(/[\s;,()]+/gu, "").replaceAll("'", '"');
  return clean(source.text) === clean(declared.text);
}

/** Of a Rust type that is neither napi's nor an item nor ours, only its own conversion knows what it is. */
function isUnproved(type: TsType): boolean {
  return isDangling(type) && !isKnownToLinker(type.name.name);
}

function isDangling(
  type: TsType,
): type is TsType & { readonly name: { readonly kind: "unresolved"; readonly name: string } } {
  return type.kind === "name" && type.name.kind === "unresolved";
}

function isKnownToLinker(name: string): boolean {
  return name === "ExternalObject" || authorName(`ferrotype::${name}`) !== null;
}

function sameName(source: TypeName, declared: TypeName, { rustNames }: Spellings): boolean {
  const left = nameText(source);
  const right = nameText(declared);
  if (left === right) return true;
  if (declared.kind === "unresolved" && rustNames.get(right) === left) return true;
  // A type of another crate: napi prints its last segment, which a header or that crate's section declares.
  return source.kind === "unresolved" && left === right.split(".").at(-1);
}

function nameText(name: TypeName): string {
  return name.kind === "item" ? name.id : name.name.replace(/^globalThis\./u, "");
}

function everyPair<T>(
  a: readonly T[],
  b: readonly T[],
  same: (left: T, right: T) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((left, index) => {
      const right = b[index];
      return right !== undefined && same(left, right);
    })
  );
}

function sameMembers(
  a: readonly TsType[],
  b: readonly TsType[],
  same: (left: TsType, right: TsType) => boolean,
): boolean {
  return (
    a.every((left) => b.some((right) => same(left, right))) &&
    b.every((right) => a.some((left) => same(left, right)))
  );
}
