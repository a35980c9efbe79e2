/** FT2006, FT2007: names that our package cannot export. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import { reservedWords } from "../model/known-names.js";
import type { Item, Surface } from "../model/surface.js";

export function checkExportNames(surface: Surface): readonly Diagnostic[] {
  return surface.items.flatMap((item) => {
    const place = { primary: item.origin.nameSpan, at: item.origin.rustPath };
    if (reservedWords.has(item.name)) {
      return [
        diagnostic("FT2006", `\`${item.name}\` is a reserved word and cannot be exported`, {
          ...place,
          help: `give the item another name: \`#[napi(js_name = "${item.name}_")]\``,
        }),
      ];
    }
    const fault = faultOf(item);
    if (fault === null) return [];
    return [
      diagnostic("FT2007", `\`${item.name}\` cannot be exported: ${fault}`, {
        ...place,
        help: `give the item another name: \`#[napi(js_name = "${spelled(item.name)}")]\``,
      }),
    ];
  });
}

/** Names that TypeScript gives to its own types. */
const typeWords: ReadonlySet<string> = new Set(
  "any bigint boolean never number object string symbol unknown".split(" "),
);

function faultOf({ name, kind }: Item): string | null {
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) return "it is no identifier";
  if (name === "globalThis" || name === "undefined") return "it names something of the language";
  const isValue = kind === "function" || kind === "const";
  return !isValue && typeWords.has(name) ? "it is a type of TypeScript" : null;
}

/** The nearest name that is allowed. */
function spelled(name: string): string {
  const plain = name
    .replace(/^r#/u, "")
    .replaceAll(/[^\p{ID_Continue}$]+(.?)/gu, (_, next: string) => next.toUpperCase());
  return plain === name || !/^[\p{ID_Start}_$]/u.test(plain) || reservedWords.has(plain)
    ? `${plain}_`.replace(/^(?=\p{Nd})/u, "_")
    : plain;
}
