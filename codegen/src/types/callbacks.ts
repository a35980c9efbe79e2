/** JavaScript functions as Rust takes them: `Function`, `FunctionRef`, `ThreadsafeFunction`, `impl Fn`. */
import type { RustType } from "../model/manifest.js";
import type { TsType, TypeParameterOfFunction } from "../model/type.js";
import type { Direction, Place, TypeContext } from "./context.js";
import { isUnit, lastSegment, toTypeScript, unwrapOption, unwrapResult } from "./rust-type.js";
import { callback, global, keyword, union } from "./tree.js";

/** What Rust passes to a callback goes out when the callback comes in. */
export function flip(direction: Direction): Direction {
  if (direction === "both") return "both";
  return direction === "in" ? "out" : "in";
}

/** `Function<Args, Returns>`; a list of types is `impl Fn(A, B) -> R`. */
export function functionType(
  argument: RustType | readonly RustType[] | undefined,
  returns: RustType | undefined,
  direction: Direction,
  context: TypeContext,
): TsType {
  if (argument === undefined) {
    const any = { name: "arg", type: keyword("unknown"), optional: true, rest: false };
    return callback([any], keyword("unknown"));
  }
  const parameters = isList(argument)
    ? positional(argument, flip(direction), context)
    : parametersOf(argument, flip(direction), context);
  return callback(parameters, returnOf(returns, direction, context, keyword("void")));
}

/** `ThreadsafeFunction<T, Return, CallArguments, Status, CalleeHandled, …>`. */
export function threadsafeFunction(
  types: readonly RustType[],
  direction: Direction,
  context: TypeContext,
): TsType {
  const argument = types[2] ?? types[0];
  const handled = types[4] === undefined || textOf(types[4]) === "true";
  const parameters: TypeParameterOfFunction[] = [];
  if (handled) {
    parameters.push({
      name: "err",
      type: union(global("Error"), keyword("null")),
      optional: false,
      rest: false,
    });
  }
  if (argument !== undefined) parameters.push(...parametersOf(argument, flip(direction), context));
  const fallback = keyword(context.style === "napi" ? "any" : "unknown");
  return callback(parameters, returnOf(types[1], direction, context, fallback));
}

function isList(value: RustType | readonly RustType[]): value is readonly RustType[] {
  return Array.isArray(value);
}

function textOf(type: RustType): string {
  if (type.kind === "path") return type.path;
  return type.kind === "other" ? type.text.trim() : "";
}

function returnOf(
  type: RustType | undefined,
  direction: Direction,
  context: TypeContext,
  fallback: TsType,
): TsType {
  if (type === undefined) return fallback;
  const result = unwrapResult(type);
  const place: Place =
    context.style === "napi" ? { at: "return", direction } : { at: "value", direction };
  return isUnit(result) ? keyword("void") : toTypeScript(result, place, context);
}

function parametersOf(
  argument: RustType,
  direction: Direction,
  context: TypeContext,
): readonly TypeParameterOfFunction[] {
  if (isUnit(argument)) return [];
  if (argument.kind === "path" && lastSegment(argument.path) === "FnArgs") {
    const [inner] = argument.arguments;
    if (inner?.kind === "tuple") return positional(inner.elements, direction, context);
    if (inner !== undefined) return [one("arg", inner, direction, context)];
  }
  return [one("arg", argument, direction, context)];
}

function positional(
  types: readonly RustType[],
  direction: Direction,
  context: TypeContext,
): readonly TypeParameterOfFunction[] {
  const parameters = types.map((type, index) => one(`arg${index}`, type, direction, context));
  if (context.style === "surface") return parameters;
  const required = types.findLastIndex((type) => !unwrapOption(type).optional);
  return parameters.map((parameter, index) => ({ ...parameter, optional: index > required }));
}

function one(
  name: string,
  type: RustType,
  direction: Direction,
  context: TypeContext,
): TypeParameterOfFunction {
  const place: Place = { at: "value", direction };
  return { name, type: toTypeScript(type, place, context), optional: false, rest: false };
}
