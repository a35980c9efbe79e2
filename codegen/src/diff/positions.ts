/** Which way each item of a surface crosses, found by following the signatures that callers see. */
import type { Item, Member, Signature, Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { flip } from "../types/callbacks.js";
import type { Direction } from "../types/context.js";

/** Direction of every item that is reached, by id. */
export function positionsOf(surface: Surface): ReadonlyMap<string, Direction> {
  const walk = new Walk(new Map(surface.items.map((item) => [item.id, item])));
  for (const item of surface.items) walk.root(item);
  return walk.found;
}

/** The visit holds what it has seen, so that recursive types end. */
class Walk {
  readonly found = new Map<string, Direction>();
  readonly #items: ReadonlyMap<string, Item>;

  constructor(items: ReadonlyMap<string, Item>) {
    this.#items = items;
  }

  root(item: Item): void {
    switch (item.kind) {
      case "function":
        return item.overloads.forEach((one) => this.#signature(one));
      case "const":
        return this.#type(item.type, "out");
      case "error":
        return this.#reach(item.id, "out");
      case "class":
        if (item.construct !== null) this.#signature(item.construct.signature);
        return item.members.forEach((member) => this.#member(member));
      default:
        return undefined;
    }
  }

  #member(member: Member): void {
    if (member.signature !== null) this.#signature(member.signature);
    if (member.type === null) return;
    this.#type(member.type, "out");
    if (member.kind === "field" && !member.readonly) this.#type(member.type, "in");
  }

  #signature(signature: Signature): void {
    for (const parameter of signature.parameters) this.#type(parameter.type, "in");
    this.#type(signature.returns, "out");
  }

  #type(type: TsType, direction: Direction): void {
    switch (type.kind) {
      case "keyword":
      case "literal":
        return undefined;
      case "array":
        return this.#type(type.element, direction);
      case "tuple":
        return type.elements.forEach((one) => this.#type(one.type, direction));
      case "union":
      case "intersection":
        return type.members.forEach((one) => this.#type(one, direction));
      case "function":
        type.parameters.forEach((one) => this.#type(one.type, flip(direction)));
        return this.#type(type.returns, direction);
      case "object":
        return type.fields.forEach((one) => this.#type(one.type, direction));
      case "name":
        if (type.name.kind === "item") this.#reach(type.name.id, direction);
        return type.arguments.forEach((one) => this.#type(one, direction));
      case "opaque":
        return type.names.forEach((name) => {
          if (name.kind === "item") this.#reach(name.id, "both");
        });
    }
  }

  #reach(id: string, direction: Direction): void {
    const known = this.found.get(id);
    if (known === direction || known === "both") return;
    this.found.set(id, known === undefined ? direction : "both");
    const item = this.#items.get(id);
    if (item?.kind === "interface") item.fields.forEach((one) => this.#type(one.type, direction));
    if (item?.kind === "alias") this.#type(item.type, direction);
  }
}
