import type { ts } from "ts-morph";

import type { DeclaredItem } from "../../model/declared.js";
import type { Positions } from "./positions.js";
import { type Reading, readPropertyName } from "./types.js";

type EnumMembers = Extract<DeclaredItem, { kind: "enum" }>["members"];

/** Members with their values; one without an initializer counts on from the one before. */
export function readEnumMembers(
  reading: Reading,
  positions: Positions,
  node: ts.EnumDeclaration,
): EnumMembers {
  const values = new Map<string, string | number>();
  let next = 0;
  return node.members.map((member) => {
    const name = readPropertyName(reading, member.name);
    const { initializer } = member;
    const value = initializer === undefined ? next : valueOf(reading, initializer, values);
    if (typeof value === "number") next = value + 1;
    values.set(name, value);
    return { name, value, span: positions.span(member.name.getStart(reading.source), member.end) };
  });
}

/** Constant expressions, as headers write them (`1 << 3`, `A | B`); NaN for what is not constant. */
function valueOf(
  reading: Reading,
  node: ts.Expression,
  values: ReadonlyMap<string, string | number>,
): string | number {
  const { ts } = reading;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isIdentifier(node)) return values.get(node.text) ?? Number.NaN;
  if (ts.isParenthesizedExpression(node)) return valueOf(reading, node.expression, values);
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = Number(valueOf(reading, node.operand, values));
    if (node.operator === ts.SyntaxKind.MinusToken) return -operand;
    return node.operator === ts.SyntaxKind.TildeToken ? ~operand : operand;
  }
  if (!ts.isBinaryExpression(node)) return Number.NaN;
  const left = Number(valueOf(reading, node.left, values));
  const right = Number(valueOf(reading, node.right, values));
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.BarToken:
      return left | right;
    case ts.SyntaxKind.AmpersandToken:
      return left & right;
    case ts.SyntaxKind.LessThanLessThanToken:
      return left << right;
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    default:
      return Number.NaN;
  }
}
