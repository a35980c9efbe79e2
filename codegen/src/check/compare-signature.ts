/** FT3004, FT3005, FT3006 for functions and members. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredParameter, DeclaredSignature } from "../model/declared.js";
import type { Parameter } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { textOf } from "../types/attributes.js";
import type { TypeContext } from "../types/context.js";
import { toShape, type Callable } from "../types/signature.js";
import { keyword, without } from "../types/tree.js";
import {
  compareOptional,
  compareTypes,
  disagreement,
  type Comparison,
  type Pair,
} from "./comparison.js";
import { parameterText } from "./type-text.js";

export interface SignatureOptions {
  /** From `#[napi(constructor)]` on the struct: its arguments are spelled like fields. */
  readonly fromFields: boolean;
}

export function compareSignature(
  callable: Callable,
  declared: DeclaredSignature,
  pair: Pair,
  comparison: Comparison,
  types: TypeContext,
  options: SignatureOptions = { fromFields: false },
): readonly Diagnostic[] {
  const source = toShape(callable, types);
  const parameters = source.parameters.filter((one) => one.name !== "this");
  const isOpaque = parameters.some((one) => one.rest && one.type.kind === "opaque");
  const found = isOpaque ? [] : compareParameters(parameters, declared, pair, comparison, options);
  if (callable.kind === "constructor" || callable.kind === "setter") return found;
  const what = `the return of ${pair.what}`;
  const returns = declared.returns ?? keyword("any");
  if (callable.kind === "factory" && textOf(callable.attributes, "ts_return_type") === null) {
    // napi leaves the namespace of the class out.
    const short = (type: TsType): TsType => withoutNamespace(type);
    return [
      ...found,
      ...compareTypes(short(source.returns), short(returns), { ...pair, what }, comparison),
    ];
  }
  return [...found, ...compareTypes(source.returns, returns, { ...pair, what }, comparison)];
}

function compareParameters(
  parameters: readonly Parameter[],
  declared: DeclaredSignature,
  pair: Pair,
  comparison: Comparison,
  options: SignatureOptions,
): readonly Diagnostic[] {
  const same =
    parameters.length === declared.parameters.length &&
    parameters.every((one, index) => sameParameterName(one.name, declared.parameters[index]));
  if (!same) {
    const list = (all: readonly (Parameter | DeclaredParameter)[]): string =>
      `(${all.map(parameterText).join(", ")})`;
    const message = `${pair.what} takes \`${list(parameters)}\` by its Rust signature, but \`${list(declared.parameters)}\` in the d.ts`;
    return [disagreement("FT3004", pair, message, comparison)];
  }
  return parameters.flatMap((one, index) => {
    const other = declared.parameters[index];
    if (other === undefined) return [];
    const what = `the parameter \`${one.name}\` of ${pair.what}`;
    const optional = compareOptional(one.optional, other.optional, { ...pair, what }, comparison);
    if (optional.length > 0) return optional;
    const strip = (type: TsType): TsType =>
      options.fromFields ? without(type, "null", "undefined") : type;
    return compareTypes(strip(one.type), strip(other.type), { ...pair, what }, comparison);
  });
}

/** Patterns (`{ y }`, `[a, b]`) have no name of their own. */
function sameParameterName(name: string, declared: DeclaredParameter | undefined): boolean {
  if (declared === undefined) return false;
  const isName = (text: string): boolean => /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text);
  return !isName(name) || !isName(declared.name) || name === declared.name;
}

function withoutNamespace(type: TsType): TsType {
  if (type.kind !== "name") return type;
  const types = type.arguments.map(withoutNamespace);
  if (type.name.kind !== "item" && type.name.kind !== "unresolved") {
    return { ...type, arguments: types };
  }
  const id = type.name.kind === "item" ? type.name.id : type.name.name;
  const short = id.slice(id.lastIndexOf(".") + 1);
  return { ...type, name: { kind: "item", id: short }, arguments: types };
}
