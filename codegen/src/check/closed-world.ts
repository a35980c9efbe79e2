/** FT1010, FT2002, FT2003, FT2004: every name in every type stands for something. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { SourceItem, SourceSignature } from "../model/manifest.js";
import type { Item, Origin, Signature, Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Views } from "../model/views.js";
import { declaredByKey } from "../types/declared-lookup.js";
import type { ItemGroup } from "../types/groups.js";
import { isWellFormed } from "../types/parse-override.js";
import { namesIn } from "../types/tree.js";

/** A type of the surface and where it comes from. */
interface Use {
  readonly type: TsType;
  readonly origin: Origin;
}

export function checkNames(
  views: Views,
  surface: Surface,
  groups: readonly ItemGroup[],
): readonly Diagnostic[] {
  const declared = declaredByKey(views.declared);
  const overrides = new Map(
    groups.map((group) => [group.key, group.items.flatMap(overridesOf)] as const),
  );
  const malformed = [...overrides.values()].flat().flatMap(malformedOverride);
  const unknown = surface.items.flatMap((item) => {
    const texts = overrides.get(item.id) ?? [];
    const seen = new Set<string>();
    return usesOf(item).flatMap(({ type, origin }) =>
      unresolvedIn(type).flatMap((name) => {
        const key = `${origin.rustPath} ${name}`;
        if (seen.has(key)) return [];
        seen.add(key);
        const override = texts.find((one) => hasWord(one.text, name));
        const where = declared.get(item.id)?.[0]?.span ?? null;
        return [unknownName(name, origin, override ?? null, where, views)];
      }),
    );
  });
  return [...malformed, ...unknown];
}

function unknownName(
  name: string,
  origin: Origin,
  override: Override | null,
  declared: Span | null,
  views: Views,
): Diagnostic {
  const file = views.declared?.file ?? "";
  const place = {
    primary: origin.nameSpan ?? origin.span ?? declared,
    at: origin.rustPath,
    related:
      declared === null || origin.nameSpan === null
        ? []
        : [{ message: `declared in ${file}`, span: declared }],
  };
  if (override !== null) {
    return diagnostic(
      "FT2004",
      `\`${override.key}\` of \`${origin.rustPath}\` names \`${name}\`, which is declared nowhere`,
      {
        ...place,
        primary: override.span,
        help: `name an exported item, or declare \`${name}\` in the d.ts header`,
      },
    );
  }
  const code: Code = declared === null ? "FT1010" : "FT2002";
  const message =
    code === "FT1010"
      ? `\`${origin.rustPath}\` uses the type \`${name}\`, of which nothing is known`
      : `\`${origin.rustPath}\` uses the type \`${name}\`, which is declared nowhere`;
  const help = `give \`${name}\` \`#[napi]\`, or say what it is in TypeScript with \`ts_type\`, \`ts_arg_type\` or \`ts_return_type\``;
  return diagnostic(code, message, { ...place, help });
}

function unresolvedIn(type: TsType): readonly string[] {
  return namesIn(type).flatMap((name) => (name.kind === "unresolved" ? [name.name] : []));
}

function usesOf(item: Item): readonly Use[] {
  const { origin } = item;
  switch (item.kind) {
    case "function":
      return item.overloads.flatMap((signature) => signatureUses(signature, origin));
    case "class":
      return [
        ...(item.construct === null
          ? []
          : signatureUses(item.construct.signature, item.construct.origin)),
        ...item.members.flatMap((member) => [
          ...(member.signature === null ? [] : signatureUses(member.signature, member.origin)),
          ...(member.type === null ? [] : [{ type: member.type, origin: member.origin }]),
        ]),
      ];
    case "interface":
      return item.fields.map((field) => ({ type: field.type, origin: field.origin }));
    case "alias":
    case "const":
      return [{ type: item.type, origin }];
    case "brand":
      return [{ type: item.base, origin }];
    case "enum":
    case "error":
      return [];
  }
}

function signatureUses(signature: Signature, origin: Origin): readonly Use[] {
  const types = [...signature.parameters.map((one) => one.type), signature.returns];
  return types.map((type) => ({ type, origin }));
}

interface Override {
  readonly key: string;
  readonly text: string;
  readonly span: Span;
  readonly at: string;
}

const overrideKeys = ["ts_type", "ts_args_type", "ts_return_type", "ts_generic_types"] as const;

function overridesOf(item: SourceItem): readonly Override[] {
  switch (item.kind) {
    case "function":
      return [...ofAttributes(item), ...ofParameters(item.signature, item)];
    case "class":
      return item.members.flatMap((member) => [
        ...ofAttributes(member),
        ...(member.signature === null ? [] : ofParameters(member.signature, member)),
      ]);
    case "object":
    case "tuple":
      return item.fields.flatMap((field) =>
        ofAttributes({ ...field, id: `${item.id}::${field.rustName}` }),
      );
    case "union":
      return item.variants.flatMap((variant) =>
        variant.fields.flatMap((field) =>
          ofAttributes({ ...field, id: `${item.id}::${variant.rustName}` }),
        ),
      );
    default:
      return [];
  }
}

type Owner = Pick<SourceItem, "id" | "attributes" | "nameSpan">;

function ofAttributes({ id, attributes, nameSpan }: Owner): readonly Override[] {
  return overrideKeys.flatMap((key) => {
    const text = attributes[key];
    return typeof text === "string" ? [{ key, text, span: nameSpan, at: id }] : [];
  });
}

function ofParameters(signature: SourceSignature, { id, nameSpan }: Owner): readonly Override[] {
  return signature.parameters.flatMap(({ override }) =>
    override === null ? [] : [{ key: "ts_arg_type", text: override, span: nameSpan, at: id }],
  );
}

function malformedOverride({ key, text, span, at }: Override): readonly Diagnostic[] {
  if (isWellFormed(text)) return [];
  return [
    diagnostic("FT2003", `\`${key}\` of \`${at}\` does not parse: \`${text}\``, {
      primary: span,
      at,
      help: "close every bracket and quote of the string",
    }),
  ];
}

function hasWord(text: string, name: string): boolean {
  return text.split(/[^\p{ID_Continue}$.]+/u).includes(name);
}
