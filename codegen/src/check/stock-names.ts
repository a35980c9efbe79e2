/** FT2002 and FT2004 by the d.ts alone: names in its types that nothing declares. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem, DeclaredSignature, DeclaredView } from "../model/declared.js";
import type { TsType } from "../model/type.js";
import { itemKey } from "../types/context.js";
import type { ItemGroup } from "../types/groups.js";
import { mapType } from "../types/map-type.js";
import { authorName } from "../types/table.js";
import { namesIn } from "../model/names-in.js";

/** Once for each name, where it stands first; the other places beside it. */
export function checkStockNames(
  { items, helpers, file }: DeclaredView,
  groups: readonly ItemGroup[],
): readonly Diagnostic[] {
  const users = new Map<string, DeclaredItem[]>();
  for (const item of items) {
    for (const name of new Set(typesOf(item).flatMap(danglingIn))) {
      if (helpers.includes(name.split(".")[0] ?? name)) continue;
      const known = users.get(name);
      if (known === undefined) users.set(name, [item]);
      else known.push(item);
    }
  }
  return [...users].flatMap(([name, [first, ...others]]) => {
    if (first === undefined) return [];
    const key = itemKey(first);
    const rust = groups.find((group) => group.key === key)?.first;
    const declared = { message: `declared in ${file}`, span: first.span };
    const again = others.slice(0, placesShown).map((item) => ({
      message: `\`${itemKey(item)}\` names it too`,
      span: item.span,
    }));
    const more = others.length === 0 ? "" : `, and in ${others.length} more`;
    return [
      diagnostic(
        "FT2002",
        `the type of \`${key}\` names \`${name}\`, which is declared nowhere${more}`,
        {
          primary: rust?.nameSpan ?? first.span,
          related: rust === undefined ? again : [declared, ...again],
          at: rust?.id ?? key,
          help: `give the Rust type \`#[napi]\`, or declare \`${name}\` in the d.ts header`,
        },
      ),
    ];
  });
}

const placesShown = 2;

function danglingIn(type: TsType): readonly string[] {
  return namesIn(withoutErrors(type)).flatMap((name) =>
    name.kind === "unresolved" && authorName(`ferrotype::${name.name}`) === null ? [name.name] : [],
  );
}

/** The error of a job is part of its Rust type and of no type that users meet. */
function withoutErrors(type: TsType): TsType {
  return mapType(type, (one) => {
    const [result] = one.kind === "name" ? one.arguments : [];
    const isFallible =
      one.kind === "name" &&
      one.name.kind === "unresolved" &&
      ["Job", "Stream", "Result"].includes(one.name.name);
    return isFallible && result !== undefined ? withoutErrors(result) : null;
  });
}

function typesOf(item: DeclaredItem): readonly TsType[] {
  switch (item.kind) {
    case "function":
      return item.overloads.flatMap(typesOfSignature);
    case "class":
    case "interface":
      return [
        ...(item.extends ?? []),
        ...item.members.flatMap(({ signature, type }) => [
          ...(signature === null ? [] : typesOfSignature(signature)),
          ...(type === null ? [] : [type]),
        ]),
      ];
    case "alias":
    case "const":
      return [item.type];
    case "enum":
      return [];
  }
}

function typesOfSignature({ thisType, parameters, returns }: DeclaredSignature): readonly TsType[] {
  return [
    ...(thisType === null ? [] : [thisType]),
    ...parameters.map(({ type }) => type),
    ...(returns === null ? [] : [returns]),
  ];
}
