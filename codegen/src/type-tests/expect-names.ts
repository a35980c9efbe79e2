/** What an entry point exports: the exact list of what is there at run time, and that each type is. */
import type { RustType, SourceItem, SourceSignature } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import type { Doc } from "../print/document.js";
import { compare } from "../print/scope.js";
import { isOn } from "../types/attributes.js";
import type { Direction } from "../types/context.js";
import { isMemberShown } from "../types/class-members.js";
import { hasNamelessMacro } from "../types/declared-only.js";
import { toClassField, toField, isShown } from "../types/fields.js";
import { brandBase, itemOf, unwrapResult } from "../types/rust-type.js";
import { toShape } from "../types/signature.js";
import { authorName } from "../types/table.js";
import { namesIn } from "../model/names-in.js";
import { keyword, literal, union } from "../types/tree.js";
import { itemKey, type TypeContext } from "../types/context.js";
import { toTypeScript } from "../types/rust-type.js";
import type { ExportedItem } from "./exported-items.js";
import { aliasType, hasFactory } from "./expect-type.js";
import type { TestFile } from "./test-file.js";
import { valueOf } from "./test-file.js";

export type Directions = ReadonlyMap<string, Direction>;

/** `expectType<"a" | "b">(…)` over the keys of the module; of what macros add to, that these are among them. */
export function expectNames(entry: string | null, names: readonly string[], file: TestFile): Doc {
  const sorted = [...new Set(names)].sort(compare);
  const type =
    sorted.length === 0 ? keyword("never") : union(...sorted.map((name) => literal(name)));
  const all = `keyof typeof import("${file.specifier(entry)}")`;
  // What a macro makes under names of its own is in the index, and its enums are with the others.
  const isOpen = entry === null || entry === "enums";
  if (!isOpen || !hasNamelessMacro({ source: file.manifest })) {
    return file.expect(type, valueOf(all));
  }
  return file.expectAmong(type, all);
}

/** `valueOf<import("…").Name>();` for each type: the compiler refuses one that is not exported. */
export function expectTypeNames(
  entry: string | null,
  names: readonly string[],
  file: TestFile,
): readonly Doc[] {
  const module = `import("${file.specifier(entry)}")`;
  return [...new Set(names)].sort(compare).map((name) => [valueOf(`${module}.${name}`), ";"]);
}

/** Names that an entry point exports, of values and of types. */
export interface ExportNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

function together(names: readonly ExportNames[]): ExportNames {
  return {
    values: names.flatMap(({ values }) => values),
    types: names.flatMap(({ types }) => types),
  };
}

/** Names that the index exports: all that only one item has. */
export function indexNames(file: TestFile): ExportNames {
  const { items } = file.exported;
  const uses = new Map<string, number>();
  for (const { source } of items) uses.set(source.jsName, (uses.get(source.jsName) ?? 0) + 1);
  return together(
    items
      .filter(({ source, module }) => module === null || uses.get(source.jsName) === 1)
      .filter((item) => !isShared(item) || uses.get(item.source.jsName) === 1)
      .map((item) => namesOf(item, item.source.jsName, file)),
  );
}

/** Names that a module exports: its own, and the enums, brands and error guards that its items use. */
export function moduleNames(module: string, directions: Directions, file: TestFile): ExportNames {
  const { items } = file.exported;
  const own = items.filter((item) => item.module === module);
  const used = new Set(own.flatMap((item) => usedItems(item.source, directions, file)));
  const taken = new Set(own.map(({ source }) => source.jsName));
  const handed = items.filter(
    (item) => used.has(item.key) && isShared(item) && item.module !== module,
  );
  const alone = handed.filter(
    ({ source: { jsName } }) =>
      !taken.has(jsName) && handed.filter(({ source }) => source.jsName === jsName).length === 1,
  );
  return together([...own, ...alone].map((item) => namesOf(item, item.source.jsName, file)));
}

/** What an entry of shared items exports. */
export function sharedNames(entry: string, file: TestFile): ExportNames {
  const items = file.exported.items.filter((item) => item.entry === entry);
  return together(items.map((item) => namesOf(item, item.name, file)));
}

function isShared(item: ExportedItem): boolean {
  return item.entry === "enums" || item.entry === "brands" || item.entry === "errors";
}

function namesOf(item: ExportedItem, name: string, file: TestFile): ExportNames {
  const { source } = item;
  switch (source.kind) {
    case "function":
    case "const":
      return { values: [name], types: [] };
    case "class":
    case "enum":
      return { values: [name], types: [name] };
    case "error":
      return { values: [`is${name}`], types: [name, `${name}Code`] };
    case "alias": {
      const isFactory = source.brand !== null && hasFactory(brandBase(source, file.types));
      return { values: isFactory ? [name] : [], types: isPlain(source) ? [name] : [] };
    }
    case "object":
    case "tuple":
    case "union":
      return { values: [], types: isPlain(source) ? [name] : [] };
  }
}

/** Not one that may take type arguments: what a macro makes, and names with a `<`. */
function isPlain({ macro, jsName }: SourceItem): boolean {
  return !macro && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(jsName);
}

/** Keys of the items that the declaration of an item mentions. */
function usedItems(source: SourceItem, directions: Directions, file: TestFile): readonly string[] {
  const { types } = file;
  const direction = directions.get(itemKey(source)) ?? "both";
  switch (source.kind) {
    case "function":
      return [...signatureKeys(source, types), ...errorKey(source.signature, types)];
    case "class": {
      const own = { ...types, self: source };
      return source.members.flatMap((member) => {
        if (!isMemberShown(member)) return [];
        if (member.kind === "field") {
          if (member.type === null) return [];
          const field = { type: member.type, attributes: member.attributes };
          const readonly = isOn(member.attributes, "readonly");
          return keys(toClassField(field, source, readonly ? "out" : "both", own).type);
        }
        const { signature, kind, attributes } = member;
        if (signature === null) return [];
        return [
          ...signatureKeys({ kind, signature, attributes }, own),
          ...errorKey(signature, own),
        ];
      });
    }
    case "object":
      return source.fields
        .filter((field) => isShown(field.attributes))
        .flatMap((field) => keys(toField(field, source, direction, types).type));
    case "const":
      return keys(toTypeScript(source.type, { at: "value", direction: "out" }, types));
    default: {
      const type = aliasType(source, direction, file);
      return type === null ? [] : keys(type);
    }
  }
}

function signatureKeys(
  callable: Parameters<typeof toShape>[0],
  types: TypeContext,
): readonly string[] {
  const { parameters, returns } = toShape(callable, types);
  return [...parameters.flatMap(({ type }) => keys(type)), ...keys(returns)];
}

/** The error enum of a `Result<T, E>` or a `Job<T, E>`. */
function errorKey({ returns }: SourceSignature, types: TypeContext): readonly string[] {
  const inner = unwrapResult(returns);
  const whole: RustType =
    inner.kind === "path" && authorName(inner.path) === "Job" ? inner : returns;
  const error = whole.kind === "path" ? whole.arguments[1] : undefined;
  const item = error === undefined ? null : itemOf(error, types);
  return item?.kind === "error" ? [itemKey(item)] : [];
}

function keys(type: TsType): readonly string[] {
  return namesIn(type).flatMap((name) => (name.kind === "item" ? [name.id] : []));
}
