/** Types of the d.ts in the surface's terms: names of the author crate become what they stand for. */
import type { DeclaredSignature } from "../model/declared.js";
import type { Signature } from "../model/surface.js";
import type { TsType, TypeParameterOfFunction } from "../model/type.js";
import type { Direction, TypeContext } from "../types/context.js";
import { mapType } from "../types/map-type.js";
import { brandBase } from "../types/rust-type.js";
import { authorType } from "../types/table.js";
import {
  array,
  callback,
  global,
  intersection,
  isKeyword,
  keyword,
  named,
  union,
} from "../types/tree.js";

type Field = Extract<TsType, { kind: "object" }>["fields"][number];

/** Maps a declared type; `direction` decides whether a loose brand is wanted or given. */
export function fromDeclared(type: TsType, direction: Direction, context: TypeContext): TsType {
  return mapType(type, (one) => {
    if (one.kind === "name") return nameType(one, direction, context);
    if (one.kind !== "array") return null;
    return array(fromDeclared(one.element, direction, context), one.readonly || direction === "in");
  });
}

function nameType(
  type: Extract<TsType, { kind: "name" }>,
  direction: Direction,
  context: TypeContext,
): TsType {
  const types = type.arguments.map((one) => fromDeclared(one, direction, context));
  if (type.name.kind === "item") {
    const item = context.byName.get(type.name.id);
    const loose = item?.kind === "alias" && item.brand === "loose";
    return loose && direction !== "out" ? brandBase(item, context) : named(type.name, ...types);
  }
  if (type.name.kind === "global" && type.name.name.startsWith(asyncGenerator)) {
    return asyncIteration(types);
  }
  if (type.name.kind !== "unresolved") return named(type.name, ...types);
  const [first = keyword("void"), second] = types;
  switch (type.name.name) {
    case "Job":
      return global("Promise", isKeyword(first, "undefined") ? keyword("void") : first);
    case "Rows": {
      const set = named({ kind: "runtime", name: "RowSet" }, first);
      return second === undefined || isKeyword(second, "undefined")
        ? set
        : intersection(set, second);
    }
    case "Stream":
      return global("AsyncIterableIterator", first);
    case "ExternalObject":
      return keyword("object");
    default:
      return authorType(type.name.name)?.type ?? named(type.name, ...types);
  }
}

/** What napi declares as a global of its own in each d.ts, with a number behind it where two differ. */
const asyncGenerator = "__NapiRsAsyncGenerator";

/**
 * The same without a global. Not `AsyncIterator<Item, Result, Next>`: TypeScript refuses to `for await` over one whose
 * `next` takes a value, even if it may be left out.
 */
function asyncIteration([, item, result, next]: readonly TsType[]): TsType {
  const unknown = keyword("unknown");
  const done = union(result ?? unknown, keyword("undefined"));
  const step = global("Promise", global("IteratorResult", item ?? unknown, done));
  const method = (name: string, parameter: TypeParameterOfFunction): Field => ({
    name,
    type: callback([parameter], step),
    optional: false,
    readonly: false,
  });
  const none: TsType = { kind: "tuple", elements: [] };
  const maybe = (type: TsType): TypeParameterOfFunction => ({
    name: "value",
    type: union(none, { kind: "tuple", elements: [{ name: null, type, optional: false }] }),
    optional: false,
    rest: true,
  });
  const fields = [
    method("next", maybe(next ?? unknown)),
    method("return", maybe(result ?? unknown)),
    method("throw", { name: "exception", type: unknown, optional: true, rest: false }),
  ];
  return intersection({ kind: "object", fields }, global("AsyncIterable", item ?? unknown));
}

/** A declared signature; the cancel token, which JavaScript does not see, is left out. */
export function declaredSignature(
  signature: DeclaredSignature,
  wrapping: Signature["wrapping"],
  context: TypeContext,
): Signature {
  const own = signature.parameters
    .filter((one) => !isTokenName(one.type))
    .map((one) => ({ ...one, type: fromDeclared(one.type, "in", context) }));
  const self =
    signature.thisType === null
      ? []
      : [{ name: "this", type: signature.thisType, optional: false, rest: false }];
  return {
    typeParameters: signature.typeParameters,
    parameters: [...self, ...own],
    returns: fromDeclared(signature.returns ?? keyword("void"), "out", context),
    wrapping,
  };
}

export function isTokenName(type: TsType): boolean {
  return (
    type.kind === "name" && type.name.kind === "unresolved" && type.name.name === "CancelToken"
  );
}

/** A wrapping that does nothing: for what only the d.ts knows. */
export const plainWrapping: Signature["wrapping"] = {
  async: false,
  cancel: null,
  rows: null,
  parameters: [],
};
