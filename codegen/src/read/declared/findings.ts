import { diagnostic } from "../../diagnostics/make.js";
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.js";
import type { DeclaredItem } from "../../model/declared.js";
import type { ParseError } from "./compiler.js";
import { reservedWords } from "../../model/known-names.js";
import type { Positions } from "./positions.js";
import { isIdentifier } from "./respell.js";

/** FT2001: the first message of each line, since one slip makes the parser stumble several times. */
export function syntaxFindings(
  errors: readonly ParseError[],
  positions: Positions,
): readonly Diagnostic[] {
  const lines = new Set<number>();
  return errors.flatMap(({ message, start, end }) => {
    const line = positions.line(start);
    if (lines.has(line)) return [];
    lines.add(line);
    const primary = positions.span(start, end);
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
    if (item.exported && (reservedWords.has(item.name) || !isIdentifier(item.name))) {
      found.push(nameFinding(item.name, item.span, at));
    }
    return found;
  });
}

/** The same for respelled names that belong to no item: those of namespaces, members and parameters. */
export function nameFindings(
  names: ReadonlyMap<number, string>,
  items: readonly DeclaredItem[],
  positions: Positions,
): readonly Diagnostic[] {
  const claimed = new Set(items.map(({ span }) => span.start.byteOffset));
  return [...names].flatMap(([offset, name]) => {
    const span = positions.span(offset, offset + name.length);
    return claimed.has(span.start.byteOffset) ? [] : [nameFinding(name, span, name)];
  });
}

/** FT2006 and FT2001: names that no declaration can have. */
function nameFinding(name: string, primary: Span, at: string): Diagnostic {
  const better = name.replace(/^r#/u, "").replaceAll("-", "_");
  const help = `give the item another name: \`#[napi(js_name = "${better}_")]\``;
  return reservedWords.has(name)
    ? diagnostic("FT2006", `\`${name}\` is a reserved word and cannot be exported`, {
        at,
        primary,
        help,
      })
    : diagnostic("FT2001", `the d.ts does not parse: \`${name}\` is not an identifier`, {
        at,
        primary,
        help: help.replace('_")', '")'),
      });
}
