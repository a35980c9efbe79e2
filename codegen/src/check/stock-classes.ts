/** FT3013, FT3014, FT3016, FT3018, FT3020: classes. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { DeclaredItem } from "../model/declared.js";
import type { Manifest, SourceClass } from "../model/manifest.js";
import type { PartialViews } from "../model/views.js";
import { isOff, isOn, textOf } from "../types/attributes.js";
import { itemKey } from "../types/context.js";
import { isShown } from "../types/fields.js";
import { groupItems } from "../types/groups.js";
import { unwrapOption } from "../types/rust-type.js";
import { itemsOf, shapeOf, stockFinding, type Stock } from "./stock-view.js";
import { typeText } from "./type-text.js";

/** FT3013, which the d.ts alone shows: napi declares every constructor that there is. Without one, the source does. */
export function checkStockConstructors(views: PartialViews): readonly Diagnostic[] {
  const { source, declared, loaded } = views;
  if (declared === null) return source === null ? [] : undeclaredConstructors(source);
  const sources = new Map(source?.items.map((item) => [itemKey(item), item]));
  return declared.items.flatMap((item) => {
    if (item.kind !== "class" || !item.exported) return [];
    if (item.members.some(({ kind }) => kind === "constructor")) return [];
    const key = itemKey(item);
    // A class of the author's header is not napi's.
    const rust = sources.get(key);
    if (source !== null && rust?.kind !== "class") return [];
    if (rust?.kind === "class" && hasConstructor(rust)) return [];
    const isThere = loaded?.exports.some((one) => itemKey(one) === key);
    if (isThere === false || declared.helpers.includes(key)) return [];
    const line = { message: `declared in ${declared.file}`, span: item.span };
    return [
      notConstructed(key, {
        primary: rust?.nameSpan ?? item.span,
        related: rust === undefined ? [] : [line],
        at: rust?.id ?? key,
      }),
    ];
  });
}

function undeclaredConstructors(source: Manifest): readonly Diagnostic[] {
  return groupItems(source, []).flatMap(({ key, first }) =>
    first.kind !== "class" || first.macro || hasConstructor(first)
      ? []
      : [notConstructed(key, { primary: first.nameSpan, at: first.id })],
  );
}

function notConstructed(
  key: string,
  place: Partial<Pick<Diagnostic, "primary" | "related" | "at">>,
): Diagnostic {
  const help = "add a `#[napi(constructor)]`, or let callers know how to get one";
  const message = `\`new ${key}()\` fits the d.ts, but throws: it has no constructor`;
  return diagnostic("FT3013", message, { ...place, help });
}

function hasConstructor(item: SourceClass): boolean {
  return (
    isOn(item.attributes, "constructor") ||
    item.members.some((member) => member.kind === "constructor")
  );
}

export function checkStockClasses(stock: Stock): readonly Diagnostic[] {
  const classes = itemsOf("class", stock);
  return [
    ...classes.flatMap(({ key, item, declared }) =>
      declared === null
        ? [...fields(key, item, null, stock), ...hiddenArguments(key, item, null, stock)]
        : declared.flatMap((one) =>
            one.kind === "class"
              ? [...fields(key, item, one, stock), ...hiddenArguments(key, item, one, stock)]
              : [],
          ),
    ),
    ...lookAlikes(stock),
  ];
}

type DeclaredClass = Extract<DeclaredItem, { kind: "class" }>;

function fields(
  key: string,
  item: SourceClass,
  declared: DeclaredClass | null,
  stock: Stock,
): readonly Diagnostic[] {
  return item.members.flatMap((member) => {
    if (member.kind !== "field" || member.type === null || !isShown(member.attributes)) return [];
    const shown = declared?.members.find((one) => one.name === member.jsName);
    if (declared !== null && shown === undefined) return [];
    const what = `\`${key}.${member.jsName}\``;
    const found: Diagnostic[] = [];
    const isLocked = isOff(member.attributes, "writable") && !isOn(member.attributes, "readonly");
    if (isLocked && shown?.readonly !== true) {
      const message = `${what} is writable by the d.ts, but an assignment throws: \`writable = false\``;
      const help = "write `#[napi(readonly)]`, which stands in the d.ts too";
      found.push(stockFinding("FT3014", message, help, member, shown?.span ?? null, stock));
    }
    const isOptional = unwrapOption(member.type).optional && !isOn(item.attributes, "use_nullable");
    const says = textOf(member.attributes, "ts_type");
    if (isOptional && shown?.optional !== false && !/\bnull\b/u.test(says ?? "")) {
      const message = `${what} is undefined for \`None\` by the d.ts, but its getter gives null`;
      const help =
        'write `use_nullable = true` on the struct, or `ts_type = "… | null"` on the field';
      found.push(stockFinding("FT3018", message, help, member, shown?.span ?? null, stock));
    }
    return found;
  });
}

/** FT3016. */
function hiddenArguments(
  key: string,
  item: SourceClass,
  declared: DeclaredClass | null,
  stock: Stock,
): readonly Diagnostic[] {
  const isOwn = item.members.some((member) => member.kind === "constructor");
  if (!isOn(item.attributes, "constructor") || isOwn) return [];
  const all = item.members.filter((member) => member.kind === "field");
  const hidden = all.filter((member) => !isShown(member.attributes));
  const [first] = hidden;
  if (first === undefined) return [];
  const constructor = declared?.members.find((one) => one.kind === "constructor");
  if (constructor?.signature?.parameters.length === all.length) return [];
  const list = (members: typeof all): string => members.map((one) => one.jsName).join(", ");
  const message = `\`new ${key}(${list(all.filter((one) => isShown(one.attributes)))})\` fits the d.ts, but the constructor takes (${list(all)})`;
  const help =
    "write a `#[napi(constructor)]` function in the `impl` block instead of the key on the struct";
  return [stockFinding("FT3016", message, help, first, constructor?.span ?? null, stock)];
}

/** FT3020: one finding for each set of classes that TypeScript cannot tell apart. */
function lookAlikes(stock: Stock): readonly Diagnostic[] {
  const byShape = new Map<string, { key: string; item: SourceClass; declared: DeclaredClass }[]>();
  for (const { key, item, declared } of itemsOf("class", stock)) {
    const shape = declared === null ? undefined : shapeOf(declared);
    if (shape?.kind !== "class" || shape.extends !== undefined) continue;
    const text = shapeText(shape);
    const known = byShape.get(text) ?? [];
    byShape.set(text, [...known, { key, item, declared: shape }]);
  }
  return [...byShape.values()].flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined || others.length === 0) return [];
    const names = others.map(({ key }) => `\`${key}\``).join(", ");
    const message = `\`${first.key}\` and ${names} look the same in the d.ts, but napi refuses the one for the other`;
    const help = "give each a member that the others lack";
    const one = stockFinding("FT3020", message, help, first.item, first.declared.span, stock);
    const places = others.map(({ key, item }) => ({
      message: `\`${key}\` is here`,
      span: item.nameSpan,
    }));
    return [{ ...one, related: [...one.related, ...places] }];
  });
}

/** Instances alone: statics and constructors do not decide what fits. */
function shapeText({ members }: DeclaredClass): string {
  const texts = members
    .filter(({ kind }) => kind !== "constructor" && kind !== "static")
    .map(({ kind, name, type, signature, optional }) => {
      const kindOf = kind === "getter" || kind === "setter" ? "field" : kind;
      const parameters = signature?.parameters.map((one) => typeText(one.type)).join() ?? "";
      const result = type ?? signature?.returns ?? null;
      return `${kindOf} ${name} ${optional} (${parameters}) ${result === null ? "" : typeText(result)}`;
    });
  return [...new Set(texts)].sort().join("\n");
}
