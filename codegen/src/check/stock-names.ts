/** FT2002 where the d.ts alone shows it: a name in a type that nothing declares. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem, DeclaredSignature } from "../model/declared.js";
import type { TsType } from "../model/type.js";
import type { PartialViews } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { authorName } from "../types/table.js";
import { namesIn } from "../types/tree.js";

export function checkStockNames({ source, declared }: PartialViews): readonly Diagnostic[] {
  if (declared === null) return [];
  const helpers = new Set(declared.helpers);
  const sources = new Map(source?.items.map((item) => [itemKey(item), item]));
  // Rust's names of classes and aliases that another declaration of the file explains.
  const known = new Set(declared.items.map((item) => itemKey(item)));
  return declared.items.flatMap((item) => {
    const names = new Set(
      typesOf(item)
        .flatMap(namesIn)
        .flatMap((name) => (name.kind === "unresolved" ? [name.name] : [])),
    );
    const rust = sources.get(itemKey(item));
    return [...names]
      .filter((name) => !helpers.has(name) && !helpers.has(head(name)) && !known.has(name))
      .filter((name) => rust === undefined || authorName(`ferrotype::${name}`) === null)
      .map((name) => {
        const key = rust?.id ?? itemKey(item);
        const line = { message: `declared in ${declared.file}`, span: item.span };
        return diagnostic(
          "FT2002",
          `\`${key}\` uses the type \`${name}\`, which is declared nowhere`,
          {
            primary: rust?.nameSpan ?? item.span,
            related: rust === undefined ? [] : [line],
            at: key,
            help: `give \`${name}\` \`#[napi]\`, or say what it is in TypeScript with \`ts_type\`, \`ts_arg_type\` or \`ts_return_type\``,
          },
        );
      });
  });
}

function head(name: string): string {
  return name.split(".")[0] ?? name;
}

function typesOf(item: DeclaredItem): readonly TsType[] {
  switch (item.kind) {
    case "function":
      return item.overloads.flatMap(signatureTypes);
    case "class":
    case "interface":
      return [
        ...(item.extends ?? []),
        ...item.members.flatMap(({ type, signature }) => [
          ...(type === null ? [] : [type]),
          ...(signature === null ? [] : signatureTypes(signature)),
        ]),
      ];
    case "alias":
    case "const":
      return [item.type];
    case "enum":
      return [];
  }
}

function signatureTypes({ thisType, parameters, returns }: DeclaredSignature): readonly TsType[] {
  const types = [thisType, ...parameters.map(({ type }) => type), returns];
  return types.flatMap((type) => (type === null ? [] : [type]));
}
