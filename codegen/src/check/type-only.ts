/** FT3012 without the source: a d.ts that declares an enum as a type, and a binary that exports its object. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { LoadedExport } from "../model/loaded.js";
import type { PartialViews } from "../model/views.js";
import { itemKey } from "../types/context.js";
import { declaredByKey } from "../types/declared-lookup.js";

/** Enums that the source knows are compared with it. */
export function checkTypeOnly(
  { source, declared }: PartialViews,
  exports: ReadonlyMap<string, LoadedExport>,
): readonly Diagnostic[] {
  const known = new Set(source?.items.map(itemKey));
  return [...declaredByKey(declared)].flatMap(([key, items]) => {
    const found = exports.get(key);
    if (found?.kind !== "enum" || known.has(key)) return [];
    const [alias] = items;
    if (alias?.kind !== "alias" || !alias.exported || items.length > 1) return [];
    const names = Object.keys(found.values);
    const [name = ""] = names;
    const more = names.length === 1 ? "" : `, and ${names.length - 1} more`;
    const message = `\`${key}\` is declared as a type only, but the addon exports an object of this name (\`${name}\`${more})`;
    const help = "build with `napi build --no-const-enum --runtime-string-enum`";
    return [diagnostic("FT3012", message, { primary: alias.span, at: key, help })];
  });
}
