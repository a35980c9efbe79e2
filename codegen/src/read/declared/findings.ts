import { diagnostic } from "../../diagnostics/make.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { DeclaredItem } from "../../model/declared.js";
import type { ParseError } from "./compiler.js";
import { reservedWords } from "./known-names.js";
import type { Positions } from "./positions.js";

/** FT2001: the first message of each line, since one slip makes the parser stumble several times. */
export function syntaxFindings(
  errors: readonly ParseError[],
  positions: Positions,
): readonly Diagnostic[] {
  const lines = new Set<number>();
  return errors.flatMap(({ message, start, end }) => {
    const primary = positions.span(start, end);
    if (lines.has(primary.start.line)) return [];
    lines.add(primary.start.line);
    return [
      diagnostic("FT2001", `the d.ts does not parse: ${message.replace(/\.$/u, "")}`, {
        primary,
        help: "correct the `js_name`, override string or header that this line comes from",
      }),
    ];
  });
}

/** FT2005 and FT2006: what parses and yet cannot be used. */
export function itemFindings(items: readonly DeclaredItem[]): readonly Diagnostic[] {
  return items.flatMap((item) => {
    const at = item.namespace === null ? item.name : `${item.namespace}.${item.name}`;
    const place = { at, primary: item.span };
    const found: Diagnostic[] = [];
    if (item.kind === "enum" && item.const) {
      found.push(
        diagnostic("FT2005", `\`${at}\` is a const enum, which \`isolatedModules\` cannot use`, {
          ...place,
          help: "build with `napi build --no-const-enum --runtime-string-enum`",
        }),
      );
    }
    if (item.exported && reservedWords.has(item.name)) {
      found.push(reservedFinding(item, at));
    }
    return found;
  });
}

function reservedFinding({ name, span }: DeclaredItem, at: string): Diagnostic {
  return diagnostic("FT2006", `\`${name}\` is a reserved word and cannot be exported`, {
    at,
    primary: span,
    help: `give the item another name: \`#[napi(js_name = "${name}_")]\``,
  });
}
