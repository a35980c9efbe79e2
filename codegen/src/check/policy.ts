/** FT5001 to FT5004: what is right and yet not good to offer. Accepted in the config, with a reason. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { RustType, SourceItem, SourceSignature } from "../model/manifest.js";
import type { Item, Surface } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { textOf, type Attributes } from "../types/attributes.js";
import type { ItemGroup } from "../types/groups.js";
import { lastSegment } from "../types/rust-type.js";
import { isShown } from "../types/fields.js";

export function checkPolicy(
  groups: readonly ItemGroup[],
  surface: Surface | null,
): readonly Diagnostic[] {
  const items = groups.flatMap((group) => group.items).filter((item) => !item.macro);
  const uses = items.flatMap(usesOf);
  return [
    ...uses.flatMap(wideNumbers),
    ...uses.flatMap(abortSignals),
    ...items.flatMap(undocumented),
    ...(surface?.items ?? []).flatMap(vagueTypes),
  ];
}

/** A Rust type that callers meet, without an override. */
interface Use {
  readonly type: RustType;
  readonly at: string;
  readonly nameSpan: SourceItem["nameSpan"];
  /** What it is, for the message. */
  readonly what: string;
  readonly isParameter: boolean;
}

function usesOf(item: SourceItem): readonly Use[] {
  switch (item.kind) {
    case "function":
      return signatureUses(item.signature, item);
    case "class":
      return item.members
        .filter(({ attributes }) => isShown(attributes))
        .flatMap((member) =>
          member.signature === null
            ? fieldUses({ ...member, type: member.type }, member.id)
            : signatureUses(member.signature, member),
        );
    case "object":
    case "tuple":
      return item.fields
        .filter(({ attributes }) => isShown(attributes))
        .flatMap((field) => fieldUses(field, `${item.id}::${field.rustName}`));
    case "union":
      return item.variants.flatMap((variant) =>
        variant.fields.flatMap((field) => fieldUses(field, `${item.id}::${variant.rustName}`)),
      );
    case "const":
      return [use(item.type, item, `\`${item.id}\``)];
    default:
      return [];
  }
}

function signatureUses(
  signature: SourceSignature,
  owner: {
    readonly id: string;
    readonly nameSpan: Use["nameSpan"];
    readonly attributes: Attributes;
  },
): readonly Use[] {
  const has = (key: string): boolean => textOf(owner.attributes, key) !== null;
  if (has("ts_type")) return [];
  const parameters = signature.parameters.flatMap(({ rustName, type, override }) =>
    override !== null || has("ts_args_type")
      ? []
      : [
          {
            ...use(type, owner, `the parameter \`${rustName}\` of \`${owner.id}\``),
            isParameter: true,
          },
        ],
  );
  const returns = has("ts_return_type")
    ? []
    : [use(signature.returns, owner, `the result of \`${owner.id}\``)];
  return [...parameters, ...returns];
}

function fieldUses(
  field: {
    readonly type: RustType | null;
    readonly attributes: Attributes;
    readonly nameSpan: Use["nameSpan"];
  },
  id: string,
): readonly Use[] {
  if (field.type === null || textOf(field.attributes, "ts_type") !== null) return [];
  return [use(field.type, { id, nameSpan: field.nameSpan }, `\`${id}\``)];
}

function use(
  type: RustType,
  { id, nameSpan }: { readonly id: string; readonly nameSpan: Use["nameSpan"] },
  what: string,
): Use {
  return { type, at: id, nameSpan, what, isParameter: false };
}

/** FT5001. */
function wideNumbers({ type, at, nameSpan, what }: Use): readonly Diagnostic[] {
  if (!holds(type, (path) => path === "i64" || path === "std::primitive::i64")) return [];
  const message = `${what} is an \`i64\`: above 2⁵³ JavaScript gets another number`;
  const help =
    "take `ferrotype::I53` or `f64` for a number, `BigInt` for a bigint, or say it with an override string";
  return [diagnostic("FT5001", message, { primary: nameSpan, at, help })];
}

/** FT5004. */
function abortSignals({ type, at, nameSpan, what, isParameter }: Use): readonly Diagnostic[] {
  if (!isParameter || !holds(type, (path) => lastSegment(path) === "AbortSignal")) return [];
  const message = `${what} is napi's \`AbortSignal\`, which stops queued work alone and takes over \`onabort\``;
  const help = "take `ferrotype::CancelToken` as the last parameter, and return a `Job`";
  return [diagnostic("FT5004", message, { primary: nameSpan, at, help })];
}

function holds(type: RustType, is: (path: string) => boolean): boolean {
  const within = (one: RustType): boolean => holds(one, is);
  switch (type.kind) {
    case "path":
      return (type.item === null && is(type.path)) || type.arguments.some(within);
    case "reference":
      return within(type.type);
    case "slice":
      // A typed array holds its numbers whole.
      return type.element.kind !== "path" && within(type.element);
    case "array":
      return within(type.element);
    case "tuple":
      return type.elements.some(within);
    case "function":
      return [...type.parameters, type.returns].some(within);
    case "other":
      return false;
  }
}

/** FT5003. */
function undocumented(item: SourceItem): readonly Diagnostic[] {
  const { text, tags, hidden } = item.docs;
  if (text.trim() !== "" || hidden || tags.some(({ name }) => name === "internal")) return [];
  const message = `\`${item.id}\` is exported without a word about it`;
  const help = "write a `///` comment above it";
  return [diagnostic("FT5003", message, { primary: item.nameSpan, at: item.id, help })];
}

/** FT5002: `any` anywhere, `unknown` in what callers get. Once for each item and member. */
function vagueTypes(item: Item): readonly Diagnostic[] {
  const report = (type: TsType, given: boolean, origin: Item["origin"]): readonly Diagnostic[] => {
    const word = vagueWord(type, given);
    if (word === null || origin.nameSpan === null) return [];
    const message = `\`${origin.rustPath}\` is declared with \`${word}\``;
    const help =
      "give a type that says what it is, or say it with `ts_type`, `ts_arg_type` or `ts_return_type`";
    return [diagnostic("FT5002", message, { primary: origin.nameSpan, at: origin.rustPath, help })];
  };
  const once = (found: readonly Diagnostic[]): readonly Diagnostic[] => found.slice(0, 1);
  switch (item.kind) {
    case "function":
      return once(
        item.overloads.flatMap(({ parameters, returns }) => [
          ...parameters.flatMap(({ type }) => report(type, false, item.origin)),
          ...report(returns, true, item.origin),
        ]),
      );
    case "class":
      return item.members.flatMap(({ origin, type, signature }) =>
        once([
          ...(type === null ? [] : report(type, true, origin)),
          ...(signature?.parameters ?? []).flatMap((one) => report(one.type, false, origin)),
          ...(signature === null ? [] : report(signature.returns, true, origin)),
        ]),
      );
    case "interface":
      return item.fields.flatMap(({ type, origin }) =>
        report(type, item.direction !== "in", origin),
      );
    case "alias":
    case "const":
      return report(item.type, true, item.origin);
    default:
      return [];
  }
}

/** Opaque text is the author's own; what the config accepted as `unknown` is such a text too. */
function vagueWord(type: TsType, given: boolean): "any" | "unknown" | null {
  const find = (types: readonly TsType[], way: boolean): "any" | "unknown" | null => {
    for (const one of types) {
      const word = vagueWord(one, way);
      if (word !== null) return word;
    }
    return null;
  };
  switch (type.kind) {
    case "keyword":
      if (type.name === "any") return "any";
      return type.name === "unknown" && given ? "unknown" : null;
    case "array":
      return vagueWord(type.element, given);
    case "tuple":
      return find(
        type.elements.map((one) => one.type),
        given,
      );
    case "union":
    case "intersection":
      return find(type.members, given);
    case "object":
      return find(
        type.fields.map((one) => one.type),
        given,
      );
    case "name":
      return find(type.arguments, given);
    case "function":
      return (
        find(
          type.parameters.map((one) => one.type),
          !given,
        ) ?? vagueWord(type.returns, given)
      );
    case "literal":
    case "opaque":
      return null;
  }
}
