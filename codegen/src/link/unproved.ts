/** Types that the source does not prove (tasks, generic bounds, types of other crates): the d.ts says what they are. */
import type { DeclaredItem, DeclaredSignature } from "../model/declared.js";
import type { RustType } from "../model/manifest.js";
import type { Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { lastSegment, unwrapResult } from "../types/rust-type.js";
import type { Callable } from "../types/signature.js";
import { namesIn } from "../model/names-in.js";
import { fromDeclared, isTokenName } from "./declared-type.js";
import type { LinkContext } from "./link-context.js";

/** The declared type in place of one that holds a name that nothing declares. */
export function mendType(
  type: TsType,
  source: RustType,
  declared: TsType | null,
  context: LinkContext,
  direction: "in" | "out" | "both" = "both",
): TsType {
  if (declared === null || isProved(type, source)) return type;
  return fromDeclared(declared, direction, context.types);
}

/** Parameters and return of a signature, each mended by its declared counterpart. */
export function mendSignature(
  signature: Signature,
  callable: Callable,
  declared: DeclaredSignature | null,
  context: LinkContext,
): Signature {
  if (declared === null) return signature;
  const sources = callable.signature.parameters;
  const counterparts = declared.parameters.filter((one) => !isTokenName(one.type));
  let index = -1;
  const parameters = signature.parameters.map((parameter) => {
    if (parameter.name === "this") return parameter;
    index += 1;
    const source = sources.find((one) => one.jsName === parameter.name);
    const counterpart = counterparts[index];
    if (source === undefined || source.override !== null || counterpart === undefined) {
      return parameter;
    }
    return {
      ...parameter,
      type: mendType(parameter.type, source.type, counterpart.type, context, "in"),
    };
  });
  const returns = mendType(
    signature.returns,
    unwrapResult(callable.signature.returns),
    declared.returns,
    context,
    "out",
  );
  return { ...signature, parameters, returns };
}

/** The one signature of a function of the d.ts. */
export function declaredFunction(
  items: readonly DeclaredItem[] | undefined,
): DeclaredSignature | null {
  const [item] = items ?? [];
  return item?.kind === "function" ? (item.overloads[0] ?? null) : null;
}

function isProved(type: TsType, source: RustType): boolean {
  const isTask = source.kind === "path" && lastSegment(source.path) === "AsyncTask";
  // Behind the task stands what it gives, where the source says it.
  if (isTask && source.arguments.length < 2) return false;
  return !namesIn(type).some((name) => name.kind === "unresolved");
}
