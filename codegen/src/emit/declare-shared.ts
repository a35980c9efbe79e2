/** Enums, brands and errors in their `.d.ts`: what the native-free files hold. */
import type { BrandItem, EnumItem, ErrorItem } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { firstSentence, printDocs } from "../print/comment.js";
import { block, group, ifBreak, indent, line, lines } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { isDeclarableType, keys, quote } from "../print/names.js";
import { printAlias } from "../print/signature.js";
import { printLiteral, printType } from "../print/type.js";
import { declare, declareNamed, generatedTag, itemDocs } from "./declare.js";
import { hasFactory } from "./exported-names.js";
import type { FileContext } from "./file-context.js";

/** A constant object, the union of its values, and a namespace of types for `Signal.Term` as a type. */
export function declareEnum(item: EnumItem, context: FileContext): Doc {
  const { name } = context.homes.of(item);
  const local = context.scope.declaredAs(name);
  const key = keys(item.members.map((member) => member.name));
  const fields = item.members.map((member) => [
    printDocs(member.docs),
    context.marker.declaration(member.origin, "readonly ", key(member.name), [
      ": ",
      printLiteral(member.value),
      ";",
    ]),
  ]);
  const types = item.members
    .filter((member) => isDeclarableType(member.name))
    .map((member) => [
      printDocs(member.docs),
      context.marker.declaration(member.origin, "type ", member.name, [
        " = ",
        printLiteral(member.value),
        ";",
      ]),
    ]);
  const union = item.members.length === 0 ? "never" : `(typeof ${local})[keyof typeof ${local}]`;
  return lines([
    [itemDocs(item), declare(item, context, "const ", [": ", block(fields), ";"])],
    declareNamed(item.origin, name, context, "type ", [" = ", union, ";"]),
    ...(types.length > 0 ? [declare(item, context, "namespace ", [" ", block(types)])] : []),
  ]);
}

/** A type that only Rust, the factory or a guard can make. */
export function declareBrand(item: BrandItem, context: FileContext): Doc {
  const { name } = context.homes.of(item);
  const { scope, marker, name: printName } = context;
  const local = scope.declaredAs(name);
  const tag: TsType = {
    kind: "name",
    name: { kind: "runtime", name: "Brand" },
    arguments: [{ kind: "literal", value: `${context.surface.package.name}/${name}` }],
  };
  const type: TsType = { kind: "intersection", members: [item.base, tag] };
  const head = [local === name ? "export " : "", "type ", marker.nameMark(item.origin, local)];
  const alias = [
    itemDocs(item),
    marker.surround(item.origin, [printAlias(head, type, printName), ";"]),
  ];
  if (!hasFactory(item)) return alias;
  const factory = printName({ kind: "runtime", name: "BrandFactory" });
  const arguments_ = ["<", printType(item.base, printName), ", ", local, ">"];
  return lines([alias, declare(item, context, "const ", [": ", factory, ...arguments_, ";"])]);
}

/** The union of the codes, the error that carries one, and its guard. */
export function declareError(item: ErrorItem, context: FileContext): Doc {
  const { name } = context.homes.of(item);
  const { scope, marker } = context;
  const base = context.name({ kind: "runtime", name: "NativeError" });
  const codeName = `${name}Code`;
  const codes = item.codes.map(({ code, origin }) => marker.surround(origin, quote(code)));
  return lines([
    [
      printDocs({ text: codeList(item), tags: [generatedTag(item.origin)] }),
      declareNamed(item.origin, codeName, context, "type ", [printCodes(codes), ";"]),
    ],
    "",
    [
      itemDocs(item),
      declareNamed(item.origin, name, context, "type ", [
        " = ",
        base,
        `<${scope.declaredAs(codeName)}>;`,
      ]),
    ],
    "",
    `/** Tells whether an error is a {@link ${name}}. */`,
    declareNamed(item.origin, `is${name}`, context, "declare function ", [
      `(error: unknown): error is ${scope.declaredAs(name)};`,
    ]),
  ]);
}

function printCodes(codes: readonly Doc[]): Doc {
  const [only] = codes;
  if (only === undefined) return " = never";
  if (codes.length === 1) return [" = ", only];
  const union = codes.map((code, index) => [index === 0 ? ifBreak("| ") : [line, "| "], code]);
  return group([" =", group(indent([line, group(union)]))]);
}

/** One entry for each description; codes that share one stand together. */
function codeList(item: ErrorItem): string {
  const lead = `Codes of {@link ${item.name}}.`;
  const codesOf = new Map<string, string[]>();
  for (const { code, docs } of item.codes) {
    const summary = firstSentence(docs.text);
    codesOf.set(summary, [...(codesOf.get(summary) ?? []), `\`${code}\``]);
  }
  const entries = [...codesOf].map(
    ([summary, codes]) => `- ${codes.join(", ")}${summary === "" ? "" : `: ${summary}`}`,
  );
  return entries.length === 0 ? lead : [lead, "", ...entries].join("\n");
}
