/** FT3019, FT3021: what signatures leave out. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredItem, DeclaredSignature } from "../model/declared.js";
import type { RustType, SourceMember, SourceSignature } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import { textOf } from "../types/attributes.js";
import { declaredMember } from "../types/declared-lookup.js";
import { parameterPlace, type Place, returnPlace, type TypeContext } from "../types/context.js";
import { isShown } from "../types/fields.js";
import { lastSegment, toTypeScript, unwrapResult } from "../types/rust-type.js";
import { mayReturnEarly } from "../types/signature.js";
import { isKeyword } from "../types/tree.js";
import { itemsOf, stockFinding, type Stock } from "./stock-view.js";
import { typeText } from "./type-text.js";

interface Callable {
  readonly id: string;
  readonly nameSpan: SourceMember["nameSpan"];
  readonly kind: "function" | Exclude<SourceMember["kind"], "field">;
  readonly attributes: SourceMember["attributes"];
  readonly signature: SourceSignature;
  /** Its name in messages. */
  readonly what: string;
  /** Null without a d.ts; undefined where the d.ts lacks it. */
  readonly declared: DeclaredSignature | null | undefined;
  readonly span: SourceMember["nameSpan"] | null;
  readonly types: TypeContext;
}

export function checkStockResults(stock: Stock): readonly Diagnostic[] {
  const callables = [...functions(stock), ...members(stock)].filter(
    (one) => one.declared !== undefined,
  );
  return [
    ...callables.flatMap((one) => [...earlyReturns(one, stock), ...lostUnions(one, stock)]),
    ...lostFields(stock),
  ];
}

function functions(stock: Stock): readonly Callable[] {
  return itemsOf("function", stock).map(({ key, item, declared }) => {
    const found = declared?.find((one) => one.kind === "function");
    return {
      ...item,
      what: key,
      declared: declared === null ? null : found?.overloads[0],
      span: found?.span ?? null,
      types: stock.types,
    };
  });
}

function members(stock: Stock): readonly Callable[] {
  return itemsOf("class", stock).flatMap(({ key, item, declared }) => {
    const shape = declared?.find((one) => one.kind === "class");
    return item.members.flatMap((member): readonly Callable[] => {
      const { kind, signature } = member;
      if (kind === "field" || signature === null || !isShown(member.attributes)) return [];
      const found = shape === undefined ? undefined : declaredMember(shape.members, member);
      return [
        {
          ...member,
          kind,
          signature,
          what: `${key}.${member.jsName}`,
          declared: declared === null ? null : (found?.signature ?? undefined),
          span: found?.span ?? null,
          types: { ...stock.types, self: item },
        },
      ];
    });
  });
}

/** FT3019. */
function earlyReturns(one: Callable, stock: Stock): readonly Diagnostic[] {
  const returns = one.declared?.returns ?? null;
  if (!mayReturnEarly(one, one.types) || textOf(one.attributes, "ts_type") !== null) return [];
  if (returns !== null && holdsUndefined(returns)) return [];
  if (/\b(undefined|void|any|unknown)\b/u.test(textOf(one.attributes, "ts_return_type") ?? ""))
    return [];
  const says = returns === null ? "" : `, and is declared to give \`${typeText(returns)}\` always`;
  const message = `\`${one.what}\` gives undefined for an argument of a wrong type${says}`;
  const help =
    "write `strict`, which throws, instead of `return_if_invalid`, or say it with `ts_return_type`";
  return [stockFinding("FT3019", message, help, one, one.span, stock)];
}

function holdsUndefined(type: TsType): boolean {
  if (type.kind === "opaque") return /\b(undefined|void|any|unknown)\b/u.test(type.text);
  if (type.kind === "union") return type.members.some(holdsUndefined);
  return (["undefined", "void", "any", "unknown"] as const).some((name) => isKeyword(type, name));
}

/** FT3021. */
function lostUnions(one: Callable, stock: Stock): readonly Diagnostic[] {
  const { signature, attributes, types, declared } = one;
  const text = (key: string): string | null => textOf(attributes, key);
  if (text("ts_type") !== null) return [];
  const found: Diagnostic[] = [];
  const report = (what: string, type: RustType, place: Place, says: TsType | undefined): void => {
    const lost = lostUnion(type, place, types);
    if (lost === null || (says !== undefined && !holdsAny(says))) return;
    const message = `${what} is \`any\` by the d.ts, but Rust takes and gives \`${lost}\` alone`;
    const help =
      "say the type with an override string, or leave out of the `Either` what is the same in TypeScript";
    found.push(stockFinding("FT3021", message, help, one, one.span, stock));
  };
  if (text("ts_args_type") === null) {
    for (const parameter of signature.parameters) {
      if (parameter.override !== null) continue;
      const says = declared?.parameters.find(({ name }) => name === parameter.jsName)?.type;
      const what = `the parameter \`${parameter.jsName}\` of \`${one.what}\``;
      report(what, parameter.type, parameterPlace, says);
    }
  }
  if (text("ts_return_type") === null && !["constructor", "setter", "factory"].includes(one.kind)) {
    const returns = unwrapResult(signature.returns);
    report(`the result of \`${one.what}\``, returns, returnPlace, declared?.returns ?? undefined);
  }
  return found;
}

function lostFields(stock: Stock): readonly Diagnostic[] {
  const owners = [...itemsOf("object", stock), ...itemsOf("tuple", stock)];
  return owners.flatMap(({ key, item, declared }) =>
    item.fields.flatMap((field) => {
      if (!isShown(field.attributes) || textOf(field.attributes, "ts_type") !== null) return [];
      const lost = lostUnion(field.type, { at: "field", direction: "both" }, stock.types);
      if (lost === null) return [];
      const place = declared?.[0];
      if (declared !== null && (place === undefined || !itemHoldsAny(place))) return [];
      const message = `\`${key}.${field.jsName}\` is \`any\` by the d.ts, but Rust takes and gives \`${lost}\` alone`;
      const help =
        "say the type with `ts_type`, or leave out of the `Either` what is the same in TypeScript";
      const rust = { ...field, id: `${item.id}::${field.rustName}` };
      return [stockFinding("FT3021", message, help, rust, place?.span ?? null, stock)];
    }),
  );
}

/** The union that napi prints as `any`, as text. */
function lostUnion(type: RustType, place: Place, types: TypeContext): string | null {
  if (type.kind === "path") {
    const isEither = /^Either\d*$/u.test(lastSegment(type.path));
    if (isEither && type.item === null && isKeyword(toTypeScript(type, place, types), "any")) {
      return typeText(toTypeScript(type, place, { ...types, style: "surface" }));
    }
  }
  for (const inner of partsOf(type)) {
    const lost = lostUnion(inner, { ...place, at: "value" }, types);
    if (lost !== null) return lost;
  }
  return null;
}

function partsOf(type: RustType): readonly RustType[] {
  switch (type.kind) {
    case "path":
      return type.item === null ? type.arguments : [];
    case "reference":
      return [type.type];
    case "slice":
    case "array":
      return [type.element];
    case "tuple":
      return type.elements;
    case "function":
      return [...type.parameters, type.returns];
    case "other":
      return [];
  }
}

function itemHoldsAny(item: DeclaredItem): boolean {
  if (item.kind === "alias") return holdsAny(item.type);
  return (
    item.kind === "interface" && item.members.some((one) => one.type !== null && holdsAny(one.type))
  );
}

function holdsAny(type: TsType): boolean {
  return /\bany\b/u.test(typeText(type));
}
