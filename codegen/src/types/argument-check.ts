/** What `checked` compares an argument with, on the error path. */
import type { RustType, SourceAlias, SourceField, SourceItem } from "../model/manifest.js";
import type { Check } from "../model/surface.js";
import { itemKey, type TypeContext } from "./context.js";
import { itemOf, lastSegment, unwrapOption } from "./rust-type.js";
import {
  authorName,
  authorType,
  brandChecks,
  knownType,
  maps,
  sets,
  sliceTypes,
  wrappers,
} from "./table.js";

/** The check of a parameter's type; an outer `Option` is the parameter's own `optional`. */
export function checkOf(type: RustType, context: TypeContext): Check {
  return check(unwrapOption(type).type, context, []);
}

/** Name of the primitive check of a brand's base (`u32` for a `u32`, `string` for a `String`). */
export function brandCheck(item: SourceAlias, context: TypeContext): string {
  const { type } = unwrapOption(item.type);
  const inner = itemOf(type, context);
  if (inner?.kind === "alias") return brandCheck(inner, context);
  if (type.kind === "path") {
    const range = brandChecks.get(lastSegment(type.path));
    if (range !== undefined && inner === null) return range;
  }
  const found = check(type, context, []);
  return found.kind === "primitive" ? found.name : "any";
}

function primitive(name: string): Check {
  return { kind: "primitive", name };
}

function check(type: RustType, context: TypeContext, parents: readonly SourceItem[]): Check {
  switch (type.kind) {
    case "reference":
      return check(type.type, context, parents);
    case "slice":
      return type.element.kind === "path" && sliceTypes.get(type.element.path) === "Uint8Array"
        ? primitive("bytes")
        : primitive("object");
    case "array":
      return { kind: "array", element: check(type.element, context, parents) };
    case "tuple":
      return primitive(type.elements.length === 0 ? "any" : "object");
    case "function":
      return primitive("function");
    case "other":
      return primitive("any");
    case "path":
      break;
  }
  const item = itemOf(type, context);
  if (item !== null) return itemCheck(item, context, parents);
  const author = authorName(type.path);
  const [first, second] = type.arguments;
  if (author === "Entries") return record(first, context, parents);
  if (author === "PlainObject" && first !== undefined) return check(first, context, parents);
  if (author !== null) return primitive(authorType(author)?.check ?? "any");

  const name = lastSegment(type.path);
  if (name === "Vec" && first !== undefined) {
    return { kind: "array", element: check(first, context, parents) };
  }
  if (/^Either\d*$/u.test(name)) {
    const members = type.arguments.map((member) => check(member, context, parents));
    return { kind: "union", members };
  }
  if (wrappers.has(name) && first !== undefined) return check(first, context, parents);
  if (maps.has(name)) return record(second, context, parents);
  if (sets.has(name)) return primitive("object");
  if (name === "Function" || name === "FunctionRef" || name === "ThreadsafeFunction") {
    return primitive("function");
  }
  return primitive(knownType(name)?.check ?? "any");
}

function record(
  value: RustType | undefined,
  context: TypeContext,
  parents: readonly SourceItem[],
): Check {
  if (value === undefined) return primitive("object");
  const { type, optional } = unwrapOption(value);
  return { kind: "record", optional, value: check(type, context, parents) };
}

function itemCheck(item: SourceItem, context: TypeContext, parents: readonly SourceItem[]): Check {
  if (parents.includes(item)) return primitive("any");
  const inside = [...parents, item];
  switch (item.kind) {
    case "class":
      return { kind: "instance", class: itemKey(item) };
    case "enum":
      return { kind: "enum", values: item.variants.map((variant) => variant.value) };
    case "object":
      return {
        kind: "object",
        fields: item.fields
          .filter((field) => field.attributes["skip"] === undefined)
          .map((field) => fieldCheck(field, context, inside)),
      };
    case "alias":
      return check(item.type, context, inside);
    case "union":
    case "tuple":
      return primitive("object");
    default:
      return primitive("any");
  }
}

function fieldCheck(
  field: SourceField,
  context: TypeContext,
  parents: readonly SourceItem[],
): { readonly name: string; readonly optional: boolean; readonly check: Check } {
  const { type, optional } = unwrapOption(field.type);
  return { name: field.jsName, optional, check: check(type, context, parents) };
}
