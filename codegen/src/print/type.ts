/** Types: the documents that prettier's own printer makes of them. */
import type { TsType, TypeName } from "../model/type.js";
import { group, ifBreak, indent, join, line, softline } from "./document.js";
import type { Doc } from "./document.js";
import { keys, numberText, quote } from "./names.js";
import { printOpaque } from "./opaque.js";
import { printArrow } from "./signature.js";

/** Writes the name that stands for a symbol. */
export type PrintName = (name: TypeName) => Doc;

/** Where a type stands; unions are laid out differently by place. */
export type Place =
  /** After a colon, and wherever nothing else is said. */
  | "annotation"
  /** Between `<` and `>`. */
  | "argument"
  /** In a tuple of more than one element. */
  | "tuple"
  /** Right of `type X =`. */
  | "alias"
  /** The only parameter of a function, whose parentheses hug it. */
  | "hugged"
  /** Member of a union or an intersection, element of an array: loose types need parentheses. */
  | "operand";

export function printType(type: TsType, name: PrintName, place: Place = "annotation"): Doc {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return printLiteral(type.value);
    case "array":
      return printArray(type, name);
    case "tuple":
      return printTuple(type.elements, name);
    case "union":
      return printUnion(flatten(type), name, place);
    case "intersection":
      return printIntersection(type.members, name, place);
    case "function":
      return parenthesized(printArrow(type, name), place);
    case "object":
      return printObject(type.fields, name, place);
    case "name":
      return [name(type.name), printArguments(type.arguments, name)];
    case "opaque":
      return printOpaque(type, name, place === "operand");
  }
}

export function printLiteral(value: string | number | boolean): string {
  if (typeof value === "string") return quote(value);
  return typeof value === "number" ? numberText(value) : String(value);
}

/** An object type in braces; prettier does not group it where parentheses hug it. */
export function isObjectType(type: TsType): boolean {
  return type.kind === "object";
}

/** A union that prettier breaks before its members. */
export function isBreakingUnion(type: TsType): boolean {
  return type.kind === "union" && !hugsMembers(flatten(type));
}

/** `<A, B>`. */
export function printArguments(types: readonly TsType[], name: PrintName): Doc {
  const [only] = types;
  if (only === undefined) return "";
  if (types.length === 1 && isHuggable(only)) return ["<", printType(only, name, "argument"), ">"];
  const printed = types.map((type) => printType(type, name, "argument"));
  return group(["<", indent([softline, join([",", line], printed)]), softline, ">"]);
}

function printArray(type: Extract<TsType, { kind: "array" }>, name: PrintName): Doc {
  if (type.readonly) {
    const list = { kind: "global", name: "ReadonlyArray" } as const;
    return [name(list), printArguments([type.element], name)];
  }
  return [printType(type.element, name, "operand"), "[]"];
}

function printTuple(
  elements: Extract<TsType, { kind: "tuple" }>["elements"],
  name: PrintName,
): Doc {
  if (elements.length === 0) return "[]";
  const place = elements.length > 1 ? "tuple" : "argument";
  // Either all elements have labels or none.
  const labelled = elements.every((element) => element.name !== null);
  const printed = elements.map((element) => {
    const mark = element.optional ? "?" : "";
    if (labelled) return group([element.name ?? "", mark, ": ", printType(element.type, name)]);
    return group([printType(element.type, name, element.optional ? "operand" : place), mark]);
  });
  return group(["[", indent([softline, join([",", line], printed), ifBreak(",")]), softline, "]"]);
}

function printUnion(members: readonly TsType[], name: PrintName, place: Place): Doc {
  const [only] = members;
  if (only === undefined) return "never";
  if (members.length === 1) return printType(only, name, place);
  const printed = members.map((member) => printType(member, name, "operand"));
  if (hugsMembers(members)) {
    const joined = join(" | ", printed);
    return place === "operand" ? ["(", joined, ")"] : joined;
  }
  const code = group(
    printed.map((member, index) => [index === 0 ? ifBreak("| ") : [line, "| "], align(member)]),
  );
  switch (place) {
    case "operand":
      return ["(", group([indent([softline, code]), softline]), ")"];
    case "tuple":
      return group([indent([ifBreak(["(", softline]), code]), softline, ifBreak(")")]);
    case "alias":
    case "argument":
      return code;
    case "annotation":
    case "hugged":
      return group(indent([softline, code]));
  }
}

/** A union, after a colon, of members that are printed already. */
export function printUnionOf(members: readonly Doc[]): Doc {
  const code = members.map((member, index) => [
    index === 0 ? ifBreak("| ") : [line, "| "],
    align(member),
  ]);
  return group(indent([softline, group(code)]));
}

function printIntersection(members: readonly TsType[], name: PrintName, place: Place): Doc {
  const [only] = members;
  if (only === undefined) return "unknown";
  if (members.length === 1) return printType(only, name, place);
  let mixed = false;
  const printed = members.map((member, index): Doc => {
    const doc = printType(member, name, "operand");
    const previous = members[index - 1];
    if (previous === undefined) return doc;
    const object = isObjectType(member);
    const afterObject = isObjectType(previous);
    if (object && afterObject) return [" & ", mixed ? indent(doc) : doc];
    if (!object && !afterObject) return indent([" &", line, doc]);
    if (index > 1) mixed = true;
    return [" & ", index > 1 ? indent(doc) : doc];
  });
  return parenthesized(group(printed), place);
}

function printObject(
  fields: Extract<TsType, { kind: "object" }>["fields"],
  name: PrintName,
  place: Place,
): Doc {
  if (fields.length === 0) return "{}";
  const key = keys(fields.map((field) => field.name));
  const printed = fields.map((field) =>
    group([
      field.readonly ? "readonly " : "",
      key(field.name),
      field.optional ? "?: " : ": ",
      printType(field.type, name),
    ]),
  );
  const contents = ["{", indent([line, join([";", line], printed), ifBreak(";")]), line, "}"];
  return place === "hugged" ? contents : group(contents);
}

function parenthesized(doc: Doc, place: Place): Doc {
  return place === "operand" ? ["(", doc, ")"] : doc;
}

function align(doc: Doc): Doc {
  return { type: "align", n: 2, contents: doc };
}

function flatten(type: TsType): readonly TsType[] {
  return type.kind === "union" ? type.members.flatMap((member) => flatten(member)) : [type];
}

/** Keywords, names without arguments, objects and hugging unions stay with their brackets. */
function isHuggable(type: TsType): boolean {
  switch (type.kind) {
    case "keyword":
      return type.name !== "this";
    case "name":
      return type.arguments.length === 0;
    case "object":
      return true;
    case "union":
      return hugsMembers(flatten(type));
    default:
      return false;
  }
}

/** One object or name, and else only `null` and `void`: prettier keeps such a union on its line. */
function hugsMembers(members: readonly TsType[]): boolean {
  const main = members.find(
    (type) =>
      type.kind === "object" || type.kind === "name" || (type.kind === "array" && type.readonly),
  );
  if (main === undefined) return false;
  return members.every(
    (type) =>
      type === main || (type.kind === "keyword" && (type.name === "null" || type.name === "void")),
  );
}
