/** Parameters, signatures and members, laid out as prettier does. */
import type { TsType } from "../model/type.js";
import {
  group,
  ifBreak,
  indent,
  indentIfBreak,
  join,
  line,
  lineSuffixBoundary,
  softline,
} from "./document.js";
import type { Doc } from "./document.js";
import { parameterNames } from "./names.js";
import { isBreakingUnion, isObjectType, printType } from "./type.js";
import type { PrintName } from "./type.js";

export interface ParameterLike {
  readonly name: string;
  readonly type: TsType;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface SignatureLike {
  readonly typeParameters: string | null;
  readonly parameters: readonly ParameterLike[];
  /** Null for constructors and setters. */
  readonly returns: TsType | null;
}

/** `(a: A) => R`. */
export function printArrow(
  type: { readonly parameters: readonly ParameterLike[]; readonly returns: TsType },
  name: PrintName,
  typeParameters: string | null = null,
): Doc {
  const parameters = [angled(typeParameters), printParameters(type.parameters, name)];
  const grouped = groupsParameters(type.parameters, type.returns, typeParameters);
  return group([grouped ? group(parameters) : parameters, " => ", printType(type.returns, name)]);
}

/** `<T>(a: A): R`, of a function declaration or a class member. */
export function printSignature(signature: SignatureLike, name: PrintName): Doc {
  const { parameters, returns, typeParameters } = signature;
  const printed = printParameters(parameters, name);
  const grouped = returns !== null && groupsParameters(parameters, returns, typeParameters);
  return [
    angled(typeParameters),
    group([
      grouped ? group(printed) : printed,
      returns === null ? "" : [": ", printType(returns, name)],
    ]),
  ];
}

/** `(a: A): R`, of a member of an interface or object type. */
export function printMethodSignature(signature: SignatureLike, name: PrintName): Doc {
  const { parameters, returns, typeParameters } = signature;
  const printed = [angled(typeParameters), printParameters(parameters, name)];
  const grouped = returns !== null && groupsParameters(parameters, returns, typeParameters);
  return [
    grouped ? group(printed) : printed,
    returns === null ? "" : group([": ", printType(returns, name)]),
  ];
}

/** `type X = …` without the semicolon; `head` is `type X`. */
export function printAlias(head: Doc, type: TsType, name: PrintName): Doc {
  if (isBreakingUnion(type)) {
    return group([group(head), " =", group(indent([line, printType(type, name, "alias")]))]);
  }
  const id = Symbol("alias");
  return group([
    group(head),
    " =",
    group(indent(line), { id }),
    lineSuffixBoundary,
    indentIfBreak(group(printType(type, name, "alias")), { groupId: id }),
  ]);
}

function angled(typeParameters: string | null): Doc {
  return typeParameters === null ? "" : `<${typeParameters}>`;
}

function printParameters(parameters: readonly ParameterLike[], name: PrintName): Doc {
  const [only] = parameters;
  if (only === undefined) return "()";
  const names = parameterNames(parameters.map((parameter) => parameter.name));
  const hugs = parameters.length === 1 && isObjectType(only.type) && !only.rest;
  const printed = parameters.map((parameter, index): Doc => {
    const { rest, optional, type } = parameter;
    return [
      rest ? "..." : "",
      names[index] ?? parameter.name,
      optional && !rest ? "?: " : ": ",
      printType(type, name, hugs ? "hugged" : "annotation"),
    ];
  });
  if (hugs) return ["(", ...printed, ")"];
  const trailing = parameters.at(-1)?.rest === true ? "" : ifBreak(",");
  return ["(", indent([softline, join([",", line], printed)]), trailing, softline, ")"];
}

/** Prettier then breaks the parameters apart from what follows them. */
function groupsParameters(
  parameters: readonly ParameterLike[],
  returns: TsType,
  typeParameters: string | null,
): boolean {
  if (typeParameters !== null && /[,=]|\bextends\b/.test(typeParameters)) return false;
  return parameters.length === 1 && (isObjectType(returns) || breaksAtObject(returns));
}

/** `Promise<{ … }>`: it breaks in the braces or nowhere, and prettier then leaves the parameters together. */
function breaksAtObject(type: TsType): boolean {
  const [only, ...more] =
    type.kind === "name" ? type.arguments : type.kind === "array" ? [type.element] : [];
  return only?.kind === "object" && only.fields.length > 0 && more.length === 0;
}
