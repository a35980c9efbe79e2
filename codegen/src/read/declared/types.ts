import type { ts } from "ts-morph";

import type { Keyword, TsType, TypeParameterOfFunction } from "../../model/type.js";
import type { Compiler } from "./compiler.js";
import { type Depth, enter } from "./depth.js";
import { readOpaque } from "./opaque.js";
import { resolveName, type Scope } from "./scope.js";

/** Where types are read: the compiler, and what names stand for. */
export interface Reading {
  readonly ts: Compiler;
  readonly source: ts.SourceFile;
  readonly scope: Scope;
  /** A name as the file spells it, where the parser was given another. */
  readonly spell: (name: ts.Node & { readonly text: string }) => string;
  readonly depth: Depth;
}

/**
 * A type node as a tree. `T[]` and `Array<T>` are one form, so are `readonly T[]` and `ReadonlyArray<T>`; parentheses
 * are dropped, nested unions are flat. What has no node of its own in the model is opaque.
 */
export function readType(reading: Reading, node: ts.TypeNode): TsType {
  enter(reading.depth, node.pos);
  const type = readNode(reading, node);
  reading.depth.value -= 1;
  return type;
}

function readNode(reading: Reading, node: ts.TypeNode): TsType {
  const { ts } = reading;
  const keyword = keywordOf(ts, node);
  if (keyword !== null) return { kind: "keyword", name: keyword };
  if (ts.isParenthesizedTypeNode(node)) return readType(reading, node.type);
  if (ts.isUnionTypeNode(node)) {
    return { kind: "union", members: flat("union", reading, node.types) };
  }
  if (ts.isIntersectionTypeNode(node)) {
    return { kind: "intersection", members: flat("intersection", reading, node.types) };
  }
  if (ts.isArrayTypeNode(node)) return array(readType(reading, node.elementType), false);
  if (ts.isTypeReferenceNode(node)) return readReference(reading, node, node.typeName);
  if (ts.isExpressionWithTypeArguments(node)) return readReference(reading, node, node.expression);
  const own =
    (ts.isLiteralTypeNode(node) && readLiteral(ts, node.literal)) ||
    (ts.isTypeOperatorNode(node) && readOperator(reading, node)) ||
    (ts.isTupleTypeNode(node) && readTuple(reading, node)) ||
    (ts.isFunctionTypeNode(node) && readFunction(reading, node)) ||
    (ts.isTypeLiteralNode(node) && readObject(reading, node.members));
  return own || readOpaque(reading, node);
}

function array(element: TsType, readonly: boolean): TsType {
  return { kind: "array", element, readonly };
}

function keywordOf(ts: Compiler, node: ts.TypeNode): Keyword | null {
  switch (node.kind) {
    case ts.SyntaxKind.AnyKeyword:
      return "any";
    case ts.SyntaxKind.BigIntKeyword:
      return "bigint";
    case ts.SyntaxKind.BooleanKeyword:
      return "boolean";
    case ts.SyntaxKind.NeverKeyword:
      return "never";
    case ts.SyntaxKind.NumberKeyword:
      return "number";
    case ts.SyntaxKind.ObjectKeyword:
      return "object";
    case ts.SyntaxKind.StringKeyword:
      return "string";
    case ts.SyntaxKind.SymbolKeyword:
      return "symbol";
    case ts.SyntaxKind.ThisType:
      return "this";
    case ts.SyntaxKind.UndefinedKeyword:
      return "undefined";
    case ts.SyntaxKind.UnknownKeyword:
      return "unknown";
    case ts.SyntaxKind.VoidKeyword:
      return "void";
    default:
      return null;
  }
}

function flat(
  kind: "union" | "intersection",
  reading: Reading,
  nodes: readonly ts.TypeNode[],
): readonly TsType[] {
  return nodes.flatMap((node) => {
    const type = readType(reading, node);
    return type.kind === kind ? type.members : [type];
  });
}

/** The type of a literal, if it has a node of its own in the model. */
export function readLiteral(ts: Compiler, literal: ts.Node): TsType | null {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { kind: "keyword", name: "null" };
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
  if (ts.isStringLiteral(literal)) return { kind: "literal", value: literal.text };
  if (ts.isNumericLiteral(literal)) return { kind: "literal", value: Number(literal.text) };
  if (
    ts.isPrefixUnaryExpression(literal) &&
    literal.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(literal.operand)
  ) {
    return { kind: "literal", value: -Number(literal.operand.text) };
  }
  return null;
}

function readOperator(reading: Reading, node: ts.TypeOperatorNode): TsType | null {
  const { ts } = reading;
  if (node.operator !== ts.SyntaxKind.ReadonlyKeyword || !ts.isArrayTypeNode(node.type)) {
    return null;
  }
  return array(readType(reading, node.type.elementType), true);
}

function readTuple(reading: Reading, node: ts.TupleTypeNode): TsType | null {
  const { ts } = reading;
  const elements: { name: string | null; type: TsType; optional: boolean }[] = [];
  for (const element of node.elements) {
    if (ts.isRestTypeNode(element)) return null;
    if (ts.isNamedTupleMember(element)) {
      if (element.dotDotDotToken !== undefined) return null;
      elements.push({
        name: element.name.text,
        type: readType(reading, element.type),
        optional: element.questionToken !== undefined,
      });
    } else {
      const optional = ts.isOptionalTypeNode(element);
      const type = readType(reading, optional ? element.type : element);
      elements.push({ name: null, type, optional });
    }
  }
  return { kind: "tuple", elements };
}

function readFunction(reading: Reading, node: ts.FunctionTypeNode): TsType | null {
  if (node.typeParameters !== undefined) return null;
  return {
    kind: "function",
    parameters: readParameters(reading, node.parameters),
    returns: readType(reading, node.type),
  };
}

/** Parameters in order, `this` among them; destructuring patterns are kept as text. */
export function readParameters(
  reading: Reading,
  parameters: readonly ts.ParameterDeclaration[],
): readonly TypeParameterOfFunction[] {
  return parameters.map((parameter) => ({
    name: reading.ts.isIdentifier(parameter.name)
      ? reading.spell(parameter.name)
      : parameter.name.getText(reading.source).replaceAll(/\s+/gu, " "),
    type: readTypeOrAny(reading, parameter.type),
    optional: parameter.questionToken !== undefined,
    rest: parameter.dotDotDotToken !== undefined,
  }));
}

/** What is not annotated is `any` to TypeScript. */
export function readTypeOrAny(reading: Reading, node: ts.TypeNode | undefined): TsType {
  return node === undefined ? { kind: "keyword", name: "any" } : readType(reading, node);
}

function readObject(reading: Reading, members: readonly ts.TypeElement[]): TsType | null {
  const { ts } = reading;
  const fields: { name: string; type: TsType; optional: boolean; readonly: boolean }[] = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member)) return null;
    fields.push({
      name: readPropertyName(reading, member.name),
      type: readTypeOrAny(reading, member.type),
      optional: member.questionToken !== undefined,
      readonly:
        member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false,
    });
  }
  return { kind: "object", fields };
}

/** `'a-b'` is `a-b`; `[globalThis.Symbol.dispose]` is `[Symbol.dispose]`. */
export function readPropertyName({ ts, source, spell }: Reading, name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name)
    ? `[${name.expression.getText(source).replace(/^globalThis\./u, "")}]`
    : spell(name);
}

function readReference(
  reading: Reading,
  node: ts.NodeWithTypeArguments,
  nameNode: ts.Node,
): TsType {
  const written = nameNode.getText(reading.source).replaceAll(/\s+/gu, "");
  const resolution = resolveName(reading.scope, written);
  if (resolution.kind !== "name") {
    return readOpaque(reading, node);
  }
  const given = (node.typeArguments ?? []).map((argument) => readType(reading, argument));
  const [only] = given;
  if (resolution.name.kind === "global" && only !== undefined && given.length === 1) {
    if (resolution.name.name === "Array") return array(only, false);
    if (resolution.name.name === "ReadonlyArray") return array(only, true);
  }
  return { kind: "name", name: resolution.name, arguments: given };
}
