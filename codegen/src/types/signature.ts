/** Whole signatures: which parameters JavaScript sees, what is optional, and how the native function is wrapped. */
import type {
  RustType,
  SourceMember,
  SourceParameter,
  SourceSignature,
} from "../model/manifest.js";
import type { Parameter, Signature, Wrapping } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { itemKey, parameterPlace, returnPlace, type TypeContext } from "./context.js";
import { checkOf } from "./argument-check.js";
import { isOn, textOf } from "./attributes.js";
import {
  overloadTexts,
  ownText,
  parseParameters,
  parseSignature,
  parseType,
  typeParameterNames,
} from "./parse-override.js";
import { rowLayout } from "./row-layout.js";
import { itemOf, lastSegment, toTypeScript, unwrapOption, unwrapResult } from "./rust-type.js";
import { authorName, promises } from "./table.js";
import { global, intersection, keyword, named, union, without, isKeyword } from "./tree.js";

/** A function or member as the manifest has it. */
export interface Callable {
  readonly kind: "function" | Exclude<SourceMember["kind"], "field">;
  readonly signature: SourceSignature;
  readonly attributes: Readonly<Record<string, string | boolean>>;
}

const cancellable: TsType = named({ kind: "runtime", name: "Cancellable" });

/** A signature as a caller sees it. */
export type SignatureShape = Omit<Signature, "wrapping">;

/** The signature, or the overloads that an override declares. */
export function toSignatures(callable: Callable, context: TypeContext): readonly Signature[] {
  return overloadsOf(callable).map((one) => toSignature(one, context));
}

/** The same for those who do not call the native function. */
export function toShapes(callable: Callable, context: TypeContext): readonly SignatureShape[] {
  return overloadsOf(callable).map((one) => toShape(one, context));
}

function overloadsOf(callable: Callable): readonly Callable[] {
  const whole = textOf(callable.attributes, "ts_type");
  if (whole === null) return [callable];
  return overloadTexts(whole).map((text) => ({
    ...callable,
    attributes: { ...callable.attributes, ts_type: text },
  }));
}

/** The signature in the style of the context, the first of overloads; members want a context with `self`. */
export function toSignature(callable: Callable, outer: TypeContext): Signature {
  return { ...toShape(callable, outer), wrapping: toWrapping(callable, inside(callable, outer)) };
}

export function toShape(callable: Callable, outer: TypeContext): SignatureShape {
  const context = inside(callable, outer);
  const whole = textOf(callable.attributes, "ts_type");
  if (whole !== null) return parseSignature(ownText(whole), context);

  const native = nativeParameters(callable, context);
  const args = textOf(callable.attributes, "ts_args_type");
  const returns = textOf(callable.attributes, "ts_return_type");
  const parameters =
    args === null ? toParameters(callable, native, context) : parseParameters(args, context);
  const isCancelled = context.style === "surface" && takesToken(callable);
  return {
    typeParameters: textOf(callable.attributes, "ts_generic_types"),
    parameters: isCancelled ? withCancellation(parameters, native, context) : parameters,
    returns: returns === null ? toReturn(callable, context) : parseType(ownText(returns), context),
  };
}

/** With the type parameters of the callable itself. */
function inside(callable: Callable, outer: TypeContext): TypeContext {
  const generics = textOf(callable.attributes, "ts_generic_types");
  if (generics === null) return outer;
  return { ...outer, typeParameters: [...outer.typeParameters, ...typeParameterNames(generics)] };
}

function toWrapping(callable: Callable, context: TypeContext): Wrapping {
  const native = nativeParameters(callable, context);
  const options = takesToken(callable) ? optionsIndex(native, context) : null;
  const isWhole = textOf(callable.attributes, "ts_type") !== null;
  return {
    async: isAsync(callable) && (isWhole || !mayReturnEarly(callable, context)),
    cancel:
      options === null
        ? null
        : { at: options === -1 ? native.length : options, arity: native.length },
    rows: rowLayout(callable.signature.returns, context),
    parameters: native.map((one) => ({
      name: one.jsName,
      optional: unwrapOption(one.type).optional,
      check: one.override === null ? checkOf(one.type, context) : anything,
    })),
  };
}

function takesToken({ signature }: Callable): boolean {
  return signature.parameters.some((one) => isToken(one.type));
}

/** The parameter whose options can carry a `signal`, or -1. */
function optionsIndex(native: readonly SourceParameter[], context: TypeContext): number {
  return native.findLastIndex((one) => optionsOf(one.type, context) !== null);
}

const anything = { kind: "primitive", name: "any" } as const;

/** It returns a promise, by `async`, a job or one of napi's own. */
export function isAsync(callable: Callable): boolean {
  if (callable.signature.async) return true;
  const type = unwrapResult(callable.signature.returns);
  if (type.kind !== "path" || type.item !== null) return false;
  const name = lastSegment(type.path);
  return authorName(type.path) === "Job" || promises.has(name) || name === "AsyncTask";
}

/** `CancelToken` of the author crate. */
export function isToken(type: RustType): boolean {
  return type.kind === "path" && authorName(type.path) === "CancelToken";
}

/** Parameters that take an argument of the caller; in napi's style the token is one of them. */
function nativeParameters(callable: Callable, context: TypeContext): readonly SourceParameter[] {
  return callable.signature.parameters.filter(
    (one) =>
      !isInjected(one.type, callable, context) && (context.style === "napi" || !isToken(one.type)),
  );
}

/** Given by napi and not by the caller: `Env`, `This`, a reference to the class itself. */
function isInjected(type: RustType, callable: Callable, context: TypeContext): boolean {
  if (type.kind === "reference") return isInjected(type.type, callable, context);
  if (type.kind !== "path") return false;
  const name = lastSegment(type.path);
  if (type.item === null && (name === "Env" || name === "This")) return true;
  const [inner] = type.arguments;
  return (
    (name === "Reference" || name === "WeakReference") &&
    callable.kind !== "function" &&
    inner !== undefined &&
    context.self !== null &&
    itemOf(inner, context) === context.self
  );
}

function toParameters(
  callable: Callable,
  native: readonly SourceParameter[],
  context: TypeContext,
): readonly Parameter[] {
  const required = native.findLastIndex((one) => !unwrapOption(one.type).optional);
  const parameters = native.map((one, index): Parameter => {
    const optional =
      callable.kind !== "setter" && unwrapOption(one.type).optional && index > required;
    const type =
      one.override === null
        ? toTypeScript(one.type, parameterPlace, context)
        : parseType(one.override, context);
    const shown = optional && context.style === "surface" ? without(type, "undefined") : type;
    return { name: one.jsName, type: shown, optional, rest: false };
  });
  return [...thisParameter(callable, context), ...parameters];
}

function thisParameter(callable: Callable, context: TypeContext): readonly Parameter[] {
  if (callable.kind !== "function") return [];
  const self = callable.signature.parameters.find(
    (one) =>
      one.type.kind === "path" && one.type.item === null && lastSegment(one.type.path) === "This",
  );
  if (self === undefined) return [];
  const type =
    self.override === null
      ? toTypeScript(self.type, parameterPlace, context)
      : parseType(self.override, context);
  // TypeScript has no `this` type outside of classes.
  if (context.style === "surface" && isKeyword(type, "this")) return [];
  return [{ name: "this", type, optional: false, rest: false }];
}

/** `return_if_invalid`: an argument of another type makes it give `undefined` at once, a promise or not. */
export function mayReturnEarly(callable: Callable, context: TypeContext): boolean {
  if (!isOn(callable.attributes, "return_if_invalid")) return false;
  if (!["function", "method", "static", "factory"].includes(callable.kind)) return false;
  return nativeParameters(callable, context).length > 0;
}

function toReturn(callable: Callable, context: TypeContext): TsType {
  const type = regularReturn(callable, context);
  if (context.style === "napi" || !mayReturnEarly(callable, context)) return type;
  return isKeyword(type, "void") ? type : union(type, keyword("undefined"));
}

function regularReturn(callable: Callable, context: TypeContext): TsType {
  const self: TsType =
    context.self === null ? keyword("void") : named({ kind: "item", id: itemKey(context.self) });
  switch (callable.kind) {
    case "constructor":
      return self;
    case "setter":
      return keyword("void");
    case "factory":
      return isAsync(callable) ? global("Promise", self) : self;
    default: {
      const mapped = toTypeScript(unwrapResult(callable.signature.returns), returnPlace, context);
      const type = isKeyword(mapped, "undefined") ? keyword("void") : mapped;
      return callable.signature.async ? global("Promise", type) : type;
    }
  }
}

/** The id of the `…Options` object that a parameter is, also in an `Option`, a `PlainObject` or an `Either`. */
function optionsOf(type: RustType, context: TypeContext): string | null {
  const { type: inner } = unwrapOption(type);
  const item = itemOf(inner, context);
  if (item !== null) {
    return item.kind === "object" && item.jsName.endsWith("Options") ? itemKey(item) : null;
  }
  if (inner.kind !== "path") return null;
  const isPlain = authorName(inner.path) === "PlainObject";
  if (!isPlain && !/^Either\d*$/u.test(lastSegment(inner.path))) return null;
  for (const member of inner.arguments) {
    const found = optionsOf(member, context);
    if (found !== null) return found;
  }
  return null;
}

function withCancellation(
  parameters: readonly Parameter[],
  native: readonly SourceParameter[],
  context: TypeContext,
): readonly Parameter[] {
  const carrier = native[optionsIndex(native, context)];
  if (carrier === undefined) {
    const taken = parameters.some((one) => one.name === "options");
    const name = taken ? "cancellation" : "options";
    return [...parameters, { name, type: cancellable, optional: true, rest: false }];
  }
  const id = optionsOf(carrier.type, context);
  return parameters.map((one) =>
    one.name === carrier.jsName ? { ...one, type: addCancellable(one.type, id) } : one,
  );
}

function addCancellable(type: TsType, id: string | null): TsType {
  if (type.kind === "union") {
    return union(...type.members.map((member) => addCancellable(member, id)));
  }
  const matches = type.kind === "name" && type.name.kind === "item" && type.name.id === id;
  return matches ? intersection(type, cancellable) : type;
}
