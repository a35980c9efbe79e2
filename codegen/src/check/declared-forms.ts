/** FT2005: what parses in the d.ts and yet cannot be used. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Views } from "../model/views.js";
import type { ItemGroup } from "../types/groups.js";
import { itemKey } from "../types/context.js";

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
