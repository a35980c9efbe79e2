/**
 * Items that stand in the d.ts alone and belong there: types of the author's header, and what an unreadable macro wrote.
 * A header is known by its use: an override string, or another type of the header, names its types.
 */
import type { DeclaredItem } from "../model/declared.js";
import type { SourceItem } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import type { Views } from "../model/views.js";
import { itemKey } from "./context.js";
import { declaredByKey } from "./declared-lookup.js";
import { namesIn } from "../model/names-in.js";

/** By `name` or `namespace.name`. */
export function declaredOnly(views: Views): ReadonlyMap<string, DeclaredItem> {
  const sources = new Set(
    views.source.items.flatMap(({ namespace, jsName, rustName }) => [
      itemKey({ namespace, jsName }),
      itemKey({ namespace, name: rustName }),
      rustName,
    ]),
  );
  const alone = new Map<string, DeclaredItem>();
  for (const [key, [item]] of declaredByKey(views.declared)) {
    if (item !== undefined && !sources.has(key)) alone.set(key, item);
  }
  const isOpen = hasNamelessMacro(views);
  const words = new Set(views.source.items.flatMap(overrideTexts).flatMap(wordsOf));
  const roots = [...alone].filter(
    ([key, { exported, kind }]) =>
      exported &&
      (isOpen ||
        (isType(kind) && (words.has(key) || (views.declared?.helpers.includes(key) ?? false)))),
  );
  return withUsed(roots, alone);
}

/** A macro whose items, or the class of whose `impl`, have no fixed name: only the d.ts knows what it made. */
export function hasNamelessMacro({ source }: Pick<Views, "source">): boolean {
  const ids = new Set(source.items.map(({ id }) => id));
  return source.diagnostics.some(({ code, at }) => code === "FT1007" && !ids.has(at ?? ""));
}

function isType(kind: DeclaredItem["kind"]): boolean {
  return kind === "interface" || kind === "alias" || kind === "class";
}

/** With the types that they use: a header keeps some of them to itself, and our files must import them from one another. */
function withUsed(
  roots: readonly (readonly [string, DeclaredItem])[],
  alone: ReadonlyMap<string, DeclaredItem>,
): ReadonlyMap<string, DeclaredItem> {
  const found = new Map<string, DeclaredItem>();
  const visit = (key: string, item: DeclaredItem | undefined): void => {
    if (item === undefined || found.has(key)) return;
    found.set(key, item);
    for (const name of typesOf(item).flatMap(namesIn)) {
      if (name.kind !== "item") continue;
      const used = alone.get(name.id);
      // A class that is not exported is no value at run time.
      const isThere = used?.exported === true || used?.kind !== "class";
      if (used !== undefined && isType(used.kind) && isThere) visit(name.id, used);
    }
  };
  for (const [key, item] of roots) visit(key, item);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{ID_Continue}$.]+/u);
}

function overrideTexts(item: SourceItem): readonly string[] {
  switch (item.kind) {
    case "function":
      return [item, ...item.signature.parameters].flatMap(textsOf);
    case "class":
      return item.members.flatMap((member) =>
        [member, ...(member.signature?.parameters ?? [])].flatMap(textsOf),
      );
    case "object":
    case "tuple":
      return item.fields.flatMap(textsOf);
    case "union":
      return item.variants.flatMap((variant) => variant.fields.flatMap(textsOf));
    default:
      return [];
  }
}

function textsOf(part: {
  readonly attributes?: Readonly<Record<string, string | boolean>>;
  readonly override?: string | null;
}): readonly string[] {
  const texts = Object.entries(part.attributes ?? {}).flatMap(([key, value]) =>
    key.startsWith("ts_") && typeof value === "string" ? [value] : [],
  );
  return typeof part.override === "string" ? [...texts, part.override] : texts;
}

function typesOf(item: DeclaredItem): readonly TsType[] {
  if (item.kind === "alias" || item.kind === "const") return [item.type];
  if (item.kind !== "interface" && item.kind !== "class") return [];
  return item.members.flatMap((member) => [
    ...(member.type === null ? [] : [member.type]),
    ...(member.signature?.parameters.map((one) => one.type) ?? []),
    ...(member.signature?.returns === null || member.signature === null
      ? []
      : [member.signature.returns]),
  ]);
}
