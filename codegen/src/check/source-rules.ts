/** FT1014, FT1015, FT2008: what the source alone shows to go wrong at run time or in napi's d.ts. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { RustType, SourceClass, SourceItem, SourceSignature } from "../model/manifest.js";
import { isOn } from "../types/attributes.js";
import { itemKey } from "../types/context.js";
import type { ItemGroup } from "../types/groups.js";

export function checkSourceRules(groups: readonly ItemGroup[]): readonly Diagnostic[] {
  const items = groups.flatMap((group) => group.items);
  return [...sharedConstructors(items), ...items.flatMap(hiddenMethods), ...items.flatMap(quotes)];
}

/** FT1014: napi finds the constructor of what Rust gives by the JavaScript name alone. */
function sharedConstructors(items: readonly SourceItem[]): readonly Diagnostic[] {
  const given = new Set(items.flatMap(givenItems));
  const byName = new Map<string, SourceClass[]>();
  for (const item of items) {
    if (item.kind !== "class") continue;
    const known = byName.get(item.jsName);
    if (known === undefined) byName.set(item.jsName, [item]);
    else if (known.every((one) => one.namespace !== item.namespace)) known.push(item);
  }
  return [...byName.values()].flatMap((classes) => {
    const [first, second] = classes;
    if (first === undefined || second === undefined) return [];
    if (!classes.some((one) => given.has(one.id) || hasFactory(one))) return [];
    const keys = classes.map((one) => `\`${itemKey(one)}\``).join(" and ");
    const message = `${keys} are classes of one name: where Rust gives one of them, JavaScript can get the other`;
    return [
      diagnostic("FT1014", message, {
        primary: second.nameSpan,
        related: [{ message: `\`${itemKey(first)}\` is here`, span: first.nameSpan }],
        at: second.id,
        help: `give one another name: \`#[napi(js_name = "…")]\``,
      }),
    ];
  });
}

function hasFactory({ members }: SourceClass): boolean {
  return members.some(({ kind }) => kind === "factory");
}

/** Ids of the items that stand in what Rust gives: results, fields, arguments of callbacks. */
function givenItems(item: SourceItem): readonly string[] {
  const ofSignature = ({ parameters, returns }: SourceSignature): readonly string[] => [
    ...namedItems(returns),
    ...parameters.flatMap(({ type }) => (isCallback(type) ? namedItems(type) : [])),
  ];
  switch (item.kind) {
    case "function":
      return ofSignature(item.signature);
    case "class":
      return item.members.flatMap(({ kind, signature, type }) => [
        ...(signature === null || kind === "constructor" ? [] : ofSignature(signature)),
        ...(type === null ? [] : namedItems(type)),
      ]);
    case "object":
    case "tuple":
      return item.fields.flatMap(({ type }) => namedItems(type));
    default:
      return [];
  }
}

function isCallback(type: RustType): boolean {
  if (type.kind === "function") return true;
  if (type.kind === "reference") return isCallback(type.type);
  return (
    type.kind === "path" &&
    (/(?:^|::)(?:Function|FunctionRef|ThreadsafeFunction)$/u.test(type.path) ||
      type.arguments.some(isCallback))
  );
}

function namedItems(type: RustType): readonly string[] {
  switch (type.kind) {
    case "path":
      return [...(type.item === null ? [] : [type.item]), ...type.arguments.flatMap(namedItems)];
    case "reference":
      return namedItems(type.type);
    case "slice":
    case "array":
      return namedItems(type.element);
    case "tuple":
      return type.elements.flatMap(namedItems);
    case "function":
      return [...type.parameters, type.returns].flatMap(namedItems);
    case "other":
      return [];
  }
}

/** FT1015. */
function hiddenMethods(item: SourceItem): readonly Diagnostic[] {
  if (item.kind !== "class") return [];
  return item.members
    .filter(({ kind, attributes }) => kind !== "field" && isOn(attributes, "no_export"))
    .map(({ id, nameSpan, jsName }) => {
      const message = `\`${id}\` has \`no_export\`, but JavaScript can call \`${jsName}\` all the same`;
      const help =
        "take `#[napi(…)]` off the method, or write `skip_typescript` to hide it from the d.ts alone";
      return diagnostic("FT1015", message, { primary: nameSpan, at: id, help });
    });
}

/** FT2008: napi writes the values of string enums between quotes, without escaping them. */
function quotes(item: SourceItem): readonly Diagnostic[] {
  if (item.kind !== "enum" || isOn(item.attributes, "skip_typescript")) return [];
  return item.variants.flatMap(({ rustName, value, nameSpan }) => {
    if (typeof value !== "string" || !/['\\\n\r]/u.test(value)) return [];
    const id = `${item.id}::${rustName}`;
    const message = `the value ${JSON.stringify(value)} of \`${id}\` breaks napi's d.ts, which does not escape it`;
    const help = "choose a value without quotes, backslashes and line breaks";
    return [diagnostic("FT2008", message, { primary: nameSpan, at: id, help })];
  });
}
