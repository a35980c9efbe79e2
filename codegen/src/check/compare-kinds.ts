/** FT3003, and the comparison of two items of one kind. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredItem } from "../model/declared.js";
import type { SourceEnum, SourceItem } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import { tupleType, unionType } from "../types/fields.js";
import { toTypeScript } from "../types/rust-type.js";
import { literal, union } from "../types/tree.js";
import { compareMembers, compareFields } from "./compare-members.js";
import { compareSignature } from "./compare-signature.js";
import { compareTypes, disagreement, type Comparison, type Pair } from "./comparison.js";

const declaredKinds: Readonly<Record<Exclude<SourceItem["kind"], "error">, DeclaredItem["kind"]>> =
  {
    function: "function",
    class: "class",
    object: "interface",
    tuple: "alias",
    enum: "enum",
    union: "alias",
    alias: "alias",
    const: "const",
  };

/** Compares an item with what the d.ts has under its name. */
export function compareKinds(
  item: SourceItem,
  declared: readonly DeclaredItem[],
  comparison: Comparison,
): readonly Diagnostic[] {
  if (item.kind === "error") return [];
  const [first] = declared;
  const expected = declaredKinds[item.kind];
  const same = declared.filter((one) => one.kind === expected);
  if (first === undefined) return [];
  const pair: Pair = {
    what: `\`${item.id}\``,
    at: item.id,
    rust: item.nameSpan,
    declared: (same[0] ?? first).span,
  };
  if (same.length === 0) {
    if (item.kind === "enum" && first.kind === "alias") {
      return compareLiterals(item, first.type, pair, comparison);
    }
    if (isHeaderValue(item, declared)) return [];
    const message = `${pair.what} is exported as ${article(item.kind)}, but the d.ts declares ${article(first.kind)}`;
    return [disagreement("FT3003", pair, message, comparison)];
  }
  if (item.macro) return [];
  const results = same.map((one) =>
    compareContent(item, one, { ...pair, declared: one.span }, comparison),
  );
  return results.find((found) => found.length === 0) ?? results[0] ?? [];
}

/** `var X: XConstructor` of a header in place of napi's declaration: such a type can be a class or a function. */
function isHeaderValue(item: SourceItem, declared: readonly DeclaredItem[]): boolean {
  if (item.kind !== "class" && item.kind !== "function") return false;
  return declared.some((one) => one.kind === "const" && !isPlain(one.type));
}

function isPlain(type: TsType): boolean {
  return type.kind === "keyword" ? type.name !== "any" : type.kind === "literal";
}

function compareContent(
  item: Exclude<SourceItem, { kind: "error" }>,
  declared: DeclaredItem,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const { types } = comparison;
  const alias = (type: TsType): readonly Diagnostic[] =>
    declared.kind === "alias" ? compareTypes(type, declared.type, pair, comparison) : [];
  switch (item.kind) {
    case "function": {
      if (declared.kind !== "function") return [];
      const results = declared.overloads.map((one) =>
        compareSignature(item, one, pair, comparison, types),
      );
      return results.find((found) => found.length === 0) ?? results[0] ?? [];
    }
    case "class":
      return declared.kind === "class" ? compareMembers(item, declared, pair, comparison) : [];
    case "object":
      return declared.kind === "interface" ? compareFields(item, declared, pair, comparison) : [];
    case "tuple":
      return alias(tupleType(item, "both", types));
    case "union":
      return alias(unionType(item, "both", types));
    case "alias":
      return alias(toTypeScript(item.type, { at: "value", direction: "both" }, types));
    case "const":
      return declared.kind === "const"
        ? compareTypes(
            toTypeScript(item.type, { at: "value", direction: "out" }, types),
            declared.type,
            pair,
            comparison,
          )
        : [];
    case "enum":
      return declared.kind === "enum" ? compareEnum(item, declared, pair, comparison) : [];
  }
}

function compareEnum(
  item: SourceEnum,
  declared: Extract<DeclaredItem, { kind: "enum" }>,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const variant of item.variants) {
    const other = declared.members.find((one) => one.name === variant.rustName);
    const what = `\`${item.id}::${variant.rustName}\``;
    const place: Pair = { ...pair, what, rust: variant.nameSpan };
    if (other === undefined) {
      found.push(disagreement("FT3008", place, `${what} is missing in the d.ts`, comparison));
    } else if (other.value !== variant.value) {
      const message = `${what} is ${JSON.stringify(variant.value)} in the source, but ${JSON.stringify(other.value)} in the d.ts`;
      found.push(disagreement("FT3007", { ...place, declared: other.span }, message, comparison));
    }
  }
  for (const member of declared.members) {
    if (item.variants.some((variant) => variant.rustName === member.name)) continue;
    const message = `the d.ts has a member \`${member.name}\` that ${pair.what} lacks`;
    found.push(disagreement("FT3008", { ...pair, declared: member.span }, message, comparison));
  }
  return found;
}

/** A string enum without `--runtime-string-enum` is a union of its values. */
function compareLiterals(
  item: SourceEnum,
  declared: TsType,
  pair: Pair,
  comparison: Comparison,
): readonly Diagnostic[] {
  const source = union(...item.variants.map((variant) => literal(variant.value)));
  return compareTypes(source, declared, pair, comparison).map((one) =>
    one.code === "FT3006" ? { ...one, code: "FT3007" } : one,
  );
}

function article(kind: SourceItem["kind"] | DeclaredItem["kind"]): string {
  const word = kind === "object" ? "interface" : kind;
  return `${/^[aeiou]/u.test(word) ? "an" : "a"} ${word}`;
}
