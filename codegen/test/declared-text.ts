/** A declared view as short lines, so that a golden file can be read. */
import type {
  DeclaredItem,
  DeclaredMember,
  DeclaredParameter,
  DeclaredSignature,
  DeclaredView,
} from "../src/model/declared.js";
import type { TsType, TypeName } from "../src/model/type.js";

export function viewText({ items, helpers }: DeclaredView): string {
  const lines = items.flatMap((item) => [
    ...(item.docs === "" ? [] : item.docs.split("\n").map((line) => `/// ${line}`.trimEnd())),
    `${item.span.start.line}:${item.span.start.column} ${item.exported ? "" : "(not exported) "}${itemText(item)}`,
  ]);
  return `${lines.join("\n")}\nhelpers: ${helpers.join(", ")}\n`;
}

function itemText(item: DeclaredItem): string {
  const name = item.namespace === null ? item.name : `${item.namespace}.${item.name}`;
  switch (item.kind) {
    case "function":
      return [`function ${name}`, ...item.overloads.map(signatureText)].join("\n    ");
    case "class":
    case "interface": {
      const parameters = item.typeParameters === undefined ? "" : `<${item.typeParameters}>`;
      const heritage =
        item.extends === undefined ? "" : ` extends ${item.extends.map(typeText).join(", ")}`;
      return [`${item.kind} ${name}${parameters}${heritage}`, ...item.members.map(memberText)].join(
        "\n    ",
      );
    }
    case "alias":
      return `alias ${name}${item.typeParameters === null ? "" : `<${item.typeParameters}>`} = ${typeText(item.type)}`;
    case "enum":
      return `${item.const ? "const " : ""}enum ${name} ${item.members.map((each) => `${each.name}=${JSON.stringify(each.value)}`).join(" ")}`;
    case "const":
      return `const ${name}: ${typeText(item.type)}`;
  }
}

function memberText(member: DeclaredMember): string {
  const { kind, name, signature, type, optional, readonly } = member;
  const marks = `${readonly ? "readonly " : ""}${kind} ${name}${optional ? "?" : ""}`;
  const parts = [signature && signatureText(signature), type && `type ${typeText(type)}`];
  return `${marks} ${parts.filter((part) => part !== null).join("; ")}`;
}

function signatureText(signature: DeclaredSignature): string {
  const { typeParameters, thisType, parameters, returns } = signature;
  const generics = typeParameters === null ? "" : `<${typeParameters}>`;
  const receiver = thisType === null ? [] : [`this: ${typeText(thisType)}`];
  const list = [...receiver, ...parameters.map(parameterText)].join(", ");
  return `${generics}(${list})${returns === null ? "" : ` => ${typeText(returns)}`}`;
}

function parameterText({ name, type, optional, rest }: DeclaredParameter): string {
  return `${rest ? "..." : ""}${name}${optional ? "?" : ""}: ${typeText(type)}`;
}

/** Prefix form: `union(string null)`; names with what they stand for: `item:Thing`. */
export function typeText(type: TsType): string {
  switch (type.kind) {
    case "keyword":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `${type.readonly ? "readonly-" : ""}array(${typeText(type.element)})`;
    case "tuple":
      return `tuple(${type.elements.map((each) => `${each.name ?? "_"}${each.optional ? "?" : ""}: ${typeText(each.type)}`).join(", ")})`;
    case "union":
    case "intersection":
      return `${type.kind}(${type.members.map(typeText).join(" ")})`;
    case "function":
      return `function(${type.parameters.map(parameterText).join(", ")} => ${typeText(type.returns)})`;
    case "object":
      return `object(${type.fields.map((each) => `${each.readonly ? "readonly " : ""}${each.name}${each.optional ? "?" : ""}: ${typeText(each.type)}`).join(", ")})`;
    case "name":
      return `${nameText(type.name)}${type.arguments.length === 0 ? "" : `<${type.arguments.map(typeText).join(", ")}>`}`;
    case "opaque":
      return `opaque{${type.text}}[${type.names.map(nameText).join(" ")}]`;
  }
}

function nameText(name: TypeName): string {
  return `${name.kind}:${name.kind === "item" ? name.id : name.name}`;
}
