/** FT4013: what a class has at run time and its declaration lacks. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem } from "../model/declared.js";
import type { LoadedExport } from "../model/loaded.js";
import type { SourceClass } from "../model/manifest.js";
import type { PartialViews } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";

type DeclaredClass = Extract<DeclaredItem, { kind: "class" }>;

/**
 * Members that the source knows are compared with it: the d.ts may lack them on purpose (`skip_typescript`). Symbols are
 * left out; napi declares none of those that a program makes.
 */
export function checkUndeclaredMembers(
  { source, declared }: PartialViews,
  exports: ReadonlyMap<string, LoadedExport>,
): readonly Diagnostic[] {
  const sources = new Map(source?.items.map((item) => [itemKey(item), item]));
  return [...declaredByKey(declared)].flatMap(([key, items]) => {
    const found = exports.get(key);
    const shape = items.find((item): item is DeclaredClass => item.kind === "class");
    if (shape?.exported !== true || found?.kind !== "class") return [];
    const rust = sources.get(key);
    const owner = rust?.kind === "class" ? rust : null;
    return surplus(shape, found, owner).map((name) => {
      const line = { message: `declared in ${declared?.file ?? ""}`, span: shape.span };
      return diagnostic(
        "FT4013",
        `\`${key}\` has \`${name}\` at run time, which its declaration lacks`,
        {
          primary: owner?.nameSpan ?? shape.span,
          related: owner === null ? [] : [line],
          at: `${owner?.id ?? key}.${name}`,
          help: "build the addon again, so that the d.ts follows it",
        },
      );
    });
  });
}

function surplus(
  shape: DeclaredClass,
  found: LoadedExport,
  owner: SourceClass | null,
): readonly string[] {
  const known = new Set([
    ...shape.members.map(({ name }) => name),
    ...(owner?.members ?? []).map(({ jsName }) => jsName),
  ]);
  const names = [...found.members.map(({ name }) => name), ...found.statics];
  return [...new Set(names)].filter((name) => !name.startsWith("[") && !known.has(name)).sort();
}
