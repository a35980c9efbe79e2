/** Assertions about what exists in types: interfaces, aliases, enums, brands, error codes. */
import type {
  SourceAlias,
  SourceEnum,
  SourceError,
  SourceItem,
  SourceObject,
} from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import type { Doc } from "../print/document.js";
import { isDeclarableType, quote } from "../print/names.js";
import { printLiteral, printType } from "../print/type.js";
import { isOn } from "../types/attributes.js";
import { isFieldDeclared, toField, tupleType, unionType } from "../types/fields.js";
import type { Direction } from "../types/context.js";
import { brandBase, toTypeScript } from "../types/rust-type.js";
import { keyword, literal, union } from "../types/tree.js";
import type { ExportedItem } from "./exported-items.js";
import { isProved } from "./proved.js";
import type { TestFile } from "./test-file.js";
import { refused, valueOf } from "./test-file.js";

/** The whole of an interface at once: keys, types, what is optional, what is read-only. */
export function expectInterface(
  item: ExportedItem,
  source: SourceObject,
  direction: Direction,
  file: TestFile,
): readonly Doc[] {
  const fields = source.fields
    .filter((field) => isFieldDeclared(field, source, direction))
    .map((field) => {
      const { type, optional } = toField(field, source, direction, file.types);
      const shown = optional && direction !== "out" ? union(type, keyword("undefined")) : type;
      const readonly = source.row || isOn(field.attributes, "readonly");
      return { name: field.jsName, type: shown, optional, readonly };
    });
  return expectAlias(item, { kind: "object", fields }, file);
}

export function expectAlias(item: ExportedItem, type: TsType, file: TestFile): readonly Doc[] {
  if (item.source.macro || item.twins.length > 1 || !isProved(type)) return [];
  return [file.expect(type, valueOf(file.type(item)))];
}

/** The type that an item is, for the kinds that are declared as `type X = …`. */
export function aliasType(source: SourceItem, direction: Direction, file: TestFile): TsType | null {
  switch (source.kind) {
    case "tuple":
      return tupleType(source, direction, file.types);
    case "union":
      return unionType(source, direction, file.types);
    case "alias":
      return toTypeScript(source.type, { at: "value", direction }, file.types);
    default:
      return null;
  }
}

export function expectEnum(item: ExportedItem, source: SourceEnum, file: TestFile): readonly Doc[] {
  if (item.twins.length > 1) return [];
  const fields = source.variants.map(({ rustName, value }) => ({
    name: rustName,
    type: literal(value),
    optional: false,
    readonly: true,
  }));
  const values = union(...source.variants.map(({ value }) => literal(value)));
  const types = source.variants
    .filter(({ rustName }) => isDeclarableType(rustName))
    .map(({ rustName, value }) =>
      file.expect(literal(value), valueOf([file.value(item), ".", rustName])),
    );
  return [
    file.expect({ kind: "object", fields }, file.value(item)),
    ...(source.variants.length > 0 ? [file.expect(values, valueOf(file.type(item)))] : []),
    ...types,
    refused("it is none of the values", [
      "takes<",
      file.type(item),
      ">(",
      foreignValue(source),
      ");",
    ]),
  ];
}

/** A literal that is no value of the enum. */
function foreignValue(source: SourceEnum): string {
  const values = new Set(source.variants.map(({ value }) => value));
  if (source.variants.some(({ value }) => typeof value === "string")) {
    let text = "none of them";
    while (values.has(text)) text += "!";
    return printLiteral(text);
  }
  let value = 0;
  while (values.has(value)) value += 1;
  return printLiteral(value);
}

export function expectBrand(
  item: ExportedItem,
  source: SourceAlias,
  file: TestFile,
): readonly Doc[] {
  const base = brandBase(source, file.types);
  if (!isProved(base)) return [];
  const plain = (): Doc => printType(base, file.name);
  const tag = `${file.manifest.crate.package}/${item.name}`;
  const assertions: Doc[] = [
    file.expectType(
      [plain(), " & ", file.runtime("Brand"), `<${quote(tag)}>`],
      valueOf(file.type(item)),
    ),
    ["takes<", plain(), ">(", valueOf(file.type(item)), ");"],
    refused("the plain value lacks the brand", [
      "takes<",
      file.type(item),
      ">(",
      valueOf(plain()),
      ");",
    ]),
  ];
  if (!hasFactory(base)) return assertions;
  const factory = [file.runtime("BrandFactory"), "<", plain(), ", ", file.type(item), ">"];
  return [
    ...assertions,
    file.expectType(factory, file.value(item)),
    file.expectType(file.type(item), [file.value(item), "(", valueOf(plain()), ")"]),
  ];
}

export function hasFactory(base: TsType): boolean {
  return base.kind === "keyword" && ["bigint", "boolean", "number", "string"].includes(base.name);
}

export function expectError(
  item: ExportedItem,
  source: SourceError,
  file: TestFile,
): readonly Doc[] {
  if (item.twins.length > 1) return [];
  const codes = [...new Set(source.codes.map(({ code }) => code))].map((code) => literal(code));
  const code = file.type(item, `${item.name}Code`);
  const error = file.type(item);
  return [
    file.expect(codes.length === 0 ? keyword("never") : union(...codes), valueOf(code)),
    file.expectType([file.runtime("NativeError"), "<", code, ">"], valueOf(error)),
    file.expectType(["(error: unknown) => error is ", error], file.value(item, `is${item.name}`)),
  ];
}
