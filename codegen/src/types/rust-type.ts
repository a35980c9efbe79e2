/**
 * Rust type → TypeScript type, in two styles: as napi-derive 3.7 prints it (to compare with the d.ts), and as the
 * surface declares it (what is true at run time, our own types and brands included).
 */
import type { RustType, SourceAlias, SourceItem } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import { functionType, threadsafeFunction } from "./callbacks.js";
import { itemKey, type Place, type TypeContext } from "./context.js";
import * as table from "./table.js";
import { array, global, intersection, keyword, named, union, unresolved } from "./tree.js";

type PathType = Extract<RustType, { kind: "path" }>;

/** The TypeScript type of a Rust type at a place. Names that nothing declares stay in it as `unresolved`. */
export function toTypeScript(type: RustType, place: Place, context: TypeContext): TsType {
  switch (type.kind) {
    case "reference":
      if (
        place.at === "return" &&
        context.self !== null &&
        itemOf(type.type, context) === context.self
      ) {
        return keyword("this");
      }
      return toTypeScript(type.type, place, context);
    case "slice":
      return sliceType(type.element);
    case "array": {
      const element = toTypeScript(type.element, nested(place), context);
      return array(element, readonlyIn(place, context));
    }
    case "tuple":
      if (type.elements.length === 0) {
        return keyword(place.at === "return" ? "void" : "undefined");
      }
      return {
        kind: "tuple",
        elements: type.elements.map((element) => ({
          name: null,
          type: toTypeScript(element, nested(place), context),
          optional: false,
        })),
      };
    case "function":
      return functionType(type.parameters, type.returns, place.direction, context);
    case "other":
      return context.style === "napi" ? keyword("any") : unresolved(type.text);
    case "path":
      return pathType(type, place, context);
  }
}

/** The last segment of a path (`std::string::String` → `String`). */
export function lastSegment(path: string): string {
  const at = path.lastIndexOf("::");
  return at === -1 ? path : path.slice(at + 2);
}

/** The item that a type names, `Self` included. */
export function itemOf(type: RustType, context: TypeContext): SourceItem | null {
  if (type.kind !== "path") return null;
  if (type.item !== null) return context.items.get(type.item) ?? null;
  return type.path === "Self" ? context.self : null;
}

/** The type under references and `Option`, and whether an `Option` was there. */
export function unwrapOption(type: RustType): {
  readonly type: RustType;
  readonly optional: boolean;
} {
  if (type.kind === "reference") return unwrapOption(type.type);
  const [inner] = type.kind === "path" ? type.arguments : [];
  if (type.kind === "path" && lastSegment(type.path) === "Option" && inner !== undefined) {
    return { type: inner, optional: true };
  }
  return { type, optional: false };
}

/** The type in a whole return's `Result<T, E>`. */
export function unwrapResult(type: RustType): RustType {
  if (type.kind === "path" && type.item === null && lastSegment(type.path) === "Result") {
    return type.arguments[0] ?? { kind: "tuple", elements: [] };
  }
  return type;
}

/** The type beneath a brand. */
export function brandBase(item: SourceAlias, context: TypeContext): TsType {
  return toTypeScript(item.type, { at: "value", direction: "both" }, context);
}

export function nested(place: Place): Place {
  return { at: "value", direction: place.direction };
}

/** Lists that callers pass are copied: a frozen one will do. */
function readonlyIn(place: Place, context: TypeContext): boolean {
  return context.style === "surface" && place.direction === "in";
}

function sliceType(element: RustType): TsType {
  const name = element.kind === "path" ? table.sliceTypes.get(element.path) : undefined;
  return name === undefined ? array(keyword("any"), false) : global(name);
}

function pathType(type: PathType, place: Place, context: TypeContext): TsType {
  const item = itemOf(type, context);
  if (item !== null) return itemType(item, type, place, context);
  const author = table.authorName(type.path);
  if (author !== null && author !== "Result") return authorPath(author, type, place, context);

  const name = lastSegment(type.path);
  const value = (one: RustType | undefined): TsType =>
    one === undefined ? keyword("unknown") : toTypeScript(one, nested(place), context);
  const [first, second] = type.arguments;

  if (name === "Result" && first !== undefined) {
    if (place.at === "return") return toTypeScript(first, place, context);
    return union(global("Error"), value(first));
  }
  if (name === "Option" && first !== undefined) return optionType(first, place, context);
  if (name === "Vec") return array(value(first), readonlyIn(place, context));
  if (table.wrappers.has(name) && first !== undefined) return toTypeScript(first, place, context);
  if (table.promises.has(name) && first !== undefined) return global("Promise", value(first));
  if (name === "AsyncTask") {
    const known = second !== undefined && context.style !== "napi";
    if (!known) return global("Promise", taskResult(first, context));
    return global("Promise", isUnit(second) ? keyword("void") : value(second));
  }
  if (table.maps.has(name)) return global("Record", value(first), value(second));
  if (table.sets.has(name)) return global("Set", value(first));
  if (/^Either\d*$/u.test(name)) return eitherType(type.arguments, place, context);
  if (name === "Function" || name === "FunctionRef") {
    return functionType(first, second, place.direction, context);
  }
  if (name === "ThreadsafeFunction") {
    return threadsafeFunction(type.arguments, place.direction, context);
  }
  if (name === "ReadableStream") return global("ReadableStream", value(first));
  if (name === "External" || name === "ExternalRef") {
    return context.style === "napi"
      ? unresolved("ExternalObject", value(first))
      : keyword("object");
  }
  if (name === "This") return first === undefined ? keyword("this") : value(first);
  if (name === "Self") return keyword("this");
  const row = table.knownType(name);
  if (row !== undefined) return row.type;
  return unresolved(name, ...type.arguments.map(value));
}

/** `Task::JsValue` stands in an `impl` that the source view does not hold; napi prints it. */
function taskResult(task: RustType | undefined, { style }: TypeContext): TsType {
  const name = task?.kind === "path" ? lastSegment(task.path) : "Task";
  return style === "napi" ? unresolved(name) : keyword("unknown");
}

function optionType(inner: RustType, place: Place, context: TypeContext): TsType {
  const type = toTypeScript(inner, nested(place), context);
  if (context.style === "napi") {
    if (place.at === "field") return type;
    if (place.at === "return") return union(type, keyword("null"));
    return union(type, keyword("undefined"), keyword("null"));
  }
  if (place.direction === "in") return union(type, keyword("null"), keyword("undefined"));
  return union(type, keyword("null"));
}

/** napi prints `any` where only some of the members are equal; the union is what holds. */
function eitherType(members: readonly RustType[], place: Place, context: TypeContext): TsType {
  const types = members.map((member) => toTypeScript(member, nested(place), context));
  if (context.style === "napi") {
    const distinct = new Set(types.map((type) => JSON.stringify(type))).size;
    if (distinct !== 1 && distinct !== types.length) return keyword("any");
  }
  return union(...types);
}

function itemType(item: SourceItem, type: PathType, place: Place, context: TypeContext): TsType {
  if (item.kind === "error") {
    return context.style === "napi" ? unresolved(item.rustName) : unresolved(item.jsName);
  }
  const loose = item.kind === "alias" && item.brand === "loose";
  if (context.style === "surface" && loose && place.direction !== "out") {
    return brandBase(item, context);
  }
  return named(
    { kind: "item", id: itemKey(item) },
    ...type.arguments.map((one) => toTypeScript(one, nested(place), context)),
  );
}

/** Types of the author crate: napi prints them as names that nothing declares. */
function authorPath(name: string, type: PathType, place: Place, context: TypeContext): TsType {
  if (context.style === "napi") {
    const types = type.arguments.map((one) => toTypeScript(one, nested(place), context));
    return unresolved(name, ...types);
  }
  const [first, second] = type.arguments;
  const unit: RustType = { kind: "tuple", elements: [] };
  switch (name) {
    case "Job": {
      const result = toTypeScript(first ?? unit, { at: "return", direction: "out" }, context);
      return global("Promise", result);
    }
    case "Rows": {
      const row = toTypeScript(first ?? unit, { at: "value", direction: "out" }, context);
      const set = named({ kind: "runtime", name: "RowSet" }, row);
      if (second === undefined || isUnit(second)) return set;
      return intersection(set, toTypeScript(second, { at: "value", direction: "out" }, context));
    }
    case "Stream":
      return global(
        "AsyncIterableIterator",
        toTypeScript(first ?? unit, { at: "value", direction: "out" }, context),
      );
    case "Entries": {
      const value =
        first === undefined ? keyword("unknown") : toTypeScript(first, nested(place), context);
      return global("Record", keyword("string"), value);
    }
    case "PlainObject":
      return first === undefined ? keyword("object") : toTypeScript(first, place, context);
    default:
      return table.authorType(name)?.type ?? unresolved(name);
  }
}

export function isUnit(type: RustType): boolean {
  return type.kind === "tuple" && type.elements.length === 0;
}
