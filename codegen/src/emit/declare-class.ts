/** Classes in a `.d.ts`. */
import type { ClassItem, Member } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import { printDocs } from "../print/comment.js";
import { group, hardline, ifBreak, indent, join, line, lines } from "../print/document.js";
import type { Doc } from "../print/document.js";
import { isSymbolKey, keys, quote } from "../print/names.js";
import { printMethodSignature, printSignature } from "../print/signature.js";
import { printType, printUnionOf } from "../print/type.js";
import { declare, declareNamed, itemDocs } from "./declare.js";
import { disposableReference } from "./file-context.js";
import type { FileContext } from "./file-context.js";

type Key = (name: string) => string;

/** A class; where some targets lack it, an interface and a constant. */
export function declareClass(item: ClassItem, context: FileContext): Doc {
  for (const { name } of item.members) if (disposes(name)) context.needs(disposableReference);
  if (item.missingOn.length > 0) return declareMissing(item, context);
  const key = memberKeys(item);
  const members = [
    [constructorOf(item, context), ";"],
    [nominalDocs, `private readonly ${nominal(item, context)};`],
    ...item.members.map((member) => [
      printDocs(member.docs),
      mark(member, context, classMember(member, key, context)),
    ]),
  ];
  const body = [
    "{",
    indent([hardline, separated(members, [false, true, ...item.members.map(isDocumented)])]),
    hardline,
    "}",
  ];
  return [itemDocs(item), declare(item, context, "class ", [" ", body])];
}

/** Symbols that the oldest library of TypeScript lacks. */
function disposes(name: string): boolean {
  return name === "[Symbol.dispose]" || name === "[Symbol.asyncDispose]";
}

const nominalDocs: Doc = ["/** @internal */", hardline];

/** The type-only member that keeps look-alikes out, because the binary refuses them. */
function nominal(item: ClassItem, context: FileContext): string {
  return `"~nominal": ${quote(`${context.surface.package.name}/${item.binaryName}`)}`;
}

/** The nominal member is quoted, so every other key that prettier would quote with it is decided here. */
function memberKeys(item: ClassItem): Key {
  const plain = item.members.filter((member) => !isSymbolKey(member.name)).map(({ name }) => name);
  const key = keys(["~nominal", ...plain]);
  return (name) => (isSymbolKey(name) ? name : key(name));
}

function constructorOf(item: ClassItem, context: FileContext): Doc {
  const { construct } = item;
  if (construct === null) return "private constructor()";
  const signature = { ...construct.signature, returns: null };
  return [
    printDocs(construct.docs),
    context.marker.declaration(
      construct.origin,
      "",
      "constructor",
      printSignature(signature, context.name),
    ),
  ];
}

interface Printed {
  readonly before: Doc;
  readonly name: Doc;
  readonly after: Doc;
}

function mark(member: Member, context: FileContext, { before, name, after }: Printed): Doc {
  return context.marker.declaration(member.origin, before, name, [after, ";"]);
}

function classMember(member: Member, key: Key, context: FileContext): Printed {
  const name = key(member.name);
  switch (member.kind) {
    case "static":
      return { before: "static ", name, after: signatureOf(member, context, printSignature) };
    case "method":
      return { before: "", name, after: signatureOf(member, context, printSignature) };
    case "getter":
      return { before: "get ", name, after: ["(): ", typeOf(member, context)] };
    case "setter":
      return { before: "set ", name, after: setterParameters(member, context) };
    case "field":
      return {
        before: member.readonly ? "readonly " : "",
        name,
        after: [": ", typeOf(member, context)],
      };
  }
}

function signatureOf(member: Member, context: FileContext, print: typeof printSignature): Doc {
  if (member.signature === null) throw new Error(`${member.origin.rustPath} has no signature`);
  return print(member.signature, context.name);
}

function setterParameters(member: Member, context: FileContext): Doc {
  if (member.signature === null) throw new Error(`${member.origin.rustPath} has no signature`);
  return printSignature({ ...member.signature, returns: null }, context.name);
}

function typeOf(member: Member, context: FileContext): Doc {
  const type: TsType | null = member.type ?? member.signature?.returns ?? null;
  if (type === null) throw new Error(`${member.origin.rustPath} has no type`);
  return printType(type, context.name);
}

function declareMissing(item: ClassItem, context: FileContext): Doc {
  const { name } = context.homes.of(item);
  const key = memberKeys(item);
  const instance = item.members.filter((member) => member.kind !== "static");
  const statics = item.members.filter((member) => member.kind === "static");
  const members = [
    [nominalDocs, `readonly ${nominal(item, context)};`],
    ...instance.map((member) => [
      printDocs(member.docs),
      mark(member, context, interfaceMember(member, key, context)),
    ]),
  ];
  const body = [
    "{",
    indent([hardline, separated(members, [false, ...instance.map(isDocumented)])]),
    hardline,
    "}",
  ];
  const type = printUnionOf([constructorObject(item, statics, context), "undefined"]);
  return lines([
    [itemDocs(item), declareNamed(item.origin, name, context, "interface ", [" ", body])],
    group(declare(item, context, "const ", [": ", type, ";"])),
  ]);
}

function interfaceMember(member: Member, key: Key, context: FileContext): Printed {
  const name = key(member.name);
  switch (member.kind) {
    case "static":
    case "method":
      return { before: "", name, after: signatureOf(member, context, printMethodSignature) };
    case "getter":
    case "setter":
      return classMember(member, key, context);
    case "field":
      return classMember(member, key, context);
  }
}

/** `{ new (…): X; from(…): X }` */
function constructorObject(item: ClassItem, statics: readonly Member[], context: FileContext): Doc {
  const self = context.scope.own(context.homes.of(item).name);
  const { construct } = item;
  const key = keys(statics.map((member) => member.name));
  const members: Doc[] = [];
  if (construct !== null) {
    const signature = { ...construct.signature, returns: null };
    members.push(group(["new ", printSignature(signature, context.name), ": ", self]));
  }
  for (const member of statics) {
    const { name, after } = interfaceMember(member, key, context);
    members.push(context.marker.declaration(member.origin, "", name, group(after)));
  }
  if (members.length === 0) return "object";
  return group(["{", indent([line, join([";", line], members), ifBreak(";")]), line, "}"]);
}

function isDocumented(member: Member): boolean {
  return member.docs.text.trim() !== "" || member.docs.tags.length > 0;
}

/** A blank line before what has a comment. */
function separated(members: readonly Doc[], documented: readonly boolean[]): Doc {
  return members.map((member, index) => {
    if (index === 0) return member;
    return documented[index] === true && index > 1
      ? [hardline, hardline, member]
      : [hardline, member];
  });
}
