/** One item of the surface from the items of the source that share its name. */
import type { SourceItem } from "../model/manifest.js";
import type {
  EnumItem,
  ErrorItem,
  Field,
  InterfaceItem,
  Item,
  Signature,
} from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { isOn } from "../types/attributes.js";
import { brandCheck } from "../types/argument-check.js";
import { itemKey } from "../types/context.js";
import { isFieldDeclared, toField, tupleType, unionType } from "../types/fields.js";
import { brandBase, toTypeScript } from "../types/rust-type.js";
import { toSignatures } from "../types/signature.js";
import { union } from "../types/tree.js";
import { linkClass } from "./link-class.js";
import { linkDeclared } from "./declared-item.js";
import type { ItemGroup } from "../types/groups.js";
import { docsOf, originOf, type LinkContext } from "./link-context.js";
import { declaredFunction, mendSignature, mendType } from "./unproved.js";

/** What every item has. */
export type ItemBase = Omit<Extract<Item, { kind: "const" }>, "kind" | "type">;

export function linkItem(group: ItemGroup, module: string | null, context: LinkContext): Item {
  const { first } = group;
  const fromMacro = first.macro ? context.declared.get(group.key)?.[0] : undefined;
  const base = baseOf(group, module, context);
  if (fromMacro !== undefined) {
    const { docs, origin, missingOn } = base;
    return { ...linkDeclared(fromMacro, module, context.types), docs, origin, missingOn };
  }
  const direction = context.directions.get(group.key) ?? "both";
  switch (first.kind) {
    case "function":
      return { ...base, kind: "function", overloads: overloads(group, context) };
    case "class":
      return linkClass(group, first, base, context);
    case "object":
      return { ...base, kind: "interface", direction, fields: fields(group, direction, context) };
    case "tuple":
    case "union":
      return alias(base, typeOfTwins(group, direction, context));
    case "alias": {
      const { brand } = first;
      if (brand === null) return alias(base, typeOfTwins(group, direction, context));
      return {
        ...base,
        kind: "brand",
        base: brandBase(first, context.types),
        check: brandCheck(first, context.types),
        strict: brand === "strict",
      };
    }
    case "const":
      return { ...base, kind: "const", type: typeOfTwins(group, "out", context) };
    case "enum":
      return { ...base, kind: "enum", members: enumMembers(group, context) };
    case "error":
      return { ...base, module: null, kind: "error", codes: errorCodes(group, context) };
  }
}

function baseOf(group: ItemGroup, module: string | null, context: LinkContext): ItemBase {
  const { first, presence } = group;
  const signature = first.kind === "function" ? first.signature : null;
  const { missingOn } = presence;
  return {
    id: group.key,
    name: first.jsName,
    // napi ignores `js_name` on constants.
    binaryName:
      first.kind === "const"
        ? itemKey({ namespace: first.namespace, name: first.rustName })
        : group.key,
    module,
    docs: docsOf({ item: first, docs: first.docs, signature, missingOn }, context),
    origin: originOf(first),
    missingOn,
  };
}

function alias(base: ItemBase, type: TsType): Item {
  return { ...base, kind: "alias", typeParameters: null, type };
}

/** The type that an item stands for; where twins under other predicates differ, one of theirs. */
function typeOfTwins(
  group: ItemGroup,
  direction: InterfaceItem["direction"],
  context: LinkContext,
): TsType {
  const place = { at: "value", direction } as const;
  const types = group.items.flatMap((item): readonly TsType[] => {
    switch (item.kind) {
      case "tuple":
        return [tupleType(item, direction, context.types)];
      case "union":
        return [unionType(item, direction, context.types)];
      case "const":
        return [toTypeScript(item.type, place, context.types)];
      case "alias": {
        const type = toTypeScript(item.type, place, context.types);
        return [mendType(type, item.type, declaredAlias(group, context), context)];
      }
      default:
        return [];
    }
  });
  return union(...types);
}

function declaredAlias(group: ItemGroup, context: LinkContext): TsType | null {
  const declared = context.declared.get(group.key)?.[0];
  return declared?.kind === "alias" ? declared.type : null;
}

/** One signature; twins under other predicates that differ are overloads. */
function overloads(group: ItemGroup, context: LinkContext): readonly Signature[] {
  const all = group.items.flatMap((item): readonly Signature[] => {
    if (item.kind !== "function") return [];
    const declared = declaredFunction(context.declared.get(group.key));
    return toSignatures(item, context.types).map((signature) =>
      mendSignature(signature, item, declared, context),
    );
  });
  if (all.length < 2) return all;
  const found = new Map(
    all.map((one) => [JSON.stringify([one.parameters, one.returns]), one] as const),
  );
  return [...found.values()];
}

/** Fields of all twins; one that only some of them have is optional. */
function fields(
  group: ItemGroup,
  direction: InterfaceItem["direction"],
  context: LinkContext,
): readonly Field[] {
  const found = new Map<string, { field: Field; count: number }>();
  for (const item of group.items) {
    if (item.kind !== "object") continue;
    const declared = context.declared.get(group.key)?.[0];
    for (const source of item.fields) {
      if (!isFieldDeclared(source, item, direction)) continue;
      const known = found.get(source.jsName);
      if (known !== undefined) {
        known.count += 1;
        continue;
      }
      const mapped = toField(source, item, direction, context.types);
      const member =
        declared?.kind === "interface"
          ? declared.members.find((one) => one.name === source.jsName)
          : undefined;
      const field: Field = {
        name: source.jsName,
        type: mendType(mapped.type, source.type, member?.type ?? null, context),
        optional: mapped.optional,
        readonly: item.row || isOn(source.attributes, "readonly"),
        docs: docsOf({ item, docs: source.docs }, context),
        origin: { ...originOf({ ...source, id: `${item.id}::${source.rustName}` }) },
      };
      found.set(source.jsName, { field, count: 1 });
    }
  }
  const twins = group.items.filter((item) => item.kind === "object").length;
  return [...found.values()].map(({ field, count }) =>
    count === twins ? field : { ...field, optional: true },
  );
}

function enumMembers(group: ItemGroup, context: LinkContext): EnumItem["members"] {
  const found = new Map<string, EnumItem["members"][number]>();
  for (const item of group.items) {
    if (item.kind !== "enum") continue;
    for (const variant of item.variants) {
      if (found.has(variant.rustName)) continue;
      found.set(variant.rustName, {
        name: variant.rustName,
        value: variant.value,
        docs: docsOf({ item, docs: variant.docs }, context),
        origin: partOrigin(item, variant),
      });
    }
  }
  return [...found.values()];
}

function errorCodes(group: ItemGroup, context: LinkContext): ErrorItem["codes"] {
  const found = new Map<string, ErrorItem["codes"][number]>();
  for (const item of group.items) {
    if (item.kind !== "error") continue;
    for (const { rustName, code, docs, nameSpan } of item.codes) {
      if (found.has(code)) continue;
      found.set(code, {
        code,
        docs: docsOf({ item, docs }, context),
        origin: partOrigin(item, { rustName, span: nameSpan, nameSpan }),
      });
    }
  }
  return [...found.values()];
}

function partOrigin(
  item: SourceItem,
  part: Pick<SourceItem, "rustName" | "span" | "nameSpan">,
): Field["origin"] {
  return originOf({ ...part, id: `${item.id}::${part.rustName}` });
}
