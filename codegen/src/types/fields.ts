/** Fields of objects, classes, tuples and tagged unions. */
import type { SourceField, SourceItem, SourceTuple, SourceUnion } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import { isOff, isOn, textOf } from "./attributes.js";
import type { Direction, TypeContext } from "./context.js";
import { parseType } from "./parse-override.js";
import { toTypeScript, unwrapOption } from "./rust-type.js";
import { keyword, literal, union } from "./tree.js";

export interface FieldType {
  readonly type: TsType;
  readonly optional: boolean;
}

/** What of a field the mapping needs; a field of a class has it too. */
export type FieldSource = Pick<SourceField, "type" | "attributes">;

/** Fields that JavaScript sees: without `skip` and `skip_typescript`. */
export function isShown(attributes: Readonly<Record<string, string | boolean>>): boolean {
  return !isOn(attributes, "skip") && !isOn(attributes, "skip_typescript");
}

/** A call without it fails: no `Option`, or one whose key must be there. */
export function isNeeded(field: FieldSource, owner: Pick<SourceItem, "attributes">): boolean {
  if (isOff(owner.attributes, "object_from_js")) return false;
  return !unwrapOption(field.type).optional || isNullable(owner);
}

/** Fields of an object that our package declares: napi reads those with `skip` too. */
export function isFieldDeclared(
  field: FieldSource,
  owner: Pick<SourceItem, "attributes">,
  direction: Direction,
): boolean {
  if (isShown(field.attributes)) return true;
  const isHidden = isOn(field.attributes, "skip_typescript");
  return !isHidden && direction !== "out" && isNeeded(field, owner);
}

/** `use_nullable = true`; the extractor gives the bare key as `false`, as napi-derive takes it. */
function isNullable(owner: Pick<SourceItem, "attributes">): boolean {
  return isOn(owner.attributes, "use_nullable");
}

/** Type and optionality of a field of an object; `None` is a missing key, or `null` under `use_nullable`. */
export function toField(
  field: FieldSource,
  owner: Pick<SourceItem, "attributes">,
  direction: Direction,
  context: TypeContext,
): FieldType {
  const { type: inner, optional } = unwrapOption(field.type);
  const override = textOf(field.attributes, "ts_type");
  const type =
    override === null
      ? toTypeScript(optional ? inner : field.type, fieldPlace(optional, direction), context)
      : parseType(override, context);
  if (!optional) return { type, optional: false };
  return isNullable(owner)
    ? { type: union(type, keyword("null")), optional: false }
    : { type, optional: true };
}

/** Type of a class's field: its getter gives `null` for `None`, whatever the d.ts says. */
export function toClassField(
  field: FieldSource,
  owner: Pick<SourceItem, "attributes">,
  direction: Direction,
  context: TypeContext,
): FieldType {
  const found = toField(field, owner, direction, context);
  if (context.style === "napi" || !found.optional) return found;
  return { type: union(found.type, keyword("null")), optional: false };
}

function fieldPlace(
  optional: boolean,
  direction: Direction,
): { readonly at: "field" | "value"; readonly direction: Direction } {
  return { at: optional ? "value" : "field", direction };
}

/** An enum with data: a union of tagged objects. */
export function unionType(item: SourceUnion, direction: Direction, context: TypeContext): TsType {
  const members = item.variants.map((variant): TsType => ({
    kind: "object",
    fields: [
      {
        name: item.discriminant,
        type: literal(variant.value),
        optional: false,
        readonly: false,
      },
      ...variant.fields
        .filter((field) => isShown(field.attributes))
        .map((field) => ({
          name: field.jsName,
          ...toField(field, item, direction, context),
          readonly: isOn(field.attributes, "readonly"),
        })),
    ],
  }));
  return union(...members);
}

/** An `#[napi(array)]` struct: a tuple with named elements. */
export function tupleType(item: SourceTuple, direction: Direction, context: TypeContext): TsType {
  const elements = item.fields
    .filter((field) => isShown(field.attributes))
    .map((field) => ({ name: field.jsName, ...toField(field, item, direction, context) }));
  if (context.style === "napi") return { kind: "tuple", elements };
  const required = elements.findLastIndex(({ optional }) => !optional);
  return {
    kind: "tuple",
    // TypeScript wants what can be left out at the end.
    elements: elements.map((one, index) =>
      one.optional && index < required
        ? { ...one, optional: false, type: union(one.type, keyword("undefined")) }
        : one,
    ),
  };
}
