import type { ts } from "ts-morph";

import type { TsType, TypeName } from "../../model/type.js";
import { type Resolution, resolveName, withSignature } from "./scope.js";
import type { Reading } from "./types.js";

type OpaqueType = Extract<TsType, { kind: "opaque" }>;

/**
 * A piece of TypeScript kept as text, with the names in it that something outside must declare. Items stand in it by
 * their key (`ns.Client`) and imported names as `import("m").Name`, so that the text means the same anywhere; type
 * parameters are not among the names.
 */
export function readOpaque(reading: Reading, node: ts.Node): OpaqueType {
  const { types, values } = boundWithin(reading, node);
  const scope = withSignature(reading.scope, types, values);
  const names = new Map<string, TypeName>();
  const edits: { start: number; end: number; text: string }[] = [];
  const start = node.getStart(reading.source);
  for (const { reference, space } of references(reading, node)) {
    const written = reference.getText(reading.source).replaceAll(/\s+/gu, "");
    const resolution = resolveName(scope, written, space);
    if (resolution.kind === "name") names.set(keyOf(resolution.name), resolution.name);
    if (resolution.kind === "member") names.set(keyOf(resolution.of), resolution.of);
    const portable = portableText(resolution, written);
    if (portable !== null && portable !== written) {
      const from = reference.getStart(reading.source) - start;
      edits.push({ start: from, end: reference.end - start, text: portable });
    }
  }
  return {
    kind: "opaque",
    text: applied(node.getText(reading.source), edits),
    names: [...names.values()],
  };
}

/** How a name is written where neither the imports nor the namespaces of the file are in force. */
function portableText(resolution: Resolution, written: string): string | null {
  switch (resolution.kind) {
    case "import":
      return resolution.text;
    case "name":
      return resolution.name.kind === "item" ? resolution.name.id : null;
    case "member": {
      const member = written.slice(written.lastIndexOf("."));
      return resolution.of.kind === "item" ? resolution.of.id + member : null;
    }
    case "parameter":
      return null;
  }
}

function keyOf(name: TypeName): string {
  return name.kind === "item" ? `item ${name.id}` : `${name.kind} ${name.name}`;
}

/** From the last to the first, so that the offsets of the others hold. */
function applied(
  text: string,
  edits: readonly { start: number; end: number; text: string }[],
): string {
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce(
      (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
      text,
    );
}

interface Reference {
  readonly reference: ts.Node;
  readonly space: "type" | "value";
}

/** Every name that stands for a type or, after `typeof`, for a value. */
function references({ ts }: Reading, node: ts.Node): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isTypeReferenceNode(child)) found.push({ reference: child.typeName, space: "type" });
    if (ts.isTypeQueryNode(child) && !ts.isImportTypeNode(child.exprName)) {
      found.push({ reference: child.exprName, space: "value" });
    }
    if (ts.isExpressionWithTypeArguments(child)) {
      found.push({ reference: child.expression, space: "type" });
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** Names that the piece binds itself: of mapped types, `infer` and generic signatures; and of parameters, for `typeof`. */
function boundWithin(
  { ts }: Reading,
  node: ts.Node,
): { readonly types: readonly string[]; readonly values: readonly string[] } {
  const types: string[] = [];
  const values: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isTypeParameterDeclaration(child)) types.push(child.name.text);
    if ((ts.isParameter(child) || ts.isBindingElement(child)) && ts.isIdentifier(child.name)) {
      values.push(child.name.text);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return { types, values };
}
