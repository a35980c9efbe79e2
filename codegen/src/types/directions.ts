/** Which way each type crosses: found by following the signatures from every function and class. */
import type { RustType, SourceItem, SourceMember, SourceSignature } from "../model/manifest.js";
import { itemKey, type Direction, type TypeContext } from "./context.js";
import { flip } from "./callbacks.js";
import { itemOf, lastSegment } from "./rust-type.js";

/** Direction of every item that is reached, by `itemKey`; what is not reached may go both ways. */
export function itemDirections(
  items: readonly SourceItem[],
  context: TypeContext,
): ReadonlyMap<string, Direction> {
  const walk = new Walk(context);
  for (const item of items) walk.root(item);
  return walk.found;
}

const callbackTypes: ReadonlySet<string> = new Set([
  "Function",
  "FunctionRef",
  "ThreadsafeFunction",
]);

/** The visit holds what it has seen, so that recursive types end. */
class Walk {
  readonly found = new Map<string, Direction>();
  readonly #context: TypeContext;

  constructor(context: TypeContext) {
    this.#context = context;
  }

  root(item: SourceItem): void {
    if (item.kind === "function") this.#signature(item.signature);
    if (item.kind === "const") this.#type(item.type, "out", this.#context);
    if (item.kind !== "class") return;
    const context = { ...this.#context, self: item };
    for (const member of item.members) this.#member(member, context);
  }

  #member(member: SourceMember, context: TypeContext): void {
    if (member.signature !== null) this.#signature(member.signature, context);
    if (member.type === null) return;
    this.#type(member.type, "out", context);
    if (member.attributes["readonly"] === undefined) this.#type(member.type, "in", context);
  }

  #signature(signature: SourceSignature, context: TypeContext = this.#context): void {
    for (const parameter of signature.parameters) this.#type(parameter.type, "in", context);
    this.#type(signature.returns, "out", context);
  }

  #type(type: RustType, direction: Direction, context: TypeContext): void {
    switch (type.kind) {
      case "reference":
        return this.#type(type.type, direction, context);
      case "slice":
      case "array":
        return this.#type(type.element, direction, context);
      case "tuple":
        return type.elements.forEach((one) => this.#type(one, direction, context));
      case "function":
        type.parameters.forEach((one) => this.#type(one, flip(direction), context));
        return this.#type(type.returns, direction, context);
      case "other":
        return undefined;
      case "path": {
        const item = itemOf(type, context);
        if (item !== null) this.#item(item, direction, context);
        const isCallback = callbackTypes.has(lastSegment(type.path));
        return type.arguments.forEach((one, index) =>
          this.#type(one, isCallback && index !== 1 ? flip(direction) : direction, context),
        );
      }
    }
  }

  #item(item: SourceItem, direction: Direction, context: TypeContext): void {
    const key = itemKey(item);
    const known = this.found.get(key);
    if (known === direction || known === "both") return;
    this.found.set(key, known === undefined ? direction : "both");
    switch (item.kind) {
      case "object":
      case "tuple":
        return item.fields.forEach((field) => this.#type(field.type, direction, context));
      case "union":
        return item.variants.forEach((variant) =>
          variant.fields.forEach((field) => this.#type(field.type, direction, context)),
        );
      case "alias":
        return this.#type(item.type, direction, context);
      default:
        return undefined;
    }
  }
}
