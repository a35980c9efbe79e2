/** Assertions about classes: each member, how it is made, and that look-alikes are refused. */
import type { SourceClass, SourceMember } from "../model/manifest.js";
import type { TsType } from "../model/type.js";
import type { Doc } from "../print/document.js";
import { join } from "../print/document.js";
import { nameExpression, printAssignment } from "../print/expression.js";
import { quote } from "../print/names.js";
import { printArrow } from "../print/signature.js";
import { printType } from "../print/type.js";
import { isOff, isOn } from "../types/attributes.js";
import type { TypeContext } from "../types/context.js";
import { isMemberShown } from "../types/class-members.js";
import { toClassField } from "../types/fields.js";
import { toShape, type SignatureShape } from "../types/signature.js";
import { hasNamelessMacro } from "../types/declared-only.js";
import { iterates } from "../types/iteration.js";
import { compare } from "../print/scope.js";
import { keyword, literal, union } from "../types/tree.js";
import type { ExportedItem } from "./exported-items.js";
import { byFeatures } from "../types/presence.js";
import { isProved, isProvedSignature, withoutThis } from "./proved.js";
import type { TestFile } from "./test-file.js";
import { refused, valueOf } from "./test-file.js";

export function expectClass(
  item: ExportedItem,
  source: SourceClass,
  file: TestFile,
): readonly Doc[] {
  if (source.macro || item.twins.length > 1) return [];
  const types: TypeContext = { ...file.types, self: source };
  const members = source.members.filter((member) => isVisible(member, source, file));
  const assertions = members.flatMap((member) => expectMember(item, source, member, types, file));
  const construct = members.find((member) => member.kind === "constructor");
  if (item.missing) return assertions;
  return [
    ...expectMemberNames(item, source, members, file),
    ...assertions,
    ...(construct === undefined
      ? [refused("it has no constructor", ["new ", file.value(item), "();"])]
      : expectConstructor(item, toShape(callable(construct), types), file)),
    refused("a look-alike is refused", [
      "takes<",
      file.type(item),
      ">(valueOf<Pick<",
      file.type(item),
      ", keyof ",
      file.type(item),
      ">>());",
    ]),
  ];
}

/** The exact lists of what instances and the class itself have; napi gives iterators more than the source tells. */
function expectMemberNames(
  item: ExportedItem,
  source: SourceClass,
  members: readonly SourceMember[],
  file: TestFile,
): readonly Doc[] {
  if (iterates(source)) return [];
  const isStatic = ({ kind }: SourceMember): boolean => kind === "static" || kind === "factory";
  const keysOf = (of: readonly SourceMember[]): readonly TsType[] =>
    [...new Set(of.map(({ jsName }) => jsName))].sort(compare).map(keyType);
  const statics = members.filter(isStatic);
  const own = members.filter((member) => !isStatic(member) && member.kind !== "constructor");
  const hasUnseen = hasNamelessMacro({ source: file.manifest });
  const expectKeys = (type: TsType, all: Doc, isOpen: boolean): Doc =>
    isOpen ? file.expectAmong(type, all) : file.expect(type, valueOf(all));
  return [
    expectKeys(
      own.length === 0 ? keyword("never") : union(...keysOf(own)),
      ["keyof ", file.type(item)],
      hasUnseen || file.extended.has(item.key),
    ),
    expectKeys(
      union(literal("prototype"), ...keysOf(statics)),
      ["keyof typeof ", file.value(item)],
      hasUnseen,
    ),
  ];
}

function keyType(name: string): TsType {
  const symbol = symbolOf(name);
  if (symbol === undefined) return literal(name);
  return {
    kind: "opaque",
    text: symbol.replace(/^Symbol\.(\w+)$/, 'SymbolConstructor["$1"]'),
    names: [{ kind: "global", name: "SymbolConstructor" }],
  };
}

function isVisible(member: SourceMember, source: SourceClass, file: TestFile): boolean {
  const { cfg } = member;
  const featured = byFeatures({ cfg, crate: source.crate }, file.manifest.crate) !== false;
  return featured && isMemberShown(member);
}

function callable(member: SourceMember): Parameters<typeof toShape>[0] {
  const { kind, signature, attributes } = member;
  if (kind === "field" || signature === null) throw new Error(`${member.id} is no function`);
  return { kind, signature, attributes };
}

function expectMember(
  item: ExportedItem,
  source: SourceClass,
  member: SourceMember,
  types: TypeContext,
  file: TestFile,
): readonly Doc[] {
  const key = keyOf(member.jsName);
  const ofInstance = (): Doc => valueOf([file.type(item), "[", key, "]"]);
  const has = (kind: SourceMember["kind"]): boolean =>
    source.members.some((other) => other.kind === kind && other.jsName === member.jsName);
  const expectValue = (type: TsType): readonly Doc[] =>
    isProved(type) ? [file.expect(withoutThis(type, selfOf(item)), ofInstance())] : [];
  switch (member.kind) {
    case "constructor":
      return [];
    case "field": {
      if (member.type === null) return [];
      const readonly = isOn(member.attributes, "readonly") || isOff(member.attributes, "writable");
      const field = { type: member.type, attributes: member.attributes };
      const { type } = toClassField(field, source, readonly ? "out" : "both", types);
      const writing = writeTo(item, key, file);
      return [...expectValue(type), readonly ? refused("it is read-only", writing) : writing];
    }
    case "getter": {
      const { returns } = toShape(callable(member), types);
      const writing = writeTo(item, key, file);
      return [
        ...expectValue(returns),
        has("setter") ? writing : refused("it is read-only", writing),
      ];
    }
    case "setter": {
      const type = toShape(callable(member), types).parameters[0]?.type;
      return type === undefined || has("getter") ? [] : expectValue(type);
    }
    case "method":
    case "static":
    case "factory":
      return expectMethod(item, member, toShape(callable(member), types), file);
  }
}

function expectMethod(
  item: ExportedItem,
  member: SourceMember,
  signature: SignatureShape,
  file: TestFile,
): readonly Doc[] {
  if (!isProvedSignature(signature)) return [];
  const { parameters, returns, typeParameters } = outside(signature, selfOf(item));
  const arrow = printArrow({ parameters, returns }, file.name, typeParameters);
  return [
    file.expectType(arrow, valueOf([ownerOf(item, member, file), "[", keyOf(member.jsName), "]"])),
  ];
}

/** The type that has the member. */
function ownerOf(item: ExportedItem, member: SourceMember, file: TestFile): Doc {
  if (member.kind === "method") return file.type(item);
  const value = file.value(item);
  return item.missing ? ["NonNullable<typeof ", value, ">"] : ["(typeof ", value, ")"];
}

/** Whether it may be written to does not depend on the value. */
function writeTo(item: ExportedItem, key: string, file: TestFile): Doc {
  return printAssignment(
    [valueOf(file.type(item)), "[", key, "]"],
    nameExpression("valueOf<never>()"),
  );
}

function selfOf(item: ExportedItem): TsType {
  return { kind: "name", name: { kind: "item", id: item.key }, arguments: [] };
}

/** Each parameter of the constructor, how many there are, and what comes out. */
function expectConstructor(
  item: ExportedItem,
  signature: SignatureShape,
  file: TestFile,
): readonly Doc[] {
  if (!isProvedSignature(signature)) return [];
  const { parameters } = signature;
  const list = (): Doc => ["ConstructorParameters<typeof ", file.value(item), ">"];
  const required = parameters.filter((parameter) => !parameter.optional).length;
  const lengths = Array.from(
    { length: parameters.length - required + 1 },
    (_, index) => required + index,
  );
  const count: TsType = union(...lengths.map((value): TsType => ({ kind: "literal", value })));
  const each = parameters.map(({ type, optional }, index) => {
    const expected = optional ? union(type, { kind: "keyword", name: "undefined" }) : type;
    return file.expect(expected, valueOf([list(), `[${index}]`]));
  });
  const values = parameters.map(({ type }) => valueOf(printType(type, file.name, "argument")));
  return [
    file.expect(count, valueOf([list(), '["length"]'])),
    ...each,
    file.expectType(file.type(item), ["new ", file.value(item), "(", join(", ", values), ")"]),
  ];
}

function outside(signature: SignatureShape, self: TsType): SignatureShape {
  return {
    ...signature,
    parameters: signature.parameters.map((one) => ({ ...one, type: withoutThis(one.type, self) })),
    returns: withoutThis(signature.returns, self),
  };
}

/** The type of a member's key: a literal, or the type of a well-known symbol. */
function keyOf(name: string): string {
  const symbol = symbolOf(name);
  return symbol === undefined ? quote(name) : `typeof ${symbol}`;
}

/** The well-known symbol in `[Symbol.dispose]`. */
function symbolOf(name: string): string | undefined {
  return /^\[(Symbol\.\w+)\]$/.exec(name)?.[1];
}
