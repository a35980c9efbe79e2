/** Names that nothing declares, accepted in the allow-list: printed as `unknown` with the reason. */
import type { Item, Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Allowance } from "../model/views.js";
import { array, intersection, named, union } from "../types/tree.js";

const codes: ReadonlySet<string> = new Set(["FT1010", "FT2002", "FT2004"]);

/** The entry that accepts unresolved names of an item, by Rust path or JavaScript name. */
export function acceptedNames(
  item: Pick<Item, "id" | "origin">,
  allow: readonly Allowance[],
): Allowance | null {
  const found = allow.find(
    ({ code, at }) => codes.has(code) && (at === item.id || at === item.origin.rustPath),
  );
  return found ?? null;
}

/** What stands in place of an accepted name. */
export function acceptedText(because: string): string {
  return `unknown /* ${because.replaceAll("*/", "* /")} */`;
}

/** The item with every unresolved name replaced, where an entry accepts it. */
export function acceptNames(item: Item, allow: readonly Allowance[]): Item {
  const entry = acceptedNames(item, allow);
  if (entry === null) return item;
  const map = (type: TsType): TsType => replace(type, acceptedText(entry.because));
  const signature = (one: Signature): Signature => ({
    ...one,
    parameters: one.parameters.map((parameter) => ({ ...parameter, type: map(parameter.type) })),
    returns: map(one.returns),
  });
  switch (item.kind) {
    case "function":
      return { ...item, overloads: item.overloads.map(signature) };
    case "class":
      return {
        ...item,
        construct:
          item.construct === null
            ? null
            : { ...item.construct, signature: signature(item.construct.signature) },
        members: item.members.map((member) => ({
          ...member,
          signature: member.signature === null ? null : signature(member.signature),
          type: member.type === null ? null : map(member.type),
        })),
      };
    case "interface":
      return { ...item, fields: item.fields.map((one) => ({ ...one, type: map(one.type) })) };
    case "alias":
    case "const":
      return { ...item, type: map(item.type) };
    default:
      return item;
  }
}

function replace(type: TsType, text: string): TsType {
  const map = (one: TsType): TsType => replace(one, text);
  switch (type.kind) {
    case "keyword":
    case "literal":
      return type;
    case "opaque":
      return type.names.some((name) => name.kind === "unresolved")
        ? { kind: "opaque", text, names: [] }
        : type;
    case "array":
      return array(map(type.element), type.readonly);
    case "tuple":
      return { ...type, elements: type.elements.map((one) => ({ ...one, type: map(one.type) })) };
    case "union":
      return union(...type.members.map(map));
    case "intersection":
      return intersection(...type.members.map(map));
    case "function": {
      const parameters = type.parameters.map((one) => ({ ...one, type: map(one.type) }));
      return { ...type, parameters, returns: map(type.returns) };
    }
    case "object":
      return { ...type, fields: type.fields.map((one) => ({ ...one, type: map(one.type) })) };
    case "name":
      return type.name.kind === "unresolved"
        ? { kind: "opaque", text, names: [] }
        : named(type.name, ...type.arguments.map(map));
  }
}
