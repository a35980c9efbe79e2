/** FT3004 to FT3008 for members of classes and fields of interfaces. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredItem, DeclaredMember } from "../model/declared.js";
import type {
  SourceClass,
  SourceField,
  SourceMember,
  SourceObject,
  SourceSignature,
} from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import { isOn } from "../types/attributes.js";
import { declaredMember, isMergedMember } from "../types/declared-lookup.js";
import { classMembers } from "../types/class-members.js";
import { isShown, toField, type FieldSource } from "../types/fields.js";
import type { TypeContext } from "../types/context.js";
import { isIterationMember, iterates } from "../types/iteration.js";
import { compareSignature } from "./compare-signature.js";
import {
  compareOptional,
  compareTypes,
  disagreement,
  type Comparison,
  type Pair,
} from "./comparison.js";

type Declared = Extract<DeclaredItem, { kind: "class" | "interface" }>;

export function compareMembers(
  item: SourceClass,
  declared: Declared,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const types: TypeContext = { ...comparison.types, self: item };
  const matched = new Set<DeclaredMember>();
  const found = classMembers(item).flatMap((member) => {
    const other = declaredMember(normalNames(declared.members), member);
    const place = memberPair(member, pair, other ?? declared);
    if (other === undefined) {
      // napi refuses a false `cfg` here, so a member that has one may be absent only with its whole item.
      if (member.cfg !== null) return [];
      return [disagreement("FT3008", place, `${place.what} is missing in the d.ts`, comparison)];
    }
    matched.add(other);
    return compareMember(member, other, item, place, comparison, types);
  });
  if (comparison.openClasses) return found;
  return [...found, ...surplus(declared, matched, item, pair, comparison)];
}

export function compareFields(
  item: SourceObject,
  declared: Declared,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const matched = new Set<DeclaredMember>();
  const members = normalNames(declared.members);
  const found = item.fields
    .filter((field) => isShown(field.attributes))
    .flatMap((field) => {
      const other = members.find((one) => one.name === field.jsName);
      const place = memberPair(
        { ...field, id: `${item.id}::${field.rustName}` },
        pair,
        other ?? declared,
      );
      if (other === undefined) {
        return [disagreement("FT3008", place, `${place.what} is missing in the d.ts`, comparison)];
      }
      matched.add(other);
      return compareField(field, other, item, place, comparison, comparison.types);
    });
  return [...found, ...surplus(declared, matched, item, pair, comparison)];
}

function memberPair(
  member: Pick<SourceMember | SourceField, "nameSpan"> & { readonly id: string },
  pair: Pair,
  declared: DeclaredMember | Declared,
): Pair {
  const { id, nameSpan } = member;
  return { ...pair, what: `\`${id}\``, rust: nameSpan, declared: declared.span };
}

function compareMember(
  member: SourceMember,
  other: DeclaredMember,
  item: SourceClass,
  pair: Pair,
  comparison: Comparison,
  types: TypeContext,
): readonly Diagnostic[] {
  if (member.kind === "field") {
    if (member.type === null) return [];
    const source = { type: member.type, attributes: member.attributes };
    return compareField(source, other, item, pair, comparison, types);
  }
  if (member.signature === null) return [];
  const { kind, attributes } = member;
  const fromFields = kind === "constructor" && isOn(item.attributes, "constructor");
  const signature = fromFields ? shownArguments(member.signature, item) : member.signature;
  const declared = other.signature ?? {
    typeParameters: null,
    thisType: null,
    parameters:
      kind === "setter" && other.type !== null
        ? [
            {
              name: signature.parameters[0]?.jsName ?? "value",
              type: other.type,
              optional: false,
              rest: false,
            },
          ]
        : [],
    returns: kind === "getter" ? other.type : null,
  };
  return compareSignature({ kind, signature, attributes }, declared, pair, comparison, types, {
    fromFields,
  });
}

/** napi leaves skipped fields out of the arguments that it declares. */
function shownArguments(signature: SourceSignature, item: SourceClass): SourceSignature {
  const parameters = signature.parameters.filter((parameter) =>
    item.members.some(
      (member) =>
        member.kind === "field" &&
        member.rustName === parameter.rustName &&
        isShown(member.attributes),
    ),
  );
  return { ...signature, parameters };
}

function compareField(
  field: FieldSource,
  other: DeclaredMember,
  owner: SourceClass | SourceObject,
  pair: Pair,
  comparison: Comparison,
  types: TypeContext,
): readonly Diagnostic[] {
  const source = toField(field, owner, "both", types);
  const optional = compareOptional(source.optional, other.optional, pair, comparison);
  if (optional.length > 0) return optional;
  const readonly = isOn(field.attributes, "readonly");
  if (other.kind === "field" && readonly !== other.readonly) {
    const word = (is: boolean): string => (is ? "read-only" : "writable");
    const message = `${pair.what} is ${word(readonly)} by its Rust attributes, but ${word(other.readonly)} in the d.ts`;
    return [disagreement("FT3006", pair, message, comparison)];
  }
  const type: TsType | null = other.type ?? other.signature?.returns ?? null;
  return type === null ? [] : compareTypes(source.type, type, pair, comparison);
}

/** Members that only the d.ts has; those of iterators are napi's own. */
function surplus(
  declared: Declared,
  matched: ReadonlySet<DeclaredMember>,
  item: SourceClass | SourceObject,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const ofNapi = ({ name }: DeclaredMember): boolean => iterates(item) && isIterationMember(name);
  const names = new Set([...matched].map((member) => `${member.kind} ${member.name}`));
  return normalNames(declared.members)
    .filter((member) => !names.has(`${member.kind} ${member.name}`) && !ofNapi(member))
    .filter((member) => declared.kind !== "class" || !isMergedMember(member, declared))
    .map((member) => {
      const name = member.kind === "constructor" ? "constructor" : member.name;
      const message = `the d.ts has a member \`${name}\` that ${pair.what} lacks`;
      return disagreement("FT3008", { ...pair, declared: member.span }, message, comparison);
    });
}

/** `[globalThis.Symbol.dispose]` → `[Symbol.dispose]`. */
function normalNames(members: readonly DeclaredMember[]): readonly DeclaredMember[] {
  return members.map((member) =>
    member.name.startsWith("[globalThis.")
      ? { ...member, name: member.name.replace("globalThis.", "") }
      : member,
  );
}
