import type { ts } from "ts-morph";

import type { DeclaredParameter } from "../../model/declared.js";
import type { TsType, TypeName } from "../../model/type.js";
import { compiler, parseDeclarations } from "./compiler.js";
import { emptyScope } from "./scope.js";
import { type Reading, readParameters, readTypeOrAny } from "./types.js";

/** Why an override string is no TypeScript; the offset counts UTF-16 units from its start. */
export interface OverrideError {
  readonly error: string;
  readonly offset: number;
}

/** A type with the names in it that no global answers to: items, helpers or mistakes. */
export interface OverrideType {
  readonly type: TsType;
  readonly names: readonly string[];
}

export interface OverrideParameters {
  readonly parameters: readonly DeclaredParameter[];
  readonly names: readonly string[];
}

/** The text of `ts_type`, `ts_return_type` or `ts_arg_type`. A predicate (`x is T`) is a return type too. */
export function parseTypeText(text: string): OverrideType | OverrideError {
  const parsed = parseBetween("declare function f(): ", text, "\n;");
  if ("error" in parsed) return parsed;
  const type = readTypeOrAny(parsed.reading, parsed.node.type);
  return { type, names: [...new Set(unresolvedIn(type))] };
}

/** The text of `ts_args_type`: parameters without the parentheses. */
export function parseParametersText(text: string): OverrideParameters | OverrideError {
  const parsed = parseBetween("declare function f(", text, "\n): void;");
  if ("error" in parsed) return parsed;
  const parameters = readParameters(parsed.reading, parsed.node.parameters);
  return { parameters, names: [...new Set(parameters.flatMap(({ type }) => unresolvedIn(type)))] };
}

interface ParsedFunction {
  readonly reading: Reading;
  readonly node: ts.FunctionDeclaration;
}

function parseBetween(before: string, text: string, after: string): ParsedFunction | OverrideError {
  const { source, errors } = parseDeclarations(before + text + after);
  const [first] = errors;
  if (first !== undefined) {
    const offset = Math.min(text.length, Math.max(0, first.start - before.length));
    return { error: first.message, offset };
  }
  const ts = compiler();
  const [node, ...more] = source.statements.filter(
    ({ kind }) => kind !== ts.SyntaxKind.EmptyStatement,
  );
  if (text.trim() === "" && before.endsWith(" ")) return { error: "Type expected.", offset: 0 };
  if (node === undefined || !ts.isFunctionDeclaration(node) || more.length > 0) {
    return { error: "The text goes on after its end.", offset: text.length };
  }
  return { reading: { ts, source, scope: emptyScope }, node };
}

function unresolvedIn(type: TsType): readonly string[] {
  switch (type.kind) {
    case "keyword":
    case "literal":
      return [];
    case "array":
      return unresolvedIn(type.element);
    case "tuple":
      return type.elements.flatMap((element) => unresolvedIn(element.type));
    case "object":
      return type.fields.flatMap((field) => unresolvedIn(field.type));
    case "union":
    case "intersection":
      return type.members.flatMap(unresolvedIn);
    case "function":
      return [...type.parameters.map((each) => each.type), type.returns].flatMap(unresolvedIn);
    case "name":
      return [...unresolved([type.name]), ...type.arguments.flatMap(unresolvedIn)];
    case "opaque":
      return unresolved(type.names);
  }
}

function unresolved(names: readonly TypeName[]): readonly string[] {
  return names.flatMap((name) => (name.kind === "unresolved" ? [name.name] : []));
}
