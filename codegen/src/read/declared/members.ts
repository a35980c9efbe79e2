import type { ts } from "ts-morph";

import type { DeclaredMember, DeclaredSignature } from "../../model/declared.js";
import type { TsType } from "../../model/type.js";
import { readOpaque } from "./opaque.js";
import type { Positions } from "./positions.js";
import { withSignature } from "./scope.js";
import {
  type Reading,
  readParameters,
  readPropertyName,
  readType,
  readTypeOrAny,
} from "./types.js";

type Signature = Pick<ts.SignatureDeclarationBase, "typeParameters" | "parameters" | "type">;

/** Names of type parameters, for the scope of what they govern. */
export function parameterNames(
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
): readonly string[] {
  return (parameters ?? []).map(({ name }) => name.text);
}

/** Text of type parameters without the brackets, or null. */
export function parameterText(
  reading: Reading,
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
): string | null {
  if (parameters === undefined || parameters.length === 0) return null;
  return parameters.map((parameter) => readOpaque(reading, parameter).text).join(", ");
}

/** A signature; `returns` says what a missing return type means: `any`, or nothing for constructors and setters. */
export function readSignature(
  outer: Reading,
  node: Signature,
  returns: "type" | "nothing",
): DeclaredSignature {
  const values = node.parameters.flatMap(({ name }) =>
    outer.ts.isIdentifier(name) ? [name.text] : [],
  );
  const scope = withSignature(outer.scope, parameterNames(node.typeParameters), values);
  const reading = { ...outer, scope };
  const parameters = readParameters(reading, node.parameters);
  return {
    typeParameters: parameterText(reading, node.typeParameters),
    thisType: parameters.find(({ name }) => name === "this")?.type ?? null,
    parameters: parameters.filter(({ name }) => name !== "this"),
    returns: returns === "nothing" ? null : readTypeOrAny(reading, node.type),
  };
}

/** What a class or an interface holds; `null` in place of a member that the model has no form for. */
export function readMembers(
  reading: Reading,
  positions: Positions,
  nodes: readonly (ts.ClassElement | ts.TypeElement)[],
): readonly (DeclaredMember | null)[] {
  return nodes
    .filter((node) => !isHidden(reading, node))
    .map((node) => {
      const member = readMember(reading, node);
      const place = node.name ?? node;
      return (
        member && { ...member, span: positions.span(place.getStart(reading.source), place.end) }
      );
    });
}

/** Private members of user headers are nobody's business, and `new` of a private constructor is no way to make one. */
function isHidden({ ts }: Reading, node: ts.ClassElement | ts.TypeElement): boolean {
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  const isHiding = ({ kind }: ts.Modifier): boolean =>
    kind === ts.SyntaxKind.PrivateKeyword ||
    (kind === ts.SyntaxKind.ProtectedKeyword && ts.isConstructorDeclaration(node));
  return modifiers?.some(isHiding) ?? false;
}

type Member = Omit<DeclaredMember, "span">;

function readMember(reading: Reading, node: ts.ClassElement | ts.TypeElement): Member | null {
  const { ts } = reading;
  if (ts.isConstructorDeclaration(node)) {
    const signature = readSignature(reading, node, "nothing");
    return { ...plain, kind: "constructor", name: "constructor", signature };
  }
  if (node.name === undefined || ts.isPrivateIdentifier(node.name)) return null;
  const name = readPropertyName(reading, node.name);
  const has = (kind: ts.SyntaxKind): boolean =>
    (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((each) => each.kind === kind)) ||
    false;
  const isStatic = has(ts.SyntaxKind.StaticKeyword);
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) {
    const optional = node.questionToken !== undefined;
    const signature = readSignature(reading, node, "type");
    return { ...plain, kind: isStatic ? "static" : "method", name, signature, optional };
  }
  if (ts.isGetAccessor(node)) {
    const type = readTypeOrAny(reading, node.type);
    const signature = { ...noParameters, returns: type };
    return { ...plain, kind: isStatic ? "static" : "getter", name, signature, type };
  }
  if (ts.isSetAccessor(node)) {
    const signature = readSignature(reading, node, "nothing");
    const type = signature.parameters[0]?.type ?? null;
    return { ...plain, kind: isStatic ? "static" : "setter", name, signature, type };
  }
  if (ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)) {
    return {
      ...plain,
      kind: isStatic ? "static" : "field",
      name,
      type: readTypeOrAny(reading, node.type),
      optional: node.questionToken !== undefined,
      readonly: has(ts.SyntaxKind.ReadonlyKeyword),
    };
  }
  return null;
}

const plain = { signature: null, type: null, optional: false, readonly: false } as const;
const noParameters = { typeParameters: null, thisType: null, parameters: [] } as const;

/** The types that a class or an interface extends or implements. */
export function readHeritage(
  reading: Reading,
  clauses: readonly ts.HeritageClause[] | undefined,
): readonly TsType[] {
  return (clauses ?? []).flatMap(({ types }) => types.map((type) => readType(reading, type)));
}
