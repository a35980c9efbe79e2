/** What the comparisons of source and d.ts share. */
import type { Code } from "../diagnostics/codes.js";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { TsType } from "../model/type.js";
import type { TypeContext } from "../types/context.js";
import { namesIn } from "../model/names-in.js";
import { authorName } from "../types/table.js";
import { sameType, type Spellings } from "./same-type.js";
import { typeText } from "./type-text.js";

export interface Comparison {
  /** In napi's style. */
  readonly types: TypeContext;
  readonly spellings: Spellings;
  /** Path of the d.ts. */
  readonly file: string;
  /** Macros may give any class members that the source does not show. */
  readonly openClasses: boolean;
}

/** Both sides of something that should agree. */
export interface Pair {
  /** What it is, for the message (`search::grep`, "the parameter `path` of `search::grep`"). */
  readonly what: string;
  readonly at: string;
  readonly rust: Span;
  readonly declared: Span;
}

/** A disagreement: the Rust item first, the line of the d.ts beside it. */
export function disagreement(
  code: Code,
  pair: Pair,
  message: string,
  comparison: Comparison,
  help: string = staleHelp,
): Diagnostic {
  return diagnostic(code, message, {
    primary: pair.rust,
    related: [{ message: `declared in ${comparison.file}`, span: pair.declared }],
    help,
    at: pair.at,
  });
}

const staleHelp = "build the addon again, so that the d.ts follows the source";

/** FT3006, or FT2002 where the d.ts holds a name that nothing declares. */
export function compareTypes(
  source: TsType,
  declared: TsType,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  if (sameType(source, declared, comparison.spellings)) return [];
  const known = new Set(
    namesIn(source).map((name) => (name.kind === "item" ? name.id : name.name)),
  );
  const dangling = namesIn(declared).find(
    (name) =>
      name.kind === "unresolved" &&
      !known.has(name.name) &&
      authorName(`ferrotype::${name.name}`) === null &&
      name.name !== "ExternalObject",
  );
  if (dangling?.kind === "unresolved") {
    const message = `the type of ${pair.what} names \`${dangling.name}\`, which is declared nowhere`;
    return [
      disagreement(
        "FT2002",
        pair,
        message,
        comparison,
        `name the type itself, not a \`use … as ${dangling.name}\`, and give it \`#[napi]\``,
      ),
    ];
  }
  const message = `${pair.what} is \`${typeText(source)}\` by its Rust type, but \`${typeText(declared)}\` in the d.ts`;
  return [disagreement("FT3006", pair, message, comparison)];
}

/** FT3005. */
export function compareOptional(
  source: boolean,
  declared: boolean,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  if (source === declared) return [];
  const word = (optional: boolean): string => (optional ? "optional" : "required");
  const message = `${pair.what} is ${word(source)} by its Rust type, but ${word(declared)} in the d.ts`;
  return [disagreement("FT3005", pair, message, comparison)];
}
