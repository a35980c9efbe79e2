/** FT1010, FT2002, FT2003, FT2004: every name in every type stands for something. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Item, Origin, Signature, Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Views } from "../model/views.js";
import { declaredByKey } from "../types/declared-lookup.js";
import type { ItemGroup } from "../types/groups.js";
import { namesIn } from "../model/names-in.js";
import { malformedOverride, overridesOf, placeIn, type Override } from "./overrides.js";

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
        primary: placeOfName(override, name),
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

/** Where the name stands in the string, as a word of its own. */
function placeOfName(override: Override, name: string): Span {
  const { text } = override;
  const isPart = (index: number): boolean => /[\p{ID_Continue}$.]/u.test(text.charAt(index));
  let start = text.indexOf(name);
  while (start > 0 && (isPart(start - 1) || isPart(start + name.length))) {
    const next = text.indexOf(name, start + 1);
    if (next === -1) break;
    start = next;
  }
  return placeIn(override, Math.max(start, 0), Math.max(start, 0) + name.length);
}

function hasWord(text: string, name: string): boolean {
  return text.split(/[^\p{ID_Continue}$.]+/u).includes(name);
}
