/** FT2005, FT2006: what parses in the d.ts and yet cannot be used. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Surface } from "../model/surface.js";
import type { Views } from "../model/views.js";
import type { ItemGroup } from "../types/groups.js";
import { itemKey } from "../types/context.js";

/** Words that an ES module cannot bind. */
const reservedWords: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof var void while with yield`.split(/\s+/u),
);

/** FT2005, at the Rust enum. */
export function checkConstEnums(
  { declared }: Pick<Views, "declared">,
  groups: readonly ItemGroup[],
): readonly Diagnostic[] {
  if (declared === null) return [];
  return declared.items.flatMap((item) => {
    if (item.kind !== "enum" || !item.const) return [];
    const key = itemKey(item);
    const source = groups.find((group) => group.key === key)?.first;
    const line = { message: `declared in ${declared.file}`, span: item.span };
    return [
      diagnostic("FT2005", `\`${key}\` is a const enum, which \`isolatedModules\` cannot use`, {
        primary: source?.nameSpan ?? item.span,
        related: source === undefined ? [] : [line],
        at: source?.id ?? key,
        help: "build with `napi build --no-const-enum --runtime-string-enum`",
      }),
    ];
  });
}

/** FT2006, for everything that is a value. */
export function checkReservedWords(surface: Surface): readonly Diagnostic[] {
  return surface.items
    .filter((item) => reservedWords.has(item.name))
    .map((item) =>
      diagnostic("FT2006", `\`${item.name}\` is a reserved word and cannot be exported`, {
        primary: item.origin.nameSpan,
        at: item.origin.rustPath,
        help: `give the item another name: \`#[napi(js_name = "${item.name}_")]\``,
      }),
    );
}
